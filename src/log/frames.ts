/**
 * Frames of the write-ahead journal on disk: `[u32 length][u32 crc32 of length and bytes][bytes]`, little endian.
 * Whatever happens to the end of the file, the longest valid prefix is what was written.
 */

const HEAD = 8
/** Longest payload of a frame in bytes; a larger length can only be damage. */
export const MAX_FRAME_BYTES = 1 << 20

/** Wraps bytes into one frame. */
export function encodeFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEAD + bytes.length)
  const view = new DataView(frame.buffer)
  view.setUint32(0, bytes.length, true)
  frame.set(bytes, HEAD)
  view.setUint32(4, checksum(frame, bytes.length), true)
  return frame
}

/** The payloads of the longest valid prefix of a file, and how many bytes of the file it covers. Never throws. */
export function decodeFrames(file: Uint8Array): { payloads: Uint8Array[]; validBytes: number } {
  const payloads: Uint8Array[] = []
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let at = 0
  while (at + HEAD <= file.length) {
    const length = view.getUint32(at, true)
    const end = at + HEAD + length
    if (length > MAX_FRAME_BYTES || end > file.length) break
    if (view.getUint32(at + 4, true) !== checksum(file.subarray(at, end), length)) break
    payloads.push(file.slice(at + HEAD, end))
    at = end
  }
  return { payloads, validBytes: at }
}

/** CRC-32 over the length and the payload of a frame; the checksum's own four bytes are left out. */
function checksum(frame: Uint8Array, length: number): number {
  let crc = 0xffffffff
  for (let i = 0; i < HEAD + length; i++) {
    if (i === 4) i = HEAD
    if (i >= HEAD + length) break
    crc = (crc >>> 8) ^ TABLE[(crc ^ frame[i]!) & 0xff]!
  }
  return (crc ^ 0xffffffff) >>> 0
}

const TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xedb88320 : crc >>> 1
  return crc >>> 0
})
