import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as v from 'valibot'
import { writeWhole } from './writeWhole.ts'

/**
 * A key beside the store.
 *
 * `key`: by which this machine signs. A copy of the store has none: put back on the machine that it came from it is served under
 * the key that the hall knows, and on another machine under one that a manager has to let in.
 *
 * `root`: under which the hall was founded. One damaged byte in the line that says so would otherwise make the hall anybody's
 * who founds another.
 */
export interface KeyBeside {
  /** PKCS#8 in base64, or the public half of the root key; null where none lies here for this hall. */
  of(hall: string): string | null
  keep(hall: string, key: string): void
}

const AsText = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ hall: v.string(), key: v.pipe(v.string(), v.minLength(1)) }),
)

/** Opens the file of this name in the folder of a store. */
export function openKeyBeside(folder: string, name: 'key' | 'root'): KeyBeside {
  const file = join(folder, name)
  function read() {
    try {
      const found = v.safeParse(AsText, readFileSync(file, 'utf8'))
      return found.success ? found.output : null
    } catch {
      return null
    }
  }
  return {
    of(hall) {
      const found = read()
      return found?.hall === hall ? found.key : null
    },
    keep(hall, key) {
      const found = read()
      if (found?.hall === hall && found.key === key) return
      writeWhole(file, JSON.stringify({ hall, key }))
    },
  }
}
