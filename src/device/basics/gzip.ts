import { joined } from './bytes.ts'

/** Gzips text for the wire. */
export async function gzipText(text: string): Promise<Uint8Array<ArrayBuffer>> {
  const gzip = new CompressionStream('gzip')
  const writer = gzip.writable.getWriter()
  // What goes wrong with writing is what reading below reports.
  writer.write(new TextEncoder().encode(text)).catch(() => {})
  writer.close().catch(() => {})
  const parts: Uint8Array[] = []
  const reader = gzip.readable.getReader()
  for (let part = await reader.read(); !part.done; part = await reader.read()) parts.push(part.value)
  return joined(...parts)
}
