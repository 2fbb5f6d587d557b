import fs from 'node:fs'
import files from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { setImmediate } from 'node:timers'

/**
 * What is done with files happens at once until the answer is called, and is told in the next turn of the loop: on
 * another thread it takes the more turns the busier the machine is, and whoever waits for silence spends them all.
 */
export function filesAtOnce(): () => void {
  const real = Object.fromEntries(DONE.map((name) => [name, files[name]]))
  const atOnce = (name: (typeof DONE)[number]) => {
    const work: (...given: never[]) => unknown = fs[`${name}Sync`]
    return (...given: never[]) => told(() => work(...given))
  }
  Object.assign(files, Object.fromEntries(DONE.map((name) => [name, atOnce(name)])))
  syncBuiltinESMExports()
  return () => {
    Object.assign(files, real)
    syncBuiltinESMExports()
  }
}

const DONE = ['cp', 'mkdir', 'mkdtemp', 'readdir', 'readFile', 'rename', 'rm', 'stat', 'statfs', 'writeFile'] as const

/** What it comes to, or the fault, with the next turn. */
const told = <T>(work: () => T): Promise<T> =>
  new Promise((resolve, reject) => {
    try {
      const came = work()
      setImmediate(() => resolve(came))
    } catch (fault) {
      setImmediate(() => reject(fault))
    }
  })
