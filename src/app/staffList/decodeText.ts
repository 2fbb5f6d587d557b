/**
 * The text of a file as programs here save it: UTF-8 with or without a mark at its beginning, UTF-16 with one (Excel's
 * “Unicode text”), or GB18030 (what Excel and WPS call CSV). Null: bytes that are no text in any of them.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return decoded(bytes, 'utf-16le')
  if (first === 0xfe && second === 0xff) return decoded(bytes, 'utf-16be')
  return decoded(bytes, 'utf-8') ?? decoded(bytes, 'gb18030')
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes)
    // Every byte is something in GB18030, and a picture is not a list.
    return text.includes('\0') ? null : text
  } catch {
    return null
  }
}
