import { IDBFactory } from 'fake-indexeddb'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { isSegment } from '#device/journal/foundJournal.ts'
import { runsToCarry } from '#log/carriedRuns.ts'
import { baseOf } from '#log/journalName.ts'
import { hashOfLine, headText } from '#log/lines.ts'
import { rounds } from '#support/endure.ts'
import {
  admission,
  HALL,
  issued,
  journalOf,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
  type TabletStorage,
  take,
} from '#support/openLog.ts'
import { until } from '#support/until.ts'

/** Whoever has the key signs; what a signature is worth plays no part here. */
const withKey = async (text: string) => Buffer.from(text).toString('base64url').slice(-80)
/** Whoever it is now does not have the key of whoever it was. */
const withoutKey = () => Promise.reject(new Error('the key is gone'))

const nameOf = ({ journal, n }: { readonly journal: string; readonly n: number }) => `${journal}:${n}`

/** Lines that somebody without this tablet's key can show to others under the signature of their writers. */
async function shownUnderSignatures(log: SyncedLog): Promise<ReadonlySet<string>> {
  const { lines, heads } = await log.carryOut('all')
  const { runs } = runsToCarry(
    lines.map((each) => ({ ...each, isOwn: false })),
    heads,
  )
  return new Set(
    runs.flatMap(({ journal, from, lines }) => lines.map((_, i) => nameOf({ journal: baseOf(journal), n: from + i }))),
  )
}

/** Own lines; a first line alone is none of them, as it tells nobody anything. */
async function ownLines(log: SyncedLog): Promise<readonly string[]> {
  const own = (await log.carryOut('all')).lines.filter(({ isOwn }) => isOwn)
  const going = new Set(own.filter(({ n }) => n > 1).map(({ journal }) => journal))
  return own.filter(({ journal }) => going.has(journal)).map(nameOf)
}

async function loseJournal({ disk }: TabletStorage): Promise<void> {
  for (const name of await disk.names()) if (isSegment(name, HALL)) await disk.remove(name)
}
function loseDatabase(storage: TabletStorage): void {
  storage.indexedDB = new IDBFactory()
}

const act = fc.constantFrom('take', 'take', 'take', 'idle', 'restart', 'database', 'journal')

describe('what a tablet has signed of its journals', () => {
  it('shows who wrote every line that waits, whichever store and key are lost a moment after', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(act, { maxLength: 8 }),
        fc.constantFrom('database', 'journal', 'none'),
        async (acts, lost) => {
          const storage = newStorage()
          let log = await openConfiguredLog({ storage })
          // What the hall is set up with comes back without a database.
          await log.copyAside()
          const again = async (lose: () => unknown) => {
            await log.close()
            await lose()
            log = await openLog({ storage })
          }
          for (const each of acts) {
            if (each === 'take') await take(log)
            if (each === 'idle') await log.signEnds(withKey)
            if (each === 'restart') await again(() => undefined)
            if (each === 'database') await again(() => loseDatabase(storage))
            if (each === 'journal') await again(() => loseJournal(storage))
          }
          await take(log)
          await log.signEnds(withKey)
          const saved = await ownLines(log)
          if (lost === 'database') await again(() => loseDatabase(storage))
          if (lost === 'journal') await again(() => loseJournal(storage))
          await log.signEnds(withoutKey).catch(() => undefined)
          const shown = await shownUnderSignatures(log)
          await log.close()
          expect(saved.filter((name) => !shown.has(name))).toEqual([])
          expect(saved.length).toBeGreaterThan(0)
        },
      ),
      { numRuns: rounds(6, 500) },
    )
  })

  it('is not signed again while nothing more waits, nor where the hall server has it', async () => {
    const log = await openConfiguredLog()
    let times = 0
    const counted = async (text: string) => {
      times += 1
      return withKey(text)
    }
    await take(log)
    await log.signEnds(counted)
    await log.signEnds(counted)
    expect(times).toBe(1)
    await take(log)
    await log.kept(log.journal, log.head.n)
    await log.signEnds(counted)
    expect(times).toBe(1)
    await log.close()
  })
})

