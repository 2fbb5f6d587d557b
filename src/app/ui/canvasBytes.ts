import { fromBase64 } from '#device/basics/base64.ts'

/**
 * What is drawn on a canvas, as the bytes of a picture. At once: the browser's own way waits until it is idle, which on
 * a busy tablet is a second for each picture, and in between the canvas could be gone.
 */
export function canvasBytes(
  canvas: HTMLCanvasElement,
  type: 'image/png' | 'image/jpeg',
  quality?: number,
): Uint8Array<ArrayBuffer> {
  const [, base64 = ''] = canvas.toDataURL(type, quality).split(',')
  return fromBase64(base64)
}
