import { IDBFactory } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Admitted } from '#device/hallLog/sortRun.ts'
import type { Place } from '#domain/kind.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { tabletsSlice } from '#domain/tablets/fold.ts'
import { type NewHallEvent, slices } from '#domain/whole.ts'
import { runsToCarry } from '#log/carriedRuns.ts'
import { hashOfLine, headText, isNamed, keptHead, type Line } from '#log/lines.ts'
import { atRest } from '#support/atRest.ts'
import { asText } from '#support/busyMorning.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import {
  admission,
  configured,
  issued,
  journalOf,
  labelsIn,
  NINE,
  newStorage,
  openConfiguredLog,
  openLog,
  otherTablet,
  type TabletStorage,
  take,
} from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'
import { createHand } from '#support/signingTablet.ts'

const all = { lines: 500, bytes: 2 * 1024 * 1024 }
/** A manager takes the line out. */
const redacted = (line: Line): NewHallEvent => {
  const { journal, n } = keptHead(line)
  return { kind: 'LineRedacted', subject: journal, body: { n, hash: hashOfLine(line) } }
}
const received = '2026-11-23T01:00:00.000Z'

const declared: NewHallEvent = {
  kind: 'IncidentDeclared',
  subject: 'e_1',
  body: { plan: 'P01', version: 1, level: 3 },
}
const seen = (text: string): NewHallEvent => ({
  kind: 'ObservationNoted',
  subject: 'e_1',
  body: { team: null, good: true, text },
})
const observed = (log: SyncedLog) => log.hall.incidents.get('e_1')?.observations.map(({ text }) => text) ?? []
const write = (log: SyncedLog, ...events: NewHallEvent[]) =>
  log.perform({ name: 'write', needs: [], decide: () => ({ ok: true, events }) }, null)
const note = (log: SyncedLog, text: string) => write(log, seen(text))

describe('a hall server that sends what is no line', () => {
  it('costs that one line and nothing behind it, and says so', async () => {
    const log = await openConfiguredLog()
    const lines = otherTablet('d_2', journalOf('bb')).write(
      NINE,
      issued('t_1', 'A901'),
      issued('t_2', 'A902'),
      issued('t_3', 'A903'),
    )
    const run = admission(2)(lines)
    const broken = run.map((each) =>
      'line' in each ? { ...each, line: each.line.replace('"label":"A902"', '"label":""A902"') } : each,
    )
    // It may have been the way: the run is asked for once more.
    await expect(log.receive(broken, 'history')).rejects.toThrow('is not a line')
    expect(log.cursor.seq).toBe(2)
    await log.receive(broken, 'history')
    expect(log.cursor.seq).toBe(run.at(-1)?.seq)
    expect(log.setAside).toEqual([{ journal: journalOf('bb'), n: 3, code: 'not-readable' }])
    expect(labelsIn(log)).toEqual(['A901', 'A903'])
    await log.close()
  })
})