describe('what others have signed', () => {
  it('comes back with their lines from the second copy as often as the database is lost', async () => {
    const storage = newStorage()
    let log = await openConfiguredLog({ storage })
    const other = otherTablet('d_2', journalOf('bb'))
    const lines = other.write(NINE, issued('t_1', 'A001'), issued('t_2', 'A002'))
    await log.receive(admission(2)(lines), 'live')
    const hash = hashOfLine(lines.at(-1) ?? '')
    log.beat([{ journal: other.journal, n: lines.length, hash, signature: await withKey(hash) }])
    const names = lines.map((_, i) => nameOf({ journal: other.journal, n: i + 1 }))
    for (let times = 0; times < 3; times++) {
      await log.copyAside()
      await log.close()
      loseDatabase(storage)
      log = await openLog({ storage })
      const shown = await shownUnderSignatures(log)
      expect(names.filter((name) => !shown.has(name))).toEqual([])
    }
    await log.close()
  })

  it('shows who opened a case of last week also where the tablet brought half a day at once behind it, and the database is lost', async () => {
    const DAY = 86_400_000
    const storage = newStorage()
    const steps = [{ id: 'apply', evidence: [], needsOperator: false }]
    const body = { service: 'plan', version: 1, tier: 'T1', steps, priority: 'P3', promiseHours: 24 } as const
    const more = { reach: 'in-reach', day: '2026-11-23', ticket: null, care: false } as const
    const other = otherTablet('d_2', journalOf('ff'))
    const tickets = Array.from({ length: 300 }, (_, i) => issued(`t_${i}`, `A${100 + i}`))
    const lines = other.write(NINE, { kind: 'CaseOpened', subject: 'c_1', body: { ...body, ...more } }, ...tickets)
    let log = await openConfiguredLog({ storage })
    await log.receive(admission(2)(lines), 'live')
    const hash = hashOfLine(lines.at(-1) ?? '')
    log.beat([{ journal: other.journal, n: lines.length, hash, signature: await withKey(hash) }])
    await until(async () => (await log.signedHeads()).length > 0)
    for (let times = 0; times < 2; times++) {
      await log.close()
      log = await openLog({ storage, now: () => NINE + 9 * DAY })
      await log.copyAside()
      await log.close()
      loseDatabase(storage)
      log = await openLog({ storage, now: () => NINE + 9 * DAY })
      expect(await shownUnderSignatures(log)).toContain(nameOf({ journal: other.journal, n: 2 }))
    }
    await log.close()
  })

  it('shows who wrote a line also where what was signed behind it counts for nobody and the database is lost', async () => {
    const storage = newStorage()
    let log = await openConfiguredLog({ storage })
    const other = otherTablet('d_2', journalOf('dd'))
    const lines = other.write(NINE, issued('t_1', 'A001'), issued('t_2', 'A002'))
    // The last of them is one that the hall server has set aside.
    const admittedFrom = (seq: number) =>
      admission(seq)(lines).map((each, i) => (i === 2 ? { ...each, quarantined: 'not-allowed-here' } : each))
    await log.receive(admittedFrom(2), 'live')
    const hash = hashOfLine(lines.at(-1) ?? '')
    log.beat([{ journal: other.journal, n: lines.length, hash, signature: await withKey(hash) }])
    for (let times = 0; times < 3; times++) {
      await log.copyAside()
      await log.close()
      loseDatabase(storage)
      log = await openLog({ storage })
      expect([...log.hall.tickets.values()].map(({ label }) => label)).toEqual(['A001'])
      expect(await shownUnderSignatures(log)).toContain(nameOf({ journal: other.journal, n: 2 }))
    }
    // The hall server has that line whole, and what it says of it counts.
    expect([...log.carriedHere()]).toContain(other.journal)
    await log.receive(admittedFrom(0), 'history')
    expect([...log.carriedHere()]).not.toContain(other.journal)
    expect([...log.hall.tickets.values()].map(({ label }) => label)).toEqual(['A001'])
    await log.close()
  })

  it('brings what others have lost in the middle of a journal, with no more than the heads of what is there', async () => {
    const log = await openConfiguredLog()
    const { journal, write } = otherTablet('d_2', journalOf('ee'))
    const lines = write(NINE, issued('t_1', 'A001'), issued('t_2', 'A002'), issued('t_3', 'A003'))
    await log.receive(admission(2)(lines), 'live')
    const hash = hashOfLine(lines.at(-1) ?? '')
    log.beat([{ journal, n: lines.length, hash, signature: await withKey(hash) }])
    const held = await log.carryOut({ from: new Map(), holes: new Map([[journal, [[3, 3]]]]) })
    const { runs } = runsToCarry(held.lines, held.heads)
    expect(runs).toMatchObject([{ journal, from: 3, lines: [lines[2], headText(lines[3] ?? '')] }])
    await log.close()
  })

  it('brings a first line of which nothing follows to whoever has lost it, and lies with it in no file', async () => {
    const { journal, write } = otherTablet('d_2', journalOf('cc'))
    const [line = ''] = write(NINE)
    const lines = [{ journal, n: 1, line, wanted: true, isOwn: false }]
    const heads = [{ journal, n: 1, hash: hashOfLine(line), signature: await withKey(line) }]
    expect(runsToCarry(lines, heads).runs).toEqual([])
    expect(runsToCarry(lines, heads, { evenAlone: true }).runs).toMatchObject([{ journal, from: 1, lines: [line] }])
  })
})
