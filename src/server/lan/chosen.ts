import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWhole } from '../writeWhole.ts'

/** What was chosen for a hall, kept beside its store: an address never changes by itself, to a browser it *is* the database. */
export interface Choice {
  /** Whether tablets on the hall's network are served. */
  readonly lan: boolean
  /** The name or address in links; null: none was needed yet. */
  readonly name: string | null
  /** The name under which it answers where the network allows that: `stayopen-2.local`. */
  readonly called: string
}

const Kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ lan: v.boolean(), name: v.nullable(v.string()), called: v.pipe(v.string(), v.endsWith('.local')) }),
)

const fileIn = (data: string) => join(data, 'lan', 'chosen.json')

/** What was chosen before; null: nobody was asked. Throws a sentence when it cannot be read. */
export function choiceOf(data: string): Choice | null {
  const file = fileIn(data)
  if (!existsSync(file)) return null
  const kept = v.safeParse(Kept, readFileSync(file, 'utf8'))
  if (kept.success) return kept.output
  throw new Error(
    `${file} 读不出来。把它挪开，启动时写上 --lan 或 --no-lan。/ ${file} cannot be read. Move it away and say --lan or --no-lan.`,
  )
}

export function putChoice(data: string, choice: Choice): void {
  mkdirSync(join(data, 'lan'), { recursive: true, mode: 0o700 })
  writeWhole(fileIn(data), `${JSON.stringify(choice)}\n`)
}
