import { isFull } from '#device/basics/faults.ts'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { removeCopies } from './copyFiles.ts'

/**
 * Room on the journal's disk for real incidents: a file that is there to be deleted, and after it the second
 * copy. Kept → (no room for such a line, or for a start) → given up → (there is room again) → kept. A browser counts journal and
 * database together, so that what is given up makes room in both.
 */
export interface Reserve {
  /** It was given up, or there was no room to begin with: what can wait is not written. */
  readonly isGivenUp: boolean
  /** Keeps the file; throws where there is no room for it. */
  keep(): Promise<void>
  /** Gives up the next thing; false when there is nothing more. */
  giveUp(): Promise<boolean>
  /** The disk as the second copy has it. */
  spare(): SpareDisk
}

/** A disk for what may be given up: once that has happened nothing more is added to it. */
export interface SpareDisk {
  readonly disk: JournalDisk
  readonly isGone: boolean
}

/** So many bytes are kept: a long incident, ten times over. */
export const RESERVE_BYTES = 4 * 1024 * 1024

/** Opens the reserve of a hall's tablet; nothing is written before it is kept. */
export function openReserve(disk: JournalDisk, hall: string, bytes: number): Reserve {
  const name = `reserve-${fileName(hall)}`
  let isGivenUp = false
  /** Its length was looked at: it is written whole, or goes. */
  let isWhole = false
  let turn = 0

  async function keep(): Promise<void> {
    const isThere = (await disk.names()).includes(name)
    const there = !isThere ? 0 : isWhole ? bytes : (await disk.read(name)).length
    if (there !== bytes) {
      if (there > 0) await disk.remove(name)
      try {
        await disk.append(name, new Uint8Array(bytes))
      } catch (fault) {
        if (isFull(fault)) isGivenUp = true
        await disk.remove(name)
        throw fault
      }
    }
    isWhole = true
    isGivenUp = false
  }

  return {
    get isGivenUp() {
      return isGivenUp
    },
    keep,
    async giveUp() {
      isGivenUp = true
      isWhole = false
      if ((await disk.names()).includes(name)) {
        await disk.remove(name)
        return true
      }
      turn += 1
      return removeCopies(disk, hall)
    },
    spare() {
      const begun = turn
      const whileThere = <T>(act: () => Promise<T>): Promise<T> =>
        begun === turn ? act() : Promise.reject(new DOMException('given up for an emergency', 'QuotaExceededError'))
      return {
        get isGone() {
          return begun !== turn
        },
        disk: { ...disk, append: (file, more, fence) => whileThere(() => disk.append(file, more, fence)) },
      }
    },
  }
}

/** Does what an emergency cannot do without: as long as there is no room, the next thing is given up for it. */
export async function inAnyRoom<T>(reserve: Reserve, task: () => Promise<T>): Promise<T> {
  for (;;) {
    try {
      return await task()
    } catch (fault) {
      if (!isFull(fault) || !(await reserve.giveUp())) throw fault
    }
  }
}
