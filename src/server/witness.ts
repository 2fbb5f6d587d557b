import { closeSync, openSync, readFileSync, statSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import type { HistoryPlace } from './receipts.ts'

/** How far the store had come. */
export interface WitnessedPlace extends HistoryPlace {
  /** When its newest line was received (ISO 8601); null: it was empty. */
  readonly at: string | null
  /** When its epoch began (ms since 1970); null: it is the first. */
  readonly begun: number | null
}

/**
 * What lies beside the store and shows that it is another one than it was: a mark of the very file, which a copy does not
 * have, and a witness of how far it had come.
 */
export interface Witness {
  /** Whether the file of the store is the one that was marked here, or none was ever marked. */
  isAtHome(): boolean
  /** From now on this file is the store. */
  settle(): void
  /** How far the store had come when somebody last noted it; it may lie behind, never ahead. */
  seen(): WitnessedPlace | null
  /** Noted after each commit and before it is answered, but not flushed: a kill leaves it, a power cut may not. */
  note(place: WitnessedPlace): void
  close(): void
}

const Place = v.object({
  epoch: v.string(),
  seq: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  tip: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
  at: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  begun: v.optional(v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(0))), null),
})
const AsText = v.pipe(v.string(), v.parseJson(), Place)
/** Always as long as this (bytes), so that a note never leaves the rest of a longer one behind. */
const LENGTH = 256

/** Opens what lies beside `hall.db` in the folder of a store. */
export function openWitness(folder: string): Witness {
  const store = join(folder, 'hall.db')
  const home = join(folder, 'home')
  const file = join(folder, 'witness')
  let handle: number | null = null

  /** When the file was born; where the disk does not say, its number. */
  function markNow(): string {
    const { birthtimeNs, ino } = statSync(store, { bigint: true })
    return birthtimeNs > 0n ? `born ${birthtimeNs}` : `file ${ino}`
  }

  return {
    isAtHome() {
      const marked = read(home)
      return marked === null || marked === markNow()
    },
    settle: () => writeFileSync(home, markNow(), { mode: 0o600 }),
    seen() {
      const place = v.safeParse(AsText, read(file))
      return place.success ? place.output : null
    },
    note(place) {
      handle ??= openSync(file, 'w', 0o600)
      writeSync(handle, JSON.stringify(place).padEnd(LENGTH), 0)
    },
    close() {
      if (handle !== null) closeSync(handle)
      handle = null
    },
  }
}

function read(file: string): string | null {
  try {
    return readFileSync(file, 'utf8').trim()
  } catch {
    return null
  }
}
