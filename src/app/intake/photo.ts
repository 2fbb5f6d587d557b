/** A photo of a document: made small, marked for its one purpose, and judged before anybody relies on it. */
import { greyOf, sharpness } from './sharpness.ts'

/** Most bytes of a photo (plan-study §2.2, queue-study 60). */
export const MOST_BYTES = 300 * 1024
/** Longest side that is kept, and the shortest at which a document can be read, in pixels. */
const LONGEST = 1600
const SHORTEST = 640
/** Below this a page of text cannot be read; measured on a grey picture of `JUDGED` pixels. */
const SHARP_ENOUGH = 60
const JUDGED = 480

/** A photo as it may be sealed; `doubt`: what somebody should look at before it is used. */
export type Photo =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly url: string; readonly doubt: 'blurred' | 'small' | null }
  | { readonly ok: false; readonly why: 'broken' }

/** Reads a picture file, drops everything but the picture, writes the mark across it and shrinks it below the limit. */
export async function takePhoto(file: Blob, mark: string): Promise<Photo> {
  const picture = await createImageBitmap(file).catch(() => null)
  if (!picture) return { ok: false, why: 'broken' }
  try {
    const doubt = Math.max(picture.width, picture.height) < SHORTEST ? 'small' : blurred(picture) ? 'blurred' : null
    for (let longest = LONGEST; longest >= 400; longest = Math.round(longest * 0.8)) {
      const board = drawn(picture, longest)
      write(board, mark)
      for (const quality of [0.85, 0.7, 0.55]) {
        const blob = await new Promise<Blob | null>((done) => board.toBlob(done, 'image/jpeg', quality))
        if (blob && blob.size <= MOST_BYTES) {
          return { ok: true, bytes: new Uint8Array(await blob.arrayBuffer()), url: URL.createObjectURL(blob), doubt }
        }
      }
    }
    return { ok: false, why: 'broken' }
  } finally {
    picture.close()
  }
}

function drawn(picture: ImageBitmap, longest: number): HTMLCanvasElement {
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const board = document.createElement('canvas')
  board.width = Math.max(1, Math.round(picture.width * scale))
  board.height = Math.max(1, Math.round(picture.height * scale))
  board.getContext('2d')?.drawImage(picture, 0, 0, board.width, board.height)
  return board
}

function blurred(picture: ImageBitmap): boolean {
  const board = drawn(picture, JUDGED)
  const data = board.getContext('2d')?.getImageData(0, 0, board.width, board.height)
  return !!data && sharpness(greyOf(data)) < SHARP_ENOUGH
}

/** The mark lies across the picture, so that a copy that leaks is of no use elsewhere. */
function write(board: HTMLCanvasElement, mark: string): void {
  const context = board.getContext('2d')
  if (!context) return
  const size = Math.max(14, Math.round(board.width / 24))
  context.font = `600 ${size}px sans-serif`
  context.textAlign = 'center'
  context.translate(board.width / 2, board.height / 2)
  context.rotate(-Math.PI / 8)
  context.lineWidth = size / 8
  context.strokeStyle = 'rgba(255,255,255,0.6)'
  context.fillStyle = 'rgba(0,0,0,0.35)'
  for (const row of [-1, 0, 1]) {
    const y = row * board.height * 0.35
    context.strokeText(mark, 0, y)
    context.fillText(mark, 0, y)
  }
  context.setTransform(1, 0, 0, 1, 0, 0)
}
