/** How large and how finely a picture is written: longest side in pixels, quality from 0 to 1. */
export interface Attempt {
  readonly side: number
  readonly quality: number
}

/** From the best to the least. Small print needs pixels more than it needs fine shades. */
const ATTEMPTS: readonly Attempt[] = [
  { side: 2000, quality: 0.85 },
  { side: 2000, quality: 0.7 },
  { side: 2000, quality: 0.55 },
  { side: 1600, quality: 0.65 },
  { side: 1600, quality: 0.5 },
  { side: 1280, quality: 0.6 },
  { side: 1280, quality: 0.45 },
  { side: 1024, quality: 0.55 },
  { side: 800, quality: 0.55 },
  { side: 640, quality: 0.5 },
]

/**
 * The best attempt whose picture is no larger than `most` bytes; null when none is. It halves what is left to try, for
 * writing a picture takes a tablet a tenth of a second.
 */
export function fitWithin<Picture extends { readonly size: number }>(
  most: number,
  write: (attempt: Attempt) => Picture,
): Picture | null {
  let best: Picture | null = null
  let [from, to] = [0, ATTEMPTS.length]
  while (from < to) {
    // Most photos fit near the start: the first look is there.
    const at = from === 0 && to === ATTEMPTS.length ? 1 : Math.floor((from + to) / 2)
    const attempt = ATTEMPTS[at]
    if (!attempt) break
    const picture = write(attempt)
    if (picture.size <= most) {
      best = picture
      to = at
    } else from = at + 1
  }
  return best
}

/** Width and height of a picture whose longest side is to be at most `side`; it is never made larger. */
export function scaledTo(
  side: number,
  { width, height }: { readonly width: number; readonly height: number },
): { width: number; height: number } {
  const scale = Math.min(1, side / Math.max(width, height))
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) }
}
