/**
 * Bytes as frames that can be shown one after another for as long as it takes: whichever frames a camera misses, any
 * sufficient number of others gives the bytes back. First every block goes by once, then sums (XOR) of blocks that the
 * frame's number chooses; the reader solves for the blocks.
 *
 *     S O 1 · id (4) · length (4) · number (4) · block or sum
 */
import { sha256 } from '@noble/hashes/sha2.js'

const HEAD = 15
const MAGIC = [0x53, 0x4f, 1]
/** Bytes of a block: with its head a QR code of version 18 at the lowest correction, sharp on a tablet at arm's length. */
const BLOCK_BYTES = 700
/** More blocks than this are not shown as pictures: nobody holds a tablet still for that long. */
export const MOST_BLOCKS = 400

/** The frames of some bytes. */
export interface Fountain {
  /** How many blocks there are: fewer frames than that are never enough. */
  readonly blocks: number
  frame(number: number): Uint8Array<ArrayBuffer>
}

/** Makes the frames of some bytes. */
export function createFountain(bytes: Uint8Array, size: number = BLOCK_BYTES): Fountain {
  const blocks = Math.max(1, Math.ceil(bytes.length / size))
  const id = idOf(bytes)
  return {
    blocks,
    frame(number) {
      const frame = new Uint8Array(HEAD + size)
      const view = new DataView(frame.buffer)
      frame.set(MAGIC)
      frame.set(id, 3)
      view.setUint32(7, bytes.length)
      view.setUint32(11, number)
      for (const block of chosen(number, blocks)) {
        const part = bytes.subarray(block * size, (block + 1) * size)
        for (let i = 0; i < part.length; i++) frame[HEAD + i]! ^= part[i]!
      }
      return frame
    },
  }
}

/** How far the catching has come. */
export interface Caught {
  /** Blocks that are settled by what was caught, of how many. */
  readonly have: number
  readonly of: number
  /** The bytes, once they are all there. */
  readonly bytes: Uint8Array<ArrayBuffer> | null
}

/** Catches frames in any order; frames of something else begin anew. */
export interface Basin {
  /** Takes a frame; null when it is none. */
  take(frame: Uint8Array): Caught | null
}

/** A sum of blocks, as a number whose bits say which. */
interface Row {
  readonly of: bigint
  readonly sum: Uint8Array
}

/** Makes an empty basin. */
export function createBasin(): Basin {
  let id = ''
  let length = 0
  let size = 0
  let blocks = 0
  /** By its lowest block: every row begins with a block that no other begins with. */
  let rows = new Map<number, Row>()
  let done: Uint8Array<ArrayBuffer> | null = null

  function add(number: number, data: Uint8Array): void {
    let of = chosen(number, blocks).reduce((bits, block) => bits | (1n << BigInt(block)), 0n)
    const sum = data.slice()
    for (let lowest = lowestOf(of); lowest !== null; lowest = lowestOf(of)) {
      const row = rows.get(lowest)
      if (!row) {
        rows.set(lowest, { of, sum })
        return
      }
      of ^= row.of
      xor(sum, row.sum)
    }
  }

  /** Every block has its row: from the last to the first each is freed of the others. */
  function solve(): Uint8Array<ArrayBuffer> {
    const bytes = new Uint8Array(blocks * size)
    for (let block = blocks - 1; block >= 0; block--) {
      const { of, sum } = rows.get(block)!
      const alone = sum.slice()
      for (let other = block + 1; other < blocks; other++)
        if ((of >> BigInt(other)) & 1n) xor(alone, bytes.subarray(other * size, (other + 1) * size))
      bytes.set(alone, block * size)
    }
    return bytes.slice(0, length)
  }

  return {
    take(frame) {
      if (frame.length <= HEAD || MAGIC.some((byte, i) => frame[i] !== byte)) return null
      const view = new DataView(frame.buffer, frame.byteOffset, frame.byteLength)
      const name = frame.subarray(3, 11).join()
      if (name !== id || frame.length - HEAD !== size) {
        id = name
        length = view.getUint32(7)
        size = frame.length - HEAD
        blocks = Math.max(1, Math.ceil(length / size))
        rows = new Map()
        done = null
      }
      if (blocks > MOST_BLOCKS) return null
      if (!done) {
        add(view.getUint32(11), frame.subarray(HEAD))
        if (rows.size === blocks) {
          const bytes = solve()
          if (idOf(bytes).every((byte, i) => byte === frame[3 + i])) done = bytes
          else rows = new Map()
        }
      }
      return { have: rows.size, of: blocks, bytes: done }
    },
  }
}

const idOf = (bytes: Uint8Array): Uint8Array => sha256(bytes).subarray(0, 4)

/** Which blocks a frame sums up: one of them in the first round, later about half of them, by its number alone. */
function chosen(number: number, blocks: number): number[] {
  if (number < blocks) return [number]
  let state = (number * 0x9e3779b1) >>> 0 || 1
  const next = () => {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return state >>> 0
  }
  const some = Array.from({ length: blocks }, (_, block) => block).filter(() => (next() & 0x10000) !== 0)
  return some.length > 0 ? some : [number % blocks]
}

function lowestOf(bits: bigint): number | null {
  if (bits === 0n) return null
  return (bits & -bits).toString(2).length - 1
}

function xor(into: Uint8Array, other: Uint8Array): void {
  for (let i = 0; i < into.length; i++) into[i]! ^= other[i]!
}
