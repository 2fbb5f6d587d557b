import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { keptHead } from '#log/lines.ts'
import { createCommitQueue } from '#server/commitQueue.ts'
import { identityOf } from '#server/identity.ts'
import { createOwnJournal } from '#server/ownJournal.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { openWitness } from '#server/witness.ts'

const NINE = Date.parse('2026-11-23T01:00:00.000Z')
const TEN_YEARS = 10 * 365 * 86_400_000

it('two journals that a server began while its clock was ten years ahead are both put where they belong, and once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'own-'))
  const store = openSqliteStore(folder)
  const witness = openWitness(folder)
  const identity = await identityOf(store, { folder, witness })
  let time = NINE
  const queue = createCommitQueue(store, { now: () => time, onCommit() {} })
  const own = createOwnJournal(store, identity, () => time)
  const write = (make: () => ReturnType<typeof own.open>) =>
    queue.write({
      journal: own.name,
      async prepare() {
        const runs = await make()
        return { runs, answer: () => runs.flatMap(({ lines }) => lines.map(keptHead)) }
      },
    })
  const begin = (epoch: string) =>
    write(() =>
      own.begin({
        kind: 'EpochOpened',
        subject: epoch,
        body: { before: 'e_0', seq: 0, tip: '', why: 'moved' },
        effects: [],
      }),
    )
  const first = await write(() => own.open())
  time = NINE + TEN_YEARS
  const far = [...(await begin('e_1')), ...(await begin('e_2'))]
  expect(own.isAhead()).toBe(false)

  time = NINE + 1_000
  expect(own.isAhead()).toBe(true)
  const [opened, ...said] = await write(() => own.open())
  expect(opened?.kind).toBe('JournalOpened')
  expect(said.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['StampsTaken', far[0]?.journal],
    ['StampsTaken', far[2]?.journal],
  ])
  const inOrder = [...first, opened!, ...said].map(({ stamp }) => stamp)
  expect([...inOrder].sort()).toEqual(inOrder)
  expect(said.every(({ stamp }) => stamp < far[0]!.stamp)).toBe(true)
  expect(await write(() => own.open())).toEqual([])
  expect(own.isAhead()).toBe(false)
  await queue.finish()
  witness.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
