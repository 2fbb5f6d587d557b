/** A handwritten line: points in the pad's own units, with the time of each in ms since the first. */
export type Stroke = readonly { readonly x: number; readonly y: number; readonly t: number }[]

/** What was signed: the strokes as they were drawn, and a picture of them. */
export interface Signature {
  readonly width: number
  readonly height: number
  readonly strokes: readonly Stroke[]
  /** PNG. */
  readonly image: Uint8Array
}

/** Draws strokes scaled to a canvas. */
export function drawStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  { scale, ink }: { readonly scale: number; readonly ink: string },
): void {
  context.clearRect(0, 0, context.canvas.width, context.canvas.height)
  context.strokeStyle = ink
  context.lineWidth = 3 * scale
  context.lineCap = 'round'
  context.lineJoin = 'round'
  for (const stroke of strokes) {
    const [first, ...rest] = stroke
    if (!first) continue
    context.beginPath()
    context.moveTo(first.x * scale, first.y * scale)
    // A dot is a stroke, too.
    if (rest.length === 0) context.lineTo(first.x * scale + 0.1, first.y * scale)
    for (const point of rest) context.lineTo(point.x * scale, point.y * scale)
    context.stroke()
  }
}
