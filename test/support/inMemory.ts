import { execFileSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync, statfsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { enduring } from './endure.ts'

/** Where Linux keeps files in memory. */
const MEMORY = '/dev/shm'
/** Four browsers and their halls write a tenth of it (bytes). */
const ROOM = 4 * 1024 ** 3
/** `stayopen-tests-4711-x7Kq2P`: of the process that runs the tests. */
const OURS = /^stayopen-tests-(\d+)-/

/**
 * Once for each kind of test, before its workers start: what tests write for themselves lies in memory, where the machine
 * has room for it. Servers, tablets and browsers wait for the disk with every line that they keep, and side by side they did
 * little else. Tests kill processes and never the machine, so what they find afterwards is the same. `npm run endure` and
 * `npm run load` write on the disk, as a hall does, and so does whatever is held to a number of seconds.
 */
export default function inMemory({ config }: TestProject): (() => void) | undefined {
  if (enduring || process.env.STAYOPEN_LOAD === '1') return undefined
  const folder = folderInMemory()
  if (folder === null) return undefined
  config.env = { ...config.env, TMPDIR: folder }
  return () => {
    try {
      rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
    } catch {
      // What a test had started still writes there; the next run removes it.
    }
  }
}

/** A folder of its own, if there is room and programs may be run there. */
function folderInMemory(): string | null {
  try {
    removeLeftOver()
    const { bavail, bsize } = statfsSync(MEMORY)
    if (bavail * bsize < ROOM) return null
    const folder = mkdtempSync(join(MEMORY, `stayopen-tests-${process.pid}-`))
    const program = join(folder, 'program')
    writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
    try {
      execFileSync(program)
    } catch {
      rmSync(folder, { recursive: true })
      return null
    }
    return folder
  } catch {
    // No such place on this machine.
    return null
  }
}

/** What runs left in memory that were killed. */
function removeLeftOver(): void {
  for (const name of readdirSync(MEMORY)) {
    const pid = Number(OURS.exec(name)?.[1])
    if (pid > 0 && !runs(pid)) rmSync(join(MEMORY, name), { recursive: true, force: true })
  }
}

function runs(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (fault) {
    // Somebody else's.
    return fault instanceof Error && 'code' in fault && fault.code === 'EPERM'
  }
}
