import type { Engine } from './engine.ts'
import type { PaperBook } from './paperFiles.ts'
import { columns, text, whole } from './rows.ts'

/** What the database notes of papers; events name them where lines are stored. */
export function createPaperBook(engine: Engine, hall: () => string): PaperBook {
  const readShredded = engine.prepare('SELECT 1 FROM shredded WHERE hall = ? AND paper = ?')
  const insertShredded = engine.prepare('INSERT OR IGNORE INTO shredded VALUES (?, ?)')
  const readNamed = engine.prepare('SELECT 1 FROM named WHERE hall = ? AND paper = ?')
  const readWanted = engine.prepare(
    'SELECT paper FROM named WHERE hall = ?1 AND paper NOT IN (SELECT paper FROM shredded WHERE hall = ?1) ORDER BY paper',
  )
  const insertUnnamed = engine.prepare('INSERT OR IGNORE INTO unnamed VALUES (?, ?, ?, ?, 0)')
  const sumUnnamed = engine.prepare('SELECT coalesce(sum(bytes), 0) FROM unnamed WHERE hall = ? AND tablet = ?')
  const readUnnamed = engine.prepare('SELECT paper, tablet, hours FROM unnamed WHERE hall = ?')
  const ageUnnamed = engine.prepare('UPDATE unnamed SET hours = hours + 1 WHERE hall = ? AND paper = ?')
  const dropUnnamed = engine.prepare('DELETE FROM unnamed WHERE hall = ? AND paper = ?')

  return {
    isShredded: (name) => readShredded.get(hall(), name) !== undefined,
    noteShredded: (name) => void insertShredded.run(hall(), name),
    isNamed: (name) => readNamed.get(hall(), name) !== undefined,
    wanted: () => readWanted.all(hall()).map((row) => text(columns(row)[0])),
    noteArrived: (name, tablet, bytes) => void insertUnnamed.run(hall(), name, tablet, bytes),
    unnamedBytes: (tablet) => whole(columns(sumUnnamed.get(hall(), tablet))[0]),
    unnamed: () =>
      readUnnamed.all(hall()).map((row) => {
        const [name, tablet, hours] = columns(row)
        return { name: text(name), tablet: text(tablet), hours: whole(hours) }
      }),
    age(names) {
      engine.transact(() => {
        for (const name of names) ageUnnamed.run(hall(), name)
      })
    },
    letGo: (name) => dropUnnamed.run(hall(), name) > 0,
  }
}
