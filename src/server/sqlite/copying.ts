import { rm } from 'node:fs/promises'
import Database from 'libsql'
import type { CopiedStore } from '../eventStore.ts'
import { firstTip } from '../tips.ts'
import { UNDATED } from './dating.ts'
import type { Engine } from './engine.ts'
import { columns, text, whole } from './rows.ts'

/**
 * What only the machine that serves may have goes: with it somebody else would sign for the server, or read as a tablet. It is
 * overwritten, not just unlinked.
 */
const WITHOUT_SECRETS = `
  PRAGMA journal_mode = DELETE;
  PRAGMA secure_delete = ON;
  BEGIN IMMEDIATE;
  UPDATE halls SET signing_key = '';
  UPDATE tablets SET token_hash = 'none ' || tablet, next_hash = NULL, next_given = NULL;
  DELETE FROM codes;
  COMMIT;
`

/** Prepares copying a database into a file, without key, tokens and codes, and saying what is in the copy. */
export function createCopying(engine: Engine): (file: string) => Promise<CopiedStore> {
  const readHall = engine.prepare('SELECT hall, server, last_seq FROM halls')
  const readLast = engine.prepare('SELECT tip FROM runs ORDER BY last_seq DESC LIMIT 1')
  const readNewest = engine.prepare(
    `SELECT received FROM runs WHERE received <> '${UNDATED}' ORDER BY last_seq DESC LIMIT 1`,
  )
  const readVersion = engine.prepare('SELECT user_version FROM pragma_user_version')
  const countRedactions = engine.prepare('SELECT count(*) FROM redactions')
  const readJournals = engine.prepare('SELECT journal, n FROM journals ORDER BY journal')

  function whatIsThere(): CopiedStore {
    const [hall, epoch, seq] = columns(readHall.get())
    const [tip] = columns(readLast.get())
    const [at] = columns(readNewest.get())
    return {
      hall: text(hall),
      epoch: text(epoch),
      seq: whole(seq),
      tip: tip === undefined ? firstTip(text(hall)) : text(tip),
      at: at === undefined ? null : text(at),
      version: whole(columns(readVersion.get())[0]),
      redactions: whole(columns(countRedactions.get())[0]),
      journals: Object.fromEntries(
        readJournals.all().map((row) => {
          const [journal, n] = columns(row)
          return [text(journal), whole(n)]
        }),
      ),
    }
  }

  return async (file) => {
    await rm(file, { force: true })
    const copied = await engine.copyTo(file, whatIsThere)
    const db = new Database(file)
    try {
      db.exec(WITHOUT_SECRETS)
    } finally {
      db.close()
    }
    return copied
  }
}
