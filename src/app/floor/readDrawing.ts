import { fromBase64 } from '#device/basics/base64.ts'
import { type Drawing, MOST_DRAWING_BYTES } from '#domain/floorPlan/events.ts'
import { isHeic } from '../ui/isHeic.ts'

/** Why a file cannot lie under the floor plan. */
export type DrawingFault = 'heic' | 'not-a-picture' | 'too-big' | 'too-detailed'

const MOST_FILE_BYTES = 20 * 1024 * 1024
/** Longest side in pixels and quality, from best to barely readable: the first that fits is taken. */
const TRIES = [1600, 1200, 900, 640].flatMap((side) => [0.8, 0.6, 0.4].map((quality) => ({ side, quality })))

/**
 * Reads any picture that this browser can show and makes it small enough for one line of the log, on white ground. What is
 * written in an SVG is only ever painted here, never carried on. `sides`: of the grid that it fills, for an SVG without a
 * size of its own; `mostBytes`: of what comes of it.
 */
export async function readDrawing(
  file: Blob,
  sides: { readonly width: number; readonly height: number },
  mostBytes = MOST_DRAWING_BYTES,
): Promise<Drawing | DrawingFault> {
  if (file.size > MOST_FILE_BYTES) return 'too-big'
  const address = URL.createObjectURL(file)
  try {
    const picture = new Image()
    picture.src = address
    await picture.decode()
    const width = picture.naturalWidth || sides.width
    const height = picture.naturalHeight || sides.height
    for (const { side, quality } of TRIES) {
      // A drawing of lines can be painted bigger than it came; a photo gains nothing from it.
      const scale = Math.min(
        file.type === 'image/svg+xml' ? Number.POSITIVE_INFINITY : 1,
        side / Math.max(width, height),
      )
      const drawing = painted(picture, { width: width * scale, height: height * scale, quality })
      if (fromBase64(drawing.base64).length <= mostBytes) return drawing
    }
    return 'too-detailed'
  } catch {
    return (await isHeic(file)) ? 'heic' : 'not-a-picture'
  } finally {
    URL.revokeObjectURL(address)
  }
}

function painted(
  picture: HTMLImageElement,
  { width, height, quality }: { readonly width: number; readonly height: number; readonly quality: number },
): Drawing {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const pen = canvas.getContext('2d')
  if (!pen) throw new Error('this browser has no canvas')
  pen.fillStyle = 'white'
  pen.fillRect(0, 0, canvas.width, canvas.height)
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
  const webp = canvas.toDataURL('image/webp', quality)
  // A browser that cannot write WebP answers with a PNG, which is bigger than a JPEG.
  const address = webp.startsWith('data:image/webp') ? webp : canvas.toDataURL('image/jpeg', quality)
  const [, base64 = ''] = address.split(',')
  return { type: address.startsWith('data:image/webp') ? 'image/webp' : 'image/jpeg', base64 }
}
