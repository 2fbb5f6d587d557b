import { createSHA256 } from 'hash-wasm'
import { MAX_LINE_BYTES } from '#log/event.ts'
import { hashBy } from '#log/lines.ts'

/**
 * Lets lines be hashed by WebAssembly from now on, three to four times as fast. A browser that runs none (some do so where
 * the tablet is locked down) goes on as it began.
 */
async function open(): Promise<void> {
  const hasher = await createSHA256()
  const encoder = new TextEncoder()
  // A room for each of thousands of lines costs more than hashing them.
  const room = new Uint8Array(MAX_LINE_BYTES)
  hashBy((text) => {
    const { read, written } = encoder.encodeInto(text, room)
    hasher.init()
    hasher.update(read === text.length ? room.subarray(0, written) : text)
    return hasher.digest('hex')
  })
}

let opening: Promise<void> | null = null

/** Answers once lines are hashed as fast as they can be here. */
export function hashFaster(): Promise<void> {
  opening ??= open().catch(() => undefined)
  return opening
}
