/** Brands of HEIC, as telephones write when they are set to save room; what AVIF has in common with it is none of them. */
const BRANDS: ReadonlySet<string> = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx'])
/** Where its box of brands begins to say what the file is, where the first brand (of four bytes) stands, and how far is read. */
const [BOX, FIRST_BRAND, LOOKED_AT] = [4, 8, 64]

/** Whether a file is a picture in HEIC, by its first bytes and whatever its name: most browsers open none. */
export async function isHeic(file: Blob): Promise<boolean> {
  const bytes = new Uint8Array(await file.slice(0, LOOKED_AT).arrayBuffer())
  const fourAt = (at: number) => String.fromCharCode(...bytes.subarray(at, at + 4))
  if (fourAt(BOX) !== 'ftyp') return false
  const end = Math.min(new DataView(bytes.buffer).getUint32(0), bytes.length)
  for (let at = FIRST_BRAND; at + 4 <= end; at += 4) if (BRANDS.has(fourAt(at))) return true
  return false
}
