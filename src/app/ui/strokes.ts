/** One point of ink, in the sheet's own units (CSS pixels when it was written), `t` in ms since the first point. */
export interface InkPoint {
  readonly x: number
  readonly y: number
  readonly t: number
}
/** From pen down to pen up. */
export type Stroke = readonly InkPoint[]

export interface Size {
  readonly width: number
  readonly height: number
}

/** A signature as it was written, and what it looks like. */
export interface Signature extends Size {
  readonly strokes: readonly Stroke[]
  /** PNG. */
  readonly image: Uint8Array<ArrayBuffer>
}

/** How a sheet lies on a pad. */
export interface Lay {
  readonly scale: number
  readonly left: number
  readonly top: number
}

/** Lays a sheet on a pad of another size: whole, in the middle, not distorted. A turned tablet loses no ink. */
export function layOn(sheet: Size, pad: Size): Lay {
  const scale = Math.min(pad.width / sheet.width, pad.height / sheet.height)
  if (!Number.isFinite(scale) || scale <= 0) return { scale: 1, left: 0, top: 0 }
  return {
    scale,
    left: (pad.width - sheet.width * scale) / 2,
    top: (pad.height - sheet.height * scale) / 2,
  }
}

/** Less than this (CSS pixels, either way) is a slip of the hand and no signature. */
const LEAST = 24

/** Whether somebody signed: more than a dot or a slip. */
export function isSigned(strokes: readonly Stroke[]): boolean {
  const points = strokes.flat()
  const spread = (values: readonly number[]) => {
    const [least, most] = endsOf(values)
    return most - least
  }
  return spread(points.map(({ x }) => x)) >= LEAST || spread(points.map(({ y }) => y)) >= LEAST
}

/** Free space around a signature, in the sheet's units. */
const MARGIN = 16

/** A signature on a sheet of its own, just large enough: ink that went over the edge of the pad is there too. */
export function framed(strokes: readonly Stroke[]): Size & { readonly strokes: readonly Stroke[] } {
  const points = strokes.flat()
  const [left, right] = endsOf(points.map(({ x }) => x))
  const [top, bottom] = endsOf(points.map(({ y }) => y))
  const moved = (value: number, start: number) => Math.round((value - start + MARGIN) * 100) / 100
  return {
    strokes: strokes.map((stroke) => stroke.map(({ x, y, t }) => ({ x: moved(x, left), y: moved(y, top), t }))),
    width: Math.ceil(right - left) + 2 * MARGIN,
    height: Math.ceil(bottom - top) + 2 * MARGIN,
  }
}

const endsOf = (values: readonly number[]): [least: number, most: number] =>
  values.reduce(
    ([least, most], each): [number, number] => [Math.min(least, each), Math.max(most, each)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  )

/** Width of the line in the sheet's units. */
const PEN = 2.6

/** Draws strokes with curves through the middles between points, in the pen's present colour. */
export function drawInk(pen: CanvasRenderingContext2D, strokes: readonly Stroke[]): void {
  pen.lineWidth = PEN
  pen.lineCap = 'round'
  pen.lineJoin = 'round'
  for (const stroke of strokes) {
    const [first, ...rest] = stroke
    if (!first) continue
    pen.beginPath()
    pen.moveTo(first.x, first.y)
    rest.forEach((point, at) => {
      const next = rest[at + 1]
      if (next) pen.quadraticCurveTo(point.x, point.y, (point.x + next.x) / 2, (point.y + next.y) / 2)
      else pen.lineTo(point.x, point.y)
    })
    // A line to where it already is draws the dot of a tap.
    if (rest.length === 0) pen.lineTo(first.x, first.y)
    pen.stroke()
  }
}
