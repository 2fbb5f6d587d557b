import { it } from 'vitest'

/** `npm run endure` says so: everything is done fully, however long it takes. */
export const enduring = process.env.STAYOPEN_ENDURE === '1'
/** `npm run check` says so: a look while somebody works; the whole test follows. */
const glancing = process.env.STAYOPEN_GLANCE === '1'

/** How often something is done: a few times in the test command, fewer at a `glance`, `all` in `npm run endure`. */
export const rounds = (few: number, all: number, glance = few): number => (enduring ? all : glancing ? glance : few)

/** A story that takes long where a shorter test holds the same: told in `npm run endure` alone. */
export function itEndures(...story: [name: string, tells: () => Promise<void>, mostMs: number]): void {
  if (enduring) it(...story)
}
