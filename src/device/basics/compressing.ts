import { concatBytes } from '@noble/hashes/utils.js'

/** So many bytes go in at a time, so that what comes out can be stopped before it is too much. */
const CHUNK = 64 * 1024

/** Text compressed: `gzip` for the wire and for files, `deflate-raw` for rows of the database. */
export const compressText = (text: string, format: CompressionFormat): Promise<Uint8Array<ArrayBuffer>> =>
  through(new TextEncoder().encode(text), new CompressionStream(format), Number.POSITIVE_INFINITY)

/** The text that was compressed. Throws when it is none, is cut off, is damaged, or comes to more than `most` bytes. */
export async function expandText(
  bytes: Uint8Array<ArrayBuffer>,
  format: CompressionFormat,
  most: number = Number.POSITIVE_INFINITY,
): Promise<string> {
  const expanded = await through(bytes, new DecompressionStream(format), most)
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(expanded)
}

async function through(
  bytes: Uint8Array<ArrayBuffer>,
  { readable, writable }: CompressionStream | DecompressionStream,
  most: number,
): Promise<Uint8Array<ArrayBuffer>> {
  // What goes wrong with writing is what reading below reports.
  feed(writable.getWriter(), bytes).catch(() => undefined)
  const reader = readable.getReader()
  const parts: Uint8Array[] = []
  let size = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    size += part.value.length
    if (size > most) {
      await reader.cancel()
      throw new RangeError('this expands to more than may be')
    }
    parts.push(part.value)
  }
  return concatBytes(...parts)
}

async function feed(writer: WritableStreamDefaultWriter<BufferSource>, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  for (let at = 0; at < bytes.length; at += CHUNK) await writer.write(bytes.subarray(at, at + CHUNK))
  await writer.close()
}
