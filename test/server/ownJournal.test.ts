import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { journalName } from '#log/journalName.ts'
import { keptEvent, keptHead } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import { createCommitQueue } from '#server/commitQueue.ts'
import { identityOf } from '#server/identity.ts'
import { createOwnJournal } from '#server/ownJournal.ts'
import { createSigningKey, openSigner } from '#server/signing.ts'
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
  const first = await write(() => own.open(() => true))
  time = NINE + TEN_YEARS
  const far = [...(await begin('e_1')), ...(await begin('e_2'))]
  expect(own.isAhead()).toBe(false)

  time = NINE + 1_000
  expect(own.isAhead()).toBe(true)
  const [opened, ...said] = await write(() => own.open(() => true))
  expect(opened?.kind).toBe('JournalOpened')
  expect(said.map(({ kind, subject }) => [kind, subject])).toEqual([
    ['StampsTaken', far[0]?.journal],
    ['StampsTaken', far[2]?.journal],
  ])
  const inOrder = [...first, opened!, ...said].map(({ stamp }) => stamp)
  expect([...inOrder].sort()).toEqual(inOrder)
  expect(said.every(({ stamp }) => stamp < far[0]!.stamp)).toBe(true)
  expect(await write(() => own.open(() => true))).toEqual([])
  expect(own.isAhead()).toBe(false)
  await queue.finish()
  witness.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

it('a journal that the server wrote ahead and that comes back to its store is put where it belongs, and once', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'own-'))
  const store = openSqliteStore(folder)
  const witness = openWitness(folder)
  const identity = await identityOf(store, { folder, witness })
  let time = NINE
  const queue = createCommitQueue(store, { now: () => time, onCommit() {} })
  const own = createOwnJournal(store, identity, () => time)
  const taken = new Set<string>()
  const look = () =>
    queue.write({
      journal: own.name,
      async prepare() {
        const runs = await own.open((line) => !taken.has(keptHead(line).journal))
        return { runs, answer: () => runs.flatMap(({ lines }) => lines).map((line) => keptEvent(line)) }
      },
    })
  await look()
  // Another store of the same server wrote it; the tablets bring it back, while this one's clock is ahead as well.
  const signer = openSigner(identity.signingKey)
  const other = createOwnJournal(
    { ...store, identity: async () => null, journal: async () => null },
    { ...identity, journal: journalName(signer.publicKey, 'e_another'), server: 'e_another' },
    () => NINE + TEN_YEARS,
  )
  time = NINE + TEN_YEARS
  const runs = await other.open(() => true)
  await queue.write({ journal: own.name, prepare: async () => ({ runs, answer: () => null }) })
  own.cameBack(runs.map(({ journal }) => journal))
  expect(await look()).toEqual([])
  expect(own.isAhead()).toBe(false)

  time = NINE + 1_000
  expect(own.isAhead()).toBe(true)
  const [said, ...more] = await look()
  expect(more).toEqual([])
  expect(said).toMatchObject({ kind: 'StampsTaken', subject: runs[0]?.journal, body: { from: 1, to: 1 } })
  expect(stampTime(said?.stamp ?? '')).toBe(time)
  taken.add(runs[0]?.journal ?? '')
  expect(await look()).toEqual([])
  expect(own.isAhead()).toBe(false)
  await queue.finish()
  witness.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})

it('a journal that a machine before this one wrote ahead is nothing that this one speaks of: nobody would believe it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'own-'))
  const store = openSqliteStore(folder)
  const witness = openWitness(folder)
  const identity = await identityOf(store, { folder, witness })
  const queue = createCommitQueue(store, { now: () => NINE, onCommit() {} })
  const own = createOwnJournal(store, identity, () => NINE)
  const write = (make: () => ReturnType<typeof own.open>) =>
    queue.write({
      journal: own.name,
      async prepare() {
        const runs = await make()
        return { runs, answer: () => runs.flatMap(({ lines }) => lines.map(keptHead)) }
      },
    })
  await write(() => own.open(() => true))
  const burnt = createSigningKey()
  const before = createOwnJournal(
    { ...store, identity: async () => null, journal: async () => null },
    {
      ...identity,
      signingKey: burnt,
      journal: journalName(openSigner(burnt).publicKey, 'e_another'),
      server: 'e_another',
    },
    () => NINE + TEN_YEARS,
  )
  const back = await write(() => before.open(() => true))
  own.cameBack(back.map(({ journal }) => journal))
  expect(own.isAhead()).toBe(true)
  expect(await write(() => own.open(() => true))).toEqual([])
  expect(own.isAhead()).toBe(false)
  await queue.finish()
  witness.close()
  await store.close()
  await rm(folder, { recursive: true, force: true })
})
