import { createWriteStream } from 'node:fs'
import { mkdir, open, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { Place } from '#domain/kind.ts'

/** A head start that lies ready. */
export interface ReadyHeadStart {
  readonly bytes: number
  /** Its bytes from here on. Whoever asked reads them once, or calls `leave`. */
  read(from: number): Readable
  leave(): void
}

/** Head starts as files: the days that nobody closed are as long as they are, and memory is not. */
export interface HeadStartFiles {
  /** The head start of this tag for a place: written once, however many ask for it, and gone when another one follows. */
  open(place: Place, tag: string, text: () => AsyncIterable<Buffer>): Promise<ReadyHeadStart>
  /** Lets go what nobody reads: what was taken out of the log since must not lie here for long. */
  tidy(): void
}

interface Kept {
  readonly tag: string
  readonly path: string
  readonly written: Promise<number>
  readers: number
  /** Another one has taken its place: it goes with its last reader. */
  isOld: boolean
}

/** Begins with an empty folder: nothing in it outlives the server that wrote it. */
export async function openHeadStartFiles(folder: string): Promise<HeadStartFiles> {
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const kept = new Map<Place, Kept>()
  let count = 0

  function write(tag: string, text: () => AsyncIterable<Buffer>): Kept {
    count += 1
    const path = join(folder, `${count}.ndjson`)
    const write = async () => {
      await pipeline(Readable.from(text()), createWriteStream(path, { mode: 0o600 }))
      return (await stat(path)).size
    }
    return { tag, path, written: write(), readers: 0, isOld: false }
  }

  const sweep = (each: Kept) => {
    if (each.isOld && each.readers === 0) rm(each.path, { force: true }).catch(() => {})
  }
  function replace(place: Place, by: Kept | null): void {
    const last = kept.get(place)
    if (by) kept.set(place, by)
    else kept.delete(place)
    if (!last) return
    last.isOld = true
    sweep(last)
  }

  return {
    tidy() {
      for (const [place, { readers }] of [...kept]) if (readers === 0) replace(place, null)
    },
    async open(place, tag, text) {
      const last = kept.get(place)
      const present = last?.tag === tag ? last : write(tag, text)
      if (present !== last) replace(place, present)
      present.readers += 1
      let isHeld = true
      const leave = () => {
        if (!isHeld) return
        isHeld = false
        present.readers -= 1
        sweep(present)
      }
      try {
        const bytes = await present.written
        const handle = await open(present.path)
        return {
          bytes,
          leave() {
            leave()
            handle.close().catch(() => {})
          },
          read: (from) => handle.createReadStream({ start: from }).on('close', leave),
        }
      } catch (fault) {
        leave()
        // What could not be written, on a full disk say, is written anew for whoever asks next.
        if (kept.get(place) === present) replace(place, null)
        throw fault
      }
    },
  }
}
