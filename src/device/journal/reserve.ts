import { isFull } from '#device/basics/faults.ts'
import { fileName } from '#device/basics/fileName.ts'
import type { JournalDisk } from '#device/basics/ports.ts'
import { removeCopies } from './copyFiles.ts'

/**
 * Room on the journal's disk for real incidents: pieces that are there to be deleted, one at a time and no more than it
 * takes, as whatever is freed may be taken by something else; and after them the second copy. Not kept → kept before
 * anything that can wait is written → (no room for such a line, or for a start) → a piece is given up → (there is room
 * again) → kept. A browser counts journal and database together, so that what is given up makes room in both.
 */
export interface Reserve {
  /** How much it is. */
  readonly bytes: number
  /** All of it is there, as far as is known: what can wait may be written. */
  readonly isKept: boolean
  /** Keeps what is not there, looked for again where something may have gone since; throws where there is no room for it. */
  keep(again?: boolean): Promise<void>
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
/** In so many pieces: one has room for several lines, also where the database takes more than they are long. */
export const PIECES = 8

/** How its files on the journal's disk begin: `reserve-h_7Q2M`. */
export const prefixOf = (hall: string): string => `reserve-${fileName(hall)}`

/** Opens the reserve of a hall's tablet; nothing is written before it is kept. */
export function openReserve(disk: JournalDisk, hall: string, bytes: number): Reserve {
  const prefix = prefixOf(hall)
  let isKept = false
  let turn = 0
  const kept = async () => (await disk.names()).filter((name) => name.startsWith(prefix))

  return {
    bytes,
    get isKept() {
      return isKept
    },
    async keep(again = false) {
      isKept &&= !again
      if (isKept) return
      const there = await kept()
      for (let i = 0; i < PIECES; i++) {
        const name = `${prefix}-${i}`
        if (there.includes(name)) continue
        await disk.append(name, new Uint8Array(bytes / PIECES)).catch(async (fault: unknown) => {
          await disk.remove(name)
          throw fault
        })
      }
      isKept = true
    },
    async giveUp() {
      isKept = false
      const [next] = await kept()
      if (next !== undefined) {
        await disk.remove(next)
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
