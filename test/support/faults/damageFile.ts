import { readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import type { SeededChance } from '#support/chance.ts'

/** Every file in a folder and below, by its way from there. */
export const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((each) => each.isFile())
    .map((each) => relative(folder, join(each.parentPath, each.name)))
    .sort()

/** Flips one bit of a file, or cuts it off; says what was done. */
export function damageFile(folder: string, file: string, chance: SeededChance): string {
  const path = join(folder, file)
  const bytes = readFileSync(path)
  const at = chance.below(bytes.length)
  if (bytes.length === 0 || chance.often(0.2)) {
    truncateSync(path, at)
    return `${file} cut at ${at} of ${bytes.length}`
  }
  bytes[at]! ^= 1 << chance.below(8)
  writeFileSync(path, bytes)
  return `${file} flipped at ${at} of ${bytes.length}`
}
