import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { codeOf } from '../faultCode.ts'
import { writeWhole } from '../writeWhole.ts'

/** The hall that a kit has brought here: its store is to come back from its tablets. */
export interface Awaited {
  readonly hall: string
  /** Public half of its root key: no other founding is believed. */
  readonly root: string
  /** The highest lane of which the kit knew. */
  readonly lane: number
}

const Text = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({
    hall: v.string(),
    root: v.string(),
    lane: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  }),
)

/** Beside the store; it stays there, and says under which root key the hall stands. */
export const AWAITED = 'from-kit.json'

/** Which hall a kit has brought into the folder of a store; null: none has. Throws a sentence when that cannot be read. */
export function awaitedIn(data: string): Awaited | null {
  let text: string
  try {
    text = readFileSync(join(data, AWAITED), 'utf8')
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null
    throw fault
  }
  const read = v.safeParse(Text, text)
  if (read.success) return read.output
  throw new Error(
    `${join(data, AWAITED)} 读不出来，请再打开一次换机包。/ ${join(data, AWAITED)} cannot be read. Open the kit again: stayopen kit open FILE.`,
  )
}

export function putAwaited(data: string, awaited: Awaited): void {
  mkdirSync(data, { recursive: true, mode: 0o700 })
  writeWhole(join(data, AWAITED), `${JSON.stringify(awaited)}\n`)
}
