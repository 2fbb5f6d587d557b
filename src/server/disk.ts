import { randomBytes } from 'node:crypto'
import { open, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { codeOf } from './faultCode.ts'

/** `enough` · `no-papers`: no more papers are taken · `reserve`: managers, revocations and emergencies alone. */
export type Room = 'enough' | 'no-papers' | 'reserve'

/** How much room is left on the disk of the store, and what is kept for the worst day. */
export interface Disk {
  readonly room: Room
  /** Bytes left, when it was last looked. */
  readonly freeBytes: number
  /** Looks anew. */
  look(): Promise<void>
  /** The disk is full to the last byte, whoever filled it: gives up what was kept back. False when there is nothing more. */
  giveUpReserve(): Promise<boolean>
}

const MIB = 1024 * 1024
/** With less than this left (bytes) no more papers are taken. */
const FOR_LINES = 256 * MIB
/** With less than this left nobody but managers and emergencies writes anything. */
const FOR_THE_WORST = 64 * MIB
/** A file that is there to be deleted. */
const RESERVE = 'reserve'

/**
 * Watches the disk. Two lines are drawn in what is left of it; and a file is kept which goes when somebody else has filled
 * the rest, so that even then there is room. `free`: bytes left, as the system says them.
 */
export async function openDisk(options: {
  readonly folder: string
  /** Size of the file (bytes); 0: none is kept. */
  readonly reserve: number
  readonly free?: (() => Promise<number>) | undefined
}): Promise<Disk> {
  const { folder, reserve, free = () => freeOf(folder) } = options
  const file = join(folder, RESERVE)
  let room: Room = 'enough'
  let left = 0

  async function look(): Promise<void> {
    left = await free()
    room = left < FOR_THE_WORST ? 'reserve' : left < FOR_LINES ? 'no-papers' : 'enough'
    if (room === 'enough' && reserve > 0) await keepReserve()
  }

  async function keepReserve(): Promise<void> {
    const size = await stat(file).then(
      (found) => found.size,
      () => 0,
    )
    if (size === reserve) return
    const handle = await open(file, 'w', 0o600)
    try {
      // By chance: a file of nothing but zeros takes no room on some disks.
      for (let written = 0; written < reserve; written += MIB)
        await handle.write(randomBytes(Math.min(MIB, reserve - written)))
      await handle.sync()
    } finally {
      await handle.close()
    }
  }

  await look()
  return {
    get room() {
      return room
    },
    get freeBytes() {
      return left
    },
    look,
    async giveUpReserve() {
      const wasThere = await stat(file).then(
        () => true,
        () => false,
      )
      await rm(file, { force: true })
      await look()
      return wasThere
    },
  }
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}

/** Whether something could not be written because there is no room. */
export const isDiskFull = (fault: unknown): boolean => {
  const code = codeOf(fault)
  return code === 'ENOSPC' || code === 'SQLITE_FULL'
}
