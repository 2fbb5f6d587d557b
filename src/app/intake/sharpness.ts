/** How sharp a picture is. Pure: numbers in, a number out. */

/** The lightness of each pixel, 0–255, from red, green, blue and transparency in a row. */
export function greyOf(rgba: ArrayLike<number>): Float32Array {
  const grey = new Float32Array(rgba.length / 4)
  for (let at = 0; at < grey.length; at++) {
    const from = at * 4
    grey[at] = 0.299 * (rgba[from] ?? 0) + 0.587 * (rgba[from + 1] ?? 0) + 0.114 * (rgba[from + 2] ?? 0)
  }
  return grey
}

/**
 * Variance of the Laplacian: how strongly lightness bends from pixel to pixel. Letters in focus give hundreds and more,
 * the same letters out of focus give tens. Needs a picture of at least 3 × 3.
 */
export function sharpness(grey: ArrayLike<number>, width: number): number {
  const height = Math.floor(grey.length / width)
  const at = (x: number, y: number) => grey[y * width + x] ?? 0
  let [sum, squares, count] = [0, 0, 0]
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const bend = at(x - 1, y) + at(x + 1, y) + at(x, y - 1) + at(x, y + 1) - 4 * at(x, y)
      sum += bend
      squares += bend * bend
      count++
    }
  }
  return count === 0 ? 0 : squares / count - (sum / count) ** 2
}