describe('a journal that two devices wrote', () => {
  it('counts from both, each under its own name, the same here as on every other tablet', async () => {
    const here = await openConfiguredLog()
    await take(here)
    await take(here)
    const out = await here.unsent(all, new Set())
    const [opening = '', mine1 = '', mine2 = ''] = out?.lines ?? []
    const { journal } = here
    const other = otherTablet('d_1', journal)
    const [, theirs1 = '', theirs2 = ''] = other.write(NINE + 9_000, issued('t_x', 'A801'), issued('t_y', 'A802'))
    const branch = `${journal}~0a1b2c3d`
    // What the server holds: the line both share, the other device's two, then ours as a branch.
    const run: Admitted[] = [
      ...admission()(otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)),
      { seq: 3, received, line: opening },
      { seq: 4, received, line: theirs1 },
      { seq: 5, received, line: theirs2 },
      { seq: 6, received, line: mine1, journal: branch },
      { seq: 7, received, line: mine2, journal: branch },
    ]
    await here.branchOff(journal, { from: 2, name: branch })
    expect(here.cursor.seq).toBe(0)
    expect(here.journal).not.toBe(journal)
    await here.receive(run, 'history')
    const next = await here.unsent(all, new Set([journal]))
    const elsewhere = await openLog({ tablet: 'd_7' })
    await elsewhere.startEpoch('e_1')
    await elsewhere.receive(run, 'history')
    await elsewhere.receive(
      (next?.lines ?? []).map((line, i) => ({ seq: 8 + i, received, line })),
      'live',
    )
    expect(labelsIn(here)).toEqual(['A2-001', 'A2-002', 'A801', 'A802'])
    expect(labelsIn(elsewhere)).toEqual(labelsIn(here))
    expect([...elsewhere.hall.tickets.values()]).toEqual([...here.hall.tickets.values()])
    expect(here.setAside).toEqual([])
    await here.close()
    await elsewhere.close()
  })

  it('is pushed under the name of the branch from its first line on, also to a new server', async () => {
    const log = await openConfiguredLog()
    await take(log)
    await take(log)
    const { journal } = log
    const branch = `${journal}~0a1b2c3d`
    await log.branchOff(journal, { from: 3, name: branch })
    expect(await log.unsent(all, new Set())).toMatchObject({ journal, name: journal, from: 1, head: { n: 2 } })
    await log.kept(journal, 2)
    expect(await log.unsent(all, new Set())).toMatchObject({ journal, name: branch, from: 3, head: { n: 3 } })
    await log.kept(journal, 3)
    await log.startEpoch('e_2')
    expect(await log.unsent(all, new Set())).toMatchObject({ name: journal, from: 1, head: { n: 2 } })
    await log.close()
  })

  it('keeps its names after a restart', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    await take(log)
    const branch = `${log.journal}~0a1b2c3d`
    await log.branchOff(log.journal, { from: 2, name: branch })
    const { hall } = log
    await log.close()
    const again = await openLog({ storage })
    expect([...again.hall.tickets.values()].map((ticket) => ticket.journal)).toEqual([branch])
    expect(asText(again.hall)).toBe(asText(hall))
    await again.close()
  })
})

describe('a line that comes a second time with other bytes', () => {
  it('is stored, shown and never counted, whoever wrote it', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    await take(log)
    const first = otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A901'))
    const second = otherTablet('d_2', journalOf('bb')).write(NINE + 1, issued('t_2', 'A902'))
    await log.receive(admission(2)(first), 'live')
    const forged = otherTablet('d_1', log.journal).write(NINE + 2, issued('t_3', 'A903'))
    await log.receive(admission(4)([...second, ...forged]), 'live')
    expect(labelsIn(log)).toEqual(['A2-001', 'A901'])
    expect(log.setAside).toEqual([
      { journal: journalOf('bb'), n: 1, code: 'other-bytes' },
      { journal: journalOf('bb'), n: 2, code: 'other-bytes' },
      { journal: log.journal, n: 1, code: 'other-bytes' },
      { journal: log.journal, n: 2, code: 'other-bytes' },
    ])
    const { setAside } = log
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(again.setAside).toEqual(setAside)
    expect(labelsIn(again)).toEqual(['A2-001', 'A901'])
    await again.close()
  })

  it('opens no journal under a name that another key has made, whoever sends it', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const taken = 'j_00000000000000dd'
    await log.receive(admission(2)(otherTablet('d_2', taken).write(NINE)), 'live')
    expect(log.hall.journals.has(taken)).toBe(false)
    expect(log.setAside).toEqual([{ journal: taken, n: 1, code: 'bad-opening' }])
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(again.hall.journals.has(taken)).toBe(false)
    await again.close()
  })

  it('is no conflict when the bytes are the same, however often a server sends them', async () => {
    const log = await openConfiguredLog()
    const lines = otherTablet('d_2', journalOf('bb')).write(NINE, issued('t_1', 'A901'))
    await log.receive(admission(2)(lines), 'live')
    await log.startEpoch('e_2')
    await log.receive(admission()(lines), 'history')
    expect(log.setAside).toEqual([])
    expect(labelsIn(log)).toEqual(['A901'])
    await log.close()
  })
})

