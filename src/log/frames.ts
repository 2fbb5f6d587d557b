import { crc32 } from './crc32.ts'

/**
 * Frames of the write-ahead journal on disk: `[u32 length][u32 crc32 of length and bytes][bytes][u32 length]`, little
 * endian. The length stands twice, so that a reader finds its way past damage from either side: whatever happens to a
 * byte, it costs the frame it belongs to and no other.
 */

const HEAD = 8
const TAIL = 4
/** Longest payload of a frame in bytes; a larger length can only be damage. */
export const MAX_FRAME_BYTES = 1 << 20

/** Wraps bytes into one frame. */
export function encodeFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const frame = new Uint8Array(HEAD + bytes.length + TAIL)
  const view = new DataView(frame.buffer)
  view.setUint32(0, bytes.length, true)
  frame.set(bytes, HEAD)
  view.setUint32(4, checksum(frame, bytes.length), true)
  view.setUint32(HEAD + bytes.length, bytes.length, true)
  return frame
}

/** What lies in a file of frames. */
export interface FoundFrames {
  readonly payloads: readonly Uint8Array[]
  /** Stretches that were written out and cannot be read: one or more frames each, with whatever is left of them. */
  readonly damaged: readonly Uint8Array[]
  /** How many bytes were written out; what lies behind them is the torn end of a write that was never answered. */
  readonly writtenBytes: number
}

/** Everything that is sound in a file, whatever lies between. Never throws. */
export function decodeFrames(file: Uint8Array): FoundFrames {
  const payloads: Uint8Array[] = []
  const damaged: Uint8Array[] = []
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength)
  let at = 0
  while (at < file.length) {
    const length = soundAt(file, view, at)
    if (length !== null) {
      payloads.push(file.slice(at + HEAD, at + HEAD + length))
      at = Math.min(at + HEAD + length + TAIL, file.length)
      continue
    }
    let next = at + 1
    while (next < file.length && soundAt(file, view, next) === null) next++
    if (next === file.length) next = endOfDamage(view, at)
    if (next === at) break
    damaged.push(file.slice(at, next))
    at = next
  }
  return { payloads, damaged, writtenBytes: at }
}

/** How long the payload of the sound frame at this place is; null: there is none. */
function soundAt(file: Uint8Array, view: DataView, at: number): number | null {
  if (at + HEAD > file.length) return null
  const length = view.getUint32(at, true)
  if (length > MAX_FRAME_BYTES || at + HEAD + length > file.length) return null
  return view.getUint32(at + 4, true) === checksum(file.subarray(at), length) ? length : null
}

/**
 * Where what was written out ends, when nothing sound follows: a frame that says its length in its last four bytes, or
 * whose first four reach the end of the file, was there to its end before it was damaged.
 */
function endOfDamage(view: DataView, start: number): number {
  let at = start
  for (let end = at + HEAD; end + TAIL <= view.byteLength; end++) {
    if (view.getUint32(end, true) !== end - at - HEAD) continue
    at = end + TAIL
    end = at + HEAD - 1
  }
  const left = view.byteLength - at
  return left > HEAD && view.getUint32(at, true) + HEAD + TAIL === left ? view.byteLength : at
}

/** CRC-32 over the length and the payload of a frame; the checksum's own four bytes are left out. */
const checksum = (frame: Uint8Array, length: number): number =>
  crc32(frame.subarray(HEAD, HEAD + length), crc32(frame.subarray(0, 4)))
