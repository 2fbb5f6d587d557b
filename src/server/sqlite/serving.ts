import { chmodSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'libsql'
import { StoreInUse } from '../eventStore.ts'
import { codeOf } from '../faultCode.ts'

/**
 * Says that this process works on the store in a folder, until what it answers is called or the process ends, however it does:
 * it is a lock of the operating system on a file of its own, so that somebody else can ask without touching the store.
 * Throws StoreInUse while another one has it. Nothing but `exec` is used: what is prepared keeps a file open.
 */
export function serve(folder: string): () => void {
  const file = join(folder, 'serving')
  const db = new Database(file, { timeout: 0 })
  try {
    db.exec('BEGIN EXCLUSIVE')
    chmodSync(file, 0o600)
  } catch (fault) {
    db.close()
    if (codeOf(fault).startsWith('SQLITE_BUSY')) throw new StoreInUse(folder)
    throw fault
  }
  let isHeld = true
  return () => {
    if (!isHeld) return
    isHeld = false
    db.exec('ROLLBACK')
    db.close()
  }
}
