import { DOTS, type SlipPicture } from '#domain/settings/printing.ts'
import { layOut, type Measure, type Placed } from './layOut.ts'
import type { SlipLine } from './slip.ts'

/** Ink on paper, whatever the theme: a printer knows nothing else. */
const INK = '#000'
const PAPER = '#fff'
const BOX_LINE = 3
/** Modules of empty paper around a code. */
const QUIET = 4
/** A dot is black when it is darker than this, of 255. */
const HALF = 128

/** Draws a slip for a thermal printer, so that Chinese prints on any model. Throws where nothing can be drawn. */
export async function drawSlip(
  lines: readonly SlipLine[],
  dots: number,
): Promise<SlipPicture & { readonly bits: Uint8Array<ArrayBuffer> }> {
  const { pen, rows } = await drawn(lines, dots)
  return { dots, rows, bits: blackDots(pen.getImageData(0, 0, dots, rows).data) }
}

/** The same as a PNG of this name, for whoever has no printer that prints it. Throws where nothing can be drawn. */
export async function slipImage(lines: readonly SlipLine[], name: string): Promise<File> {
  const { canvas } = await drawn(lines, DOTS[80])
  const png = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'))
  if (!png) throw new Error('this browser makes no pictures')
  return new File([png], `${name}.png`, { type: 'image/png' })
}

async function drawn(lines: readonly SlipLine[], dots: number) {
  const canvas = document.createElement('canvas')
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('this browser draws nothing')
  const family = getComputedStyle(document.body).fontFamily
  const fontOf = ({ px, strong }: { px: number; strong: boolean }) => `${strong ? 'bold ' : ''}${px}px ${family}`
  const measure: Measure = (text, type) => {
    pen.font = fontOf(type)
    return pen.measureText(text).width
  }
  const { rows, placed } = layOut(lines, dots, measure)
  canvas.width = dots
  canvas.height = rows
  pen.fillStyle = PAPER
  pen.fillRect(0, 0, dots, rows)
  pen.fillStyle = INK
  pen.strokeStyle = INK
  pen.textBaseline = 'top'
  for (const each of placed) {
    if (each.kind === 'code') await drawCode(pen, each)
    else if (each.kind === 'box') {
      pen.lineWidth = BOX_LINE
      pen.strokeRect(each.x + BOX_LINE, each.y, each.width - 2 * BOX_LINE, each.height)
    } else {
      pen.font = fontOf(each)
      pen.fillText(each.text, each.x, each.y)
    }
  }
  return { canvas, pen, rows }
}

/** Each module as many whole dots as fit: a camera reads nothing that lies between two dots. */
async function drawCode(pen: CanvasRenderingContext2D, code: Extract<Placed, { kind: 'code' }>): Promise<void> {
  const { create } = await import('qrcode')
  const { size, data } = create(code.text, { errorCorrectionLevel: 'M' }).modules
  const dot = Math.max(2, Math.floor(code.side / (size + 2 * QUIET)))
  const edge = Math.floor((code.side - size * dot) / 2)
  for (const [at, isDark] of data.entries()) {
    if (isDark) pen.fillRect(code.x + edge + (at % size) * dot, code.y + edge + Math.floor(at / size) * dot, dot, dot)
  }
}

/** The dots of a picture of four bytes each that are black, eight in a byte. */
export function blackDots(rgba: Uint8ClampedArray): Uint8Array<ArrayBuffer> {
  const bits = new Uint8Array(rgba.length / 32)
  for (let dot = 0; dot * 4 < rgba.length; dot++) {
    const [red = 255, green = 255, blue = 255] = rgba.subarray(dot * 4, dot * 4 + 3)
    if ((red + green + blue) / 3 < HALF) bits[dot >> 3] = (bits[dot >> 3] ?? 0) | (0x80 >> (dot & 7))
  }
  return bits
}
