import { canvasBytes } from '../ui/canvasBytes.ts'
import { isHeic } from '../ui/isHeic.ts'
import { fitWithin, scaledTo } from './fitWithin.ts'
import { greyOf, sharpness } from './sharpness.ts'

/** What may be wrong with a photo that can be kept all the same. */
export type PhotoDoubt = 'blurred' | 'small'
/** Why there is no photo: the browser opens no picture of this kind, the file is none, or no size of it is small enough. */
export type PhotoFault = 'heic' | 'unreadable' | 'too-large'

/** A photo as it is kept: a JPEG of at most 300 KB, marked, and without what the camera wrote beside the picture. */
export interface Photo {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly type: 'image/jpeg'
  readonly width: number
  readonly height: number
  readonly doubts: readonly PhotoDoubt[]
}

/** Most bytes of a photo (queue study, row 60). */
const MOST_BYTES = 300_000
/** Fewer pixels than this on the short side and small print cannot be read. */
const LEAST_SIDE = 640
/** Sharpness is judged on a picture of this longest side, whatever the camera. */
const JUDGED_SIDE = 512
/** Below this (see sharpness.ts) letters run into each other. */
const LEAST_SHARPNESS = 60

/**
 * Makes a photo of what the camera gave: judged, made smaller, marked with what it may be used for. Drawing it anew
 * drops everything but the picture: place, time, device.
 */
export async function takePhoto(file: Blob, mark: string): Promise<Photo | PhotoFault> {
  const taken = await createImageBitmap(file).catch(() => null)
  if (!taken) return (await isHeic(file)) ? 'heic' : 'unreadable'
  try {
    const doubts: PhotoDoubt[] = []
    if (Math.min(taken.width, taken.height) < LEAST_SIDE) doubts.push('small')
    if (sharpnessOf(taken) < LEAST_SHARPNESS) doubts.push('blurred')
    const written = fitWithin(MOST_BYTES, ({ side, quality }) => {
      const { canvas, pen } = drawn(taken, side)
      drawMark(pen, mark)
      const bytes = canvasBytes(canvas, 'image/jpeg', quality)
      return { bytes, size: bytes.length, width: canvas.width, height: canvas.height }
    })
    if (!written) return 'too-large'
    return { bytes: written.bytes, type: 'image/jpeg', width: written.width, height: written.height, doubts }
  } finally {
    taken.close()
  }
}

function sharpnessOf(picture: ImageBitmap): number {
  const { canvas, pen } = drawn(picture, JUDGED_SIDE)
  return sharpness(greyOf(pen.getImageData(0, 0, canvas.width, canvas.height).data), canvas.width)
}

function drawn(picture: ImageBitmap, side: number) {
  const canvas = document.createElement('canvas')
  Object.assign(canvas, scaledTo(side, picture))
  const pen = canvas.getContext('2d', { willReadFrequently: true })
  if (!pen) throw new Error('the browser draws no pictures')
  pen.imageSmoothingQuality = 'high'
  // What is see-through would turn black in a JPEG.
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  return { canvas, pen }
}

/** Writes the mark across the whole picture, light with a dark edge, so that it shows on any ground and hides nothing. */
function drawMark(pen: CanvasRenderingContext2D, mark: string): void {
  const { width, height } = pen.canvas
  const size = Math.max(14, Math.round(Math.max(width, height) / 36))
  pen.save()
  pen.font = `600 ${size}px sans-serif`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineWidth = size / 10
  pen.strokeStyle = 'rgb(0 0 0 / 0.2)'
  pen.fillStyle = 'rgb(255 255 255 / 0.35)'
  pen.translate(width / 2, height / 2)
  pen.rotate(-Math.PI / 8)
  const [across, down] = [pen.measureText(mark).width + size * 3, size * 6]
  const reach = Math.hypot(width, height) / 2
  for (let y = -Math.ceil(reach / down) * down; y <= reach; y += down) {
    for (let x = -Math.ceil(reach / across) * across; x <= reach; x += across) {
      pen.strokeText(mark, x, y)
      pen.fillText(mark, x, y)
    }
  }
  pen.restore()
}
