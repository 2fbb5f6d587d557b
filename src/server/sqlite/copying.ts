import { rm } from 'node:fs/promises'
import Database from 'libsql'
import type { CopiedStore } from '../eventStore.ts'
import { firstTip } from '../tips.ts'
import type { Engine } from './engine.ts'
import { text, whole } from './rows.ts'
import { rowsOf } from './soundText.ts'

/** What only the machine that serves may have: with it somebody else would sign for the server, or read as a tablet. */
const SECRETS = `
  UPDATE halls SET signing_key = '';
  UPDATE tablets SET token_hash = 'none ' || tablet, next_hash = NULL, next_given = NULL;
  DELETE FROM codes;
`

/**
 * Copies the database into this file, without key, tokens and codes, and says what is in the copy. The file is to lie on the
 * disk of the store: until it is finished what is secret may be in it.
 */
export async function copyStore(engine: Engine, file: string): Promise<CopiedStore> {
  await rm(file, { force: true })
  await engine.copyTo(file)
  const db = new Database(file)
  try {
    db.pragma('journal_mode = DELETE')
    // What is taken out is overwritten, not just unlinked.
    db.pragma('secure_delete = ON')
    db.exec(`BEGIN IMMEDIATE; ${SECRETS} COMMIT`)
    return readCopy(db)
  } finally {
    db.close()
  }
}

function readCopy(db: Database.Database): CopiedStore {
  const rows = (sql: string) => rowsOf(db, sql)
  const [hall, epoch, seq] = rows('SELECT hall, server, last_seq FROM halls')[0] ?? []
  const [tip, at] = rows('SELECT tip, received FROM runs ORDER BY last_seq DESC LIMIT 1')[0] ?? []
  const [version] = rows('SELECT user_version FROM pragma_user_version')[0] ?? []
  const [redactions] = rows('SELECT count(*) FROM redactions')[0] ?? []
  const journals = rows('SELECT journal, n FROM journals ORDER BY journal')
  return {
    hall: text(hall),
    epoch: text(epoch),
    seq: whole(seq),
    tip: tip === undefined ? firstTip(text(hall)) : text(tip),
    at: at === undefined ? null : text(at),
    version: whole(version),
    redactions: whole(redactions),
    journals: Object.fromEntries(journals.map(([journal, n]) => [text(journal), whole(n)])),
  }
}