describe('a line whose head alone was here', () => {
  const journal = journalOf('bb')
  /** Two tickets; of the first the tablet has the head. */
  const written = () => otherTablet('d_2', journal).write(NINE, issued('t_1', 'A901'), issued('t_2', 'A902'))
  const headFirst = ([opened = '', first = '', second = '']: readonly Line[]) => [opened, headText(first), second]

  it('counts when it comes, late as it is, and after a restart', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const lines = written()
    await log.receive(admission(2)(headFirst(lines)), 'live')
    expect(labelsIn(log)).toEqual(['A902'])
    await log.receive([{ seq: 6, received, line: lines[1] ?? '' }], 'live')
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    expect(log.cursor.seq).toBe(6)
    await log.receive([{ seq: 7, received, line: lines[1] ?? '' }], 'live')
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    expect(log.setAside).toEqual([])
    const { hall } = log
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(asText(again.hall)).toBe(asText(hall))
    // To the next tablet it goes whole.
    const { runs } = runsToCarry((await again.carryOut('all')).lines, [
      { journal, n: lines.length, hash: hashOfLine(lines.at(-1) ?? ''), signature: 'theirs' },
    ])
    expect(runs.find((run) => run.journal === journal)?.lines).toEqual(lines)
    await again.close()
  })

  it('gives the hall that it would have given in its place, also to who reads both at once', async () => {
    const lines = written()
    const late = { seq: 6, received, line: lines[1] ?? '' }
    const fresh = await openConfiguredLog()
    await fresh.receive([...admission(2)(headFirst(lines)), late], 'history')
    const whole = await openConfiguredLog()
    await whole.receive(admission(2)(lines), 'history')
    const told = ({ hall }: SyncedLog) => asText({ ...hall, journals: new Map() })
    expect(told(fresh)).toBe(told(whole))
    await fresh.close()
    await whole.close()
  })

  it('counts also where what it says was on the shelf, and opens with the rest', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage, opens: [tabletsSlice] })
    const other = otherTablet('d_2', journal)
    const lines = other.write(NINE, declared, seen('出口畅通'), seen('集合完毕'))
    await log.receive(admission(2)(lines.map((line, i) => (i === 2 ? headText(line) : line))), 'live')
    await log.receive([{ seq: 7, received, line: lines[2] ?? '' }], 'live')
    await log.open(...slices)
    expect(observed(log)).toEqual(['出口畅通', '集合完毕'])
    await log.close()
  })

  it('is not let go by a snapshot that was made without it', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const lines = written()
    await log.receive(admission(2)(headFirst(lines)), 'live')
    const many = Array.from({ length: 2_100 }, (_, i): NewHallEvent => {
      return { kind: 'HallConfigured', subject: 'h_test', body: { notice: String(i) } }
    })
    const busy = otherTablet('d_manager', journalOf('cc')).write(NINE + 60_000, ...many)
    await log.receive([{ seq: 6, received, yours: { journal: log.journal, n: 1 } }], 'live')
    await log.receive(admission(6)(busy), 'history')
    await settled(log)
    expect(await textIn(storage.indexedDB)).toContain('"slices":[')
    await log.close()
    const again = await openLog({ storage })
    expect(labelsIn(again)).toEqual(['A902'])
    await again.receive([{ seq: 7 + busy.length, received, line: lines[1] ?? '' }], 'live')
    expect(labelsIn(again)).toEqual(['A901', 'A902'])
    await again.close()
    const third = await openLog({ storage })
    expect(labelsIn(third)).toEqual(['A901', 'A902'])
    await third.close()
  })

  it('counts when another tablet carries it here, and is one line when the hall server sends it too', async () => {
    const log = await openConfiguredLog()
    const lines = written()
    await log.receive(admission(2)(headFirst(lines)), 'live')
    await log.carryIn(lines.map((line, i) => ({ journal, n: i + 1, line, tablet: 'd_2' })))
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    await log.receive([{ seq: 6, received, line: lines[1] ?? '' }], 'live')
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    expect(log.setAside).toEqual([])
    await log.close()
  })

  it('counts for nothing when it is another line', async () => {
    const log = await openConfiguredLog()
    const lines = otherTablet('d_2', journal).write(NINE, declared, seen('王女士晕倒'))
    const twin = otherTablet('d_2', journal).write(NINE, declared, seen('李先生摔伤'))
    await log.receive(admission(2)(lines.map((line, i) => (i === 2 ? headText(line) : line))), 'live')
    await log.receive([{ seq: 6, received, line: twin[2] ?? '' }], 'live')
    expect(observed(log)).toEqual([])
    expect(log.setAside).toEqual([{ journal, n: 3, code: 'other-bytes' }])
    await log.close()
  })

  it('is completed on the tablet that wrote it and had lost it, so that the next server gets it', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    const { journal: own } = log
    const lines = (await log.unsent(all, new Set()))?.lines ?? []
    await log.kept(own, 4)
    await log.close()
    // A start closes the segment, the next tap opens another, and the acknowledged one goes.
    const second = await openLog({ storage })
    await take(second)
    await second.kept(own, 4)
    await second.kept(own, 5)
    await second.close()
    storage.indexedDB = new IDBFactory()
    const third = await openLog({ storage })
    await third.startEpoch('e_1')
    const settings = otherTablet('d_manager', journalOf('aa')).write(NINE - 60_000, configured)
    await third.receive(admission()([...settings, ...headFirst(lines.slice(0, 3)), lines[3] ?? '']), 'history')
    expect(labelsIn(third)).toEqual(['A2-002', 'A2-003', 'A2-004'])
    await third.receive([{ seq: 7, received, line: lines[1] ?? '' }], 'live')
    expect(labelsIn(third)).toEqual(['A2-001', 'A2-002', 'A2-003', 'A2-004'])
    await third.startEpoch('e_2')
    expect((await third.unsent(all, new Set()))?.lines.slice(0, 4)).toEqual(lines)
    await third.close()
  })
})

