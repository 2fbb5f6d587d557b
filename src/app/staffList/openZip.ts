/** Bytes that one file of an archive may come to: more is not a list of staff but a trap. */
const MOST_BYTES = 4 * 1024 * 1024
/** How far from its end the directory of an archive is announced: 22 bytes and a remark of at most 64 KiB. */
const END_WITHIN = 22 + 0xffff
const END = 0x06054b50
const ENTRY = 0x02014b50

/** An archive whose files can be read one by one. */
export interface Zip {
  /** The text of a file, UTF-8; null: there is none of this name, or it cannot be read. */
  textOf(name: string): Promise<string | null>
}

/** Opens a zip archive with what every browser has. Null: it is none. */
export async function openZip(file: Blob): Promise<Zip | null> {
  const bytes = new DataView(await file.arrayBuffer())
  const entries = directoryOf(bytes)
  if (!entries) return null
  return {
    async textOf(name) {
      const entry = entries.get(name)
      if (!entry) return null
      try {
        const content = file.slice(entry.from, entry.from + entry.packed)
        const unpacked =
          entry.method === 0 ? content.stream() : content.stream().pipeThrough(new DecompressionStream('deflate-raw'))
        return await textWithin(unpacked)
      } catch {
        return null
      }
    },
  }
}

interface Entry {
  readonly method: number
  readonly packed: number
  readonly from: number
}

function directoryOf(bytes: DataView): ReadonlyMap<string, Entry> | null {
  const entries = new Map<string, Entry>()
  try {
    let end = bytes.byteLength - 22
    while (end >= 0 && bytes.getUint32(end, true) !== END) {
      if (bytes.byteLength - end > END_WITHIN) return null
      end--
    }
    if (end < 0) return null
    let at = bytes.getUint32(end + 16, true)
    for (let left = bytes.getUint16(end + 10, true); left > 0; left--) {
      if (bytes.getUint32(at, true) !== ENTRY) return null
      const lengths = [28, 30, 32].map((field) => bytes.getUint16(at + field, true)) as [number, number, number]
      const name = new TextDecoder().decode(new Uint8Array(bytes.buffer, at + 46, lengths[0]))
      const local = bytes.getUint32(at + 42, true)
      entries.set(name, {
        method: bytes.getUint16(at + 10, true),
        packed: bytes.getUint32(at + 20, true),
        from: local + 30 + bytes.getUint16(local + 26, true) + bytes.getUint16(local + 28, true),
      })
      at += 46 + lengths[0] + lengths[1] + lengths[2]
    }
    return entries
  } catch {
    // It says of itself what is not so.
    return null
  }
}

async function textWithin(stream: ReadableStream<Uint8Array>): Promise<string | null> {
  const decoder = new TextDecoder()
  const reader = stream.getReader()
  let text = ''
  let read = 0
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return text + decoder.decode()
    read += value.length
    if (read > MOST_BYTES) {
      await reader.cancel()
      return null
    }
    text += decoder.decode(value, { stream: true })
  }
}
