import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { createDatabase } from '#device/store/database.ts'
import { thinHeads } from '#device/store/signedHeads.ts'
import { createTerm } from '#device/store/term.ts'

it('signed heads are thinned out: the newest of each journal stays, and below it one for every fifty lines or so', async () => {
  const db = createDatabase({ name: 'heads', version: '1', indexedDB: new IDBFactory(), IDBKeyRange })
  const { begin, write } = createTerm(db)
  await begin(0, [], async () => undefined)
  const head = (journal: string, n: number) => ({ journal, n, hash: 'a'.repeat(64), signature: 's' })
  const many = Array.from({ length: 400 }, (_, i) => head('j_1', i + 1))
  await db.heads.bulkPut([...many, head('j_2', 7), head('j_2', 9), head('j_3', 500), head('j_3', 2)])
  await thinHeads(db, write)
  const left = (await db.heads.toArray()).map(({ journal, n }) => [journal, n] as const)
  const of = (journal: string) => left.filter(([each]) => each === journal).map(([, n]) => n)
  expect(of('j_1').at(-1)).toBe(400)
  expect(of('j_1').length).toBeLessThan(12)
  expect(Math.max(...of('j_1').map((n, i, all) => n - (all[i - 1] ?? 0)))).toBeLessThanOrEqual(50)
  expect([of('j_2'), of('j_3')]).toEqual([[9], [2, 500]])
  db.close()
})