describe('a line that a manager has redacted', () => {
  const journal = journalOf('bb')

  it('keeps its place when its head comes alone, and counts for nothing', async () => {
    const storage = newStorage()
    const log = await openConfiguredLog({ storage })
    const [opened = '', ticket = '', next = ''] = otherTablet('d_2', journal).write(
      NINE,
      issued('t_1', 'A901'),
      issued('t_2', 'A902'),
    )
    await log.receive(admission(2)([opened, headText(ticket), next]), 'history')
    expect(labelsIn(log)).toEqual(['A902'])
    expect(log.cursor.seq).toBe(5)
    await log.startEpoch('e_2')
    await log.receive(admission()([opened, headText(ticket), next]), 'history')
    expect(log.setAside).toEqual([])
    await log.close()
    const again = await openLog({ storage, version: 'next' })
    expect(labelsIn(again)).toEqual(['A902'])
    await again.close()
  })
})

describe('a line that a manager takes out', () => {
  const DAY = 24 * 3_600_000
  const tablets = () => {
    const hall = signedHall()
    const counter = hall.admits('d_2', 'counter')
    const admit = admission()
    let ran = 0
    const takesOut = (line: Line) => {
      const { journal, n } = keptHead(line)
      return { kind: 'LineRedacted', subject: journal, body: { n, hash: hashOfLine(line) }, hand: hall.manager }
    }
    return {
      hall,
      counter,
      admit,
      /** The same from every tablet: what was said so far of who may what. */
      known: () => admit(hall.lines.splice(0)),
      redacts: (line: Line) => hall.first.write(takesOut(line)),
      open: (storage: TabletStorage, options: { place?: Place; version?: string } = {}) =>
        openLog({ storage, root: hall.root, running: () => ran, ...options }),
      /** A day of running time passes, and then something happens. */
      async aDayPasses(log: SyncedLog) {
        ran += DAY
        await log.receive(admit([counter.write(issued(`t_${ran}`, 'A999'))]), 'live')
        await settled(log)
      },
      takesOut,
    }
  }
  const saw = (text: string) => ({ ...seen(text) })

  it('is hidden at once, and leaves the database a day of running time later', async () => {
    const storage = newStorage()
    const { known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const lines = [counter.write(declared), counter.write(saw('王女士晕倒')), counter.write(saw('出口畅通'))]
    await log.receive(known(), 'live')
    await log.receive(admit(lines), 'live')
    expect(observed(log)).toEqual(['王女士晕倒', '出口畅通'])
    const told = async () =>
      (await log.textLines()).map(({ line: { n }, body, takenOut }) => [n, body?.text ?? null, takenOut?.kind ?? null])
    expect(await told()).toEqual([
      [4, '出口畅通', null],
      [3, '王女士晕倒', null],
    ])
    const [, doomed] = await log.textLines()
    expect(isNamed(lines[1] ?? '', doomed!.line)).toBe(true)
    await log.receive(admit([redacts(lines[1] ?? '')]), 'live')
    expect(observed(log)).toEqual(['出口畅通'])
    await settled(log)
    expect(await told()).toEqual([
      [4, '出口畅通', null],
      [3, null, 'LineRedacted'],
    ])
    expect((await log.textLines()).map(({ goesIn }) => goesIn)).toEqual([null, DAY])
    expect(await textIn(storage.indexedDB)).toContain('王女士')
    await log.close()
    const again = await open(storage, { version: 'next' })
    expect(observed(again)).toEqual(['出口畅通'])
    await aDayPasses(again)
    expect(await textIn(storage.indexedDB)).not.toContain('王女士')
    expect(observed(again)).toEqual(['出口畅通'])
    await again.close()
  })

  it('is shown never when it comes behind what takes it out, in the same batch or long after, and is gone a day later', async () => {
    const storage = newStorage()
    const { known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const lines = [counter.write(declared), counter.write(saw('王女士晕倒')), counter.write(saw('李先生摔伤'))]
    await log.receive(known(), 'live')
    await log.receive(admit([redacts(lines[1] ?? '')]), 'live')
    const shown: string[] = []
    log.onChange(() => shown.push(...observed(log)))
    await log.receive(admit([redacts(lines[2] ?? ''), ...lines]), 'live')
    expect(log.hall.incidents.has('e_1')).toBe(true)
    expect(shown).toEqual([])
    await aDayPasses(log)
    expect(await textIn(storage.indexedDB)).not.toMatch(/王女士|李先生/)
    await log.close()
    const again = await open(storage, { version: 'next' })
    expect(observed(again)).toEqual([])
    // Another tablet brings it again, long after.
    await again.startEpoch('e_2')
    await again.receive(admission()(lines), 'history')
    expect(await textIn(storage.indexedDB)).not.toMatch(/王女士|李先生/)
    await again.close()
  })

  it('is hidden and goes also when its head alone was here before', async () => {
    const storage = newStorage()
    const { known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const lines = [counter.write(declared), counter.write(saw('王女士晕倒'))]
    await log.receive(known(), 'live')
    await log.receive(admit(lines.map((line, i) => (i === 1 ? headText(line) : line))), 'live')
    await log.receive(admit([redacts(lines[1] ?? '')]), 'live')
    await log.receive(admit([lines[1] ?? '']), 'live')
    expect(observed(log)).toEqual([])
    await aDayPasses(log)
    expect(observed(log)).toEqual([])
    expect(await textIn(storage.indexedDB)).not.toContain('王女士')
    await log.close()
  })

  it('is hidden once whoever took it out is known to be a manager, although that was said before', async () => {
    const storage = newStorage()
    const { hall, known, counter, admit, takesOut, open } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const second = createHand('s_0002')
    const lines = [counter.write(declared), counter.write(saw('王女士晕倒'))]
    const redaction = hall.first.write({ ...takesOut(lines[1] ?? ''), hand: second })
    await log.receive(known(), 'live')
    await log.receive(admit([...lines, redaction]), 'live')
    expect(observed(log)).toEqual(['王女士晕倒'])
    hall.say({ kind: 'PersonAdmitted', subject: 's_0002', body: { key: second.publicKey, roles: ['manager'] } })
    await log.receive(known(), 'live')
    expect(observed(log)).toEqual([])
    await log.close()
  })

  it('is given back by a manager within the day, and by nobody else', async () => {
    const storage = newStorage()
    const { hall, known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const lines = [counter.write(declared), counter.write(saw('出口畅通'))]
    await log.receive(known(), 'live')
    await log.receive(admit([...lines, redacts(lines[1] ?? '')]), 'live')
    expect(observed(log)).toEqual([])
    const act = `${hall.first.journal}:${hall.first.head.n}`
    const stops = { kind: 'DestroyingStopped', subject: counter.journal, body: { act } }
    await log.receive(admit([counter.write(stops), counter.write({ ...stops, hand: createHand('s_0001') })]), 'live')
    expect(observed(log)).toEqual([])
    await log.receive(admit([counter.write({ ...stops, hand: hall.manager })]), 'live')
    expect(observed(log)).toEqual(['出口畅通'])
    await aDayPasses(log)
    expect(await textIn(storage.indexedDB)).toContain('出口畅通')
    await log.close()
    const again = await open(storage, { version: 'next' })
    expect(observed(again)).toEqual(['出口畅通'])
    await again.close()
  })

  it('is that one line, and no other that stands under the same number', async () => {
    const storage = newStorage()
    const { hall, known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const began = counter.write(declared)
    const copy = counter.fork()
    const lines = [began, counter.write(saw('出口畅通'))]
    const twin = copy.write(saw('王女士晕倒'))
    await log.receive(known(), 'live')
    await log.receive(admit(lines), 'live')
    const branch = `${counter.journal}~0a1b2c3d`
    await log.receive(
      admit([twin]).map((each) => ({ ...each, journal: branch })),
      'live',
    )
    expect(observed(log)).toEqual(['出口畅通', '王女士晕倒'])
    await log.receive(admit([redacts(twin)]), 'live')
    expect(observed(log)).toEqual(['出口畅通'])
    await aDayPasses(log)
    expect(await textIn(storage.indexedDB)).not.toContain('王女士')
    expect(await textIn(storage.indexedDB)).toContain('出口畅通')
    expect(hall.root).not.toBe('')
    await log.close()
  })

  it('stays what it is when it says who may what, or what became of a ticket', async () => {
    const storage = newStorage()
    const { known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    const lines = [counter.write(issued('t_1', 'A901')), counter.write(issued('t_2', 'A902'))]
    await log.receive(known(), 'live')
    await log.receive(admit([redacts(lines[1] ?? ''), ...lines, redacts(lines[0] ?? '')]), 'live')
    await aDayPasses(log)
    expect(labelsIn(log)).toEqual(['A901', 'A902', 'A999'])
    await log.close()
  })

  it('stays where nobody has founded the hall: nobody has said who is a manager', async () => {
    const log = await openConfiguredLog()
    const other = otherTablet('d_2', journalOf('bb'))
    const lines = other.write(NINE, declared, seen('出口畅通'))
    await log.receive(admission(2)([...lines, ...other.write(NINE + 5, redacted(lines[2] ?? ''))]), 'live')
    expect(observed(log)).toEqual(['出口畅通'])
    await log.close()
  })

  it('leaves the own journal, too, once the server has it and the day has passed, and the chain still holds', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const { hall, known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage, { place: 'reception' })
    await log.startEpoch('e_1')
    await log.receive(known(), 'live')
    await log.receive(admit([counter.write(declared)]), 'live')
    for (const text of ['王女士晕倒', '出口畅通', '集合完毕']) await note(log, text)
    const before = await log.unsent(all, new Set())
    await log.receive(admit([redacts(before?.lines[1] ?? '')]), 'live')
    expect(observed(log)).toEqual(['出口畅通', '集合完毕'])
    await aDayPasses(log)
    // Until the server has the line it is still sent as it was written.
    expect(await log.unsent(all, new Set())).toEqual(before)
    await log.kept(log.journal, 3)
    await atRest()
    expect(await textIn(storage.indexedDB)).not.toContain('王女士')
    expect(textOn(disk.files)).not.toContain('王女士')
    expect(textOn(disk.files)).toContain('集合完毕')
    await note(log, '解除警报')
    await log.startEpoch('e_2')
    const after = await log.unsent(all, new Set())
    expect(after?.lines[1]).toBe(headText(before?.lines[1] ?? ''))
    expect(after?.lines.filter((_, i) => i !== 1).slice(0, 3)).toEqual(before?.lines.filter((_, i) => i !== 1))
    expect(hall.lines).toEqual([])
    await log.close()
    const again = await open(storage)
    expect(observed(again)).toEqual(['出口畅通', '集合完毕', '解除警报'])
    await again.close()
  })

  it('leaves the own journal also where the server has only half of what one tap wrote', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const { known, counter, admit, redacts, open, aDayPasses } = tablets()
    const log = await open(storage)
    await log.startEpoch('e_1')
    await log.receive(known(), 'live')
    await log.receive(admit([counter.write(declared)]), 'live')
    await write(log, seen('王女士晕倒'), seen('出口畅通'))
    const before = await log.unsent(all, new Set())
    await log.receive(admit([redacts(before?.lines[1] ?? '')]), 'live')
    await aDayPasses(log)
    await log.kept(log.journal, 2)
    await atRest()
    expect(textOn(disk.files)).not.toContain('王女士')
    expect(textOn(disk.files)).toContain('出口畅通')
    await log.close()
    storage.indexedDB = new IDBFactory()
    const rebuilt = await open(storage)
    const after = await rebuilt.unsent(all, new Set())
    expect(after?.lines.at(-1)).toBe(before?.lines.at(-1))
    await rebuilt.close()
  })
})

describe('own lines and a new server', () => {
  it('offers everything again, also what the journal on disk had let go', async () => {
    const disk = memoryDisk()
    const log = await openConfiguredLog({ storage: newStorage(disk), place: 'manager' })
    const notice = '营业时间 09:00–18:00 '.repeat(10)
    const kept: string[] = []
    for (let i = 0; i < 600; i++) await log.perform(configureHall, { notice: `${i} ${notice}`.slice(0, 200) })
    for (let out = await log.unsent(all, new Set()); out; out = await log.unsent(all, new Set())) {
      kept.push(...out.lines)
      await log.kept(log.journal, out.head.n)
    }
    await settled(log)
    await log.perform(configureHall, { notice: 'the last' })
    await settled(log)
    expect(kept).toHaveLength(601)
    expect(textOn(disk.files)).not.toContain(kept[5])
    await log.startEpoch('e_2')
    const again: string[] = []
    for (let out = await log.unsent(all, new Set()); out; out = await log.unsent(all, new Set())) {
      expect(out.from).toBe(again.length + 1)
      again.push(...out.lines)
      await log.kept(log.journal, out.head.n)
    }
    expect(again.slice(0, -1)).toEqual(kept)
    await log.close()
  })

  it('takes back own lines that it had lost, and offers them to the next server', async () => {
    const disk = memoryDisk()
    const storage = newStorage(disk)
    const log = await openConfiguredLog({ storage })
    for (let i = 0; i < 3; i++) await take(log)
    const out = await log.unsent(all, new Set())
    await log.kept(log.journal, 4)
    await log.close()
    // A start closes the segment, the next tap opens another, and the acknowledged one goes.
    const second = await openLog({ storage })
    await take(second)
    await second.kept(second.journal, 4)
    await second.kept(second.journal, 5)
    await second.close()
    storage.indexedDB = new IDBFactory()
    const third = await openLog({ storage })
    expect(third.mine).toBe(null)
    await third.startEpoch('e_1')
    await third.receive(admission()(out?.lines ?? []), 'history')
    expect(third.mine).toBe(third.journal)
    await third.startEpoch('e_2')
    expect(await third.unsent(all, new Set())).toMatchObject({ from: 1, head: { n: 5 } })
    await third.close()
  })

  it('shows today before the history has come, and counts nothing twice when it does', async () => {
    const log = await openLog()
    await log.startEpoch('e_1')
    const manager = otherTablet('d_manager', journalOf('aa'))
    const early = otherTablet('d_2', journalOf('bb'))
    const admit = admission()
    const settings = admit(manager.write(NINE - 60_000, configured))
    const yesterday = admit(early.write(NINE - 50_000, issued('t_1', 'A901')))
    const today = admit(early.write(NINE, issued('t_2', 'A902')))
    expect(log.isFresh).toBe(true)
    await log.receiveAhead([...settings, ...today])
    expect(log.isFresh).toBe(false)
    expect(labelsIn(log)).toEqual(['A902'])
    expect(log.cursor.seq).toBe(0)
    await log.receive([...settings, ...yesterday, ...today], 'history')
    expect(labelsIn(log)).toEqual(['A901', 'A902'])
    expect(log.cursor.seq).toBe(5)
    expect(log.setAside).toEqual([])
    await log.close()
  })
})

/** Lets the housekeeping behind an answer end: it stands in the same queue as this. */
const settled = (log: SyncedLog) => log.unkeep('j_ffffffffffffffff', 1)

const textOn = (files: ReadonlyMap<string, Uint8Array>): string =>
  [...files].map(([, bytes]) => new TextDecoder().decode(bytes)).join('\n')

/** Everything in the databases of a tablet as text; short rows are not compressed. */
async function textIn(factory: IDBFactory): Promise<string> {
  const texts: string[] = []
  for (const { name = '' } of await factory.databases()) {
    const db = await done(factory.open(name))
    for (const store of db.objectStoreNames)
      texts.push(JSON.stringify(await done(db.transaction(store).objectStore(store).getAll())))
    db.close()
  }
  return texts.join('\n')
}

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
