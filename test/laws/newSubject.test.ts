import { spawnSync } from 'node:child_process'
import { appendFileSync, cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyCommand, Decision, Situation } from '#domain/command.ts'
import { casePlaces, checkEvent } from '#domain/kind.ts'
import type * as theShelf from '#domain/shelf.ts'
import { foldWith } from '#domain/shelf.ts'
import type * as theWhole from '#domain/whole.ts'
import { kinds } from '#domain/whole.ts'
import type { LogEvent } from '#log/event.ts'
import { dayClosed, eventsOf, setUp, situation, ticketIssued } from '#support/hallAfter.ts'

type Settles = (hall: object, ask: { readonly complaint: string }, given: Situation) => Decision

/** A folder such as a newcomer writes it: complaints are taken down and settled, and those that are settled are forgotten. */
const FOLDER: Readonly<Record<string, string>> = {
  'events.ts': `
import * as v from 'valibot'
import { casePlaces, kind } from '../kind.ts'
import { Id, ShownText } from '../shapes.ts'

const ofComplaints = { subject: Id, writers: casePlaces } as const

export const complaintKinds = {
  ComplaintMade: kind({ body: v.object({ about: ShownText }), ...ofComplaints, words: ['about'], freeText: true }),
  ComplaintSettled: kind({ body: v.object({}), ...ofComplaints }),
}
`,
  'fold.ts': `
import { slice } from '../daily.ts'
import { those } from '../forgetting.ts'
import { complaintKinds } from './events.ts'

export interface ComplaintsPart {
  readonly complaints: ReadonlyMap<string, { readonly about: string; readonly settled: boolean }>
}

export const complaintsSlice = slice<ComplaintsPart>()('complaints', {
  start: { complaints: new Map() },
  needs: [],
  kinds: complaintKinds,
  folds: {
    ComplaintMade(hall, { subject, body }) {
      hall.complaints.set(subject, { about: body.about, settled: false })
    },
    ComplaintSettled(hall, { subject }) {
      const found = hall.complaints.get(subject)
      if (found) hall.complaints.set(subject, { ...found, settled: true })
    },
  },
  forgets: { complaints: (hall) => those(hall.complaints, ({ settled }) => !settled) },
})
`,
  'commands.ts': `
import { commandsOf } from '../command.ts'
import type { complaintKinds } from './events.ts'
import { complaintsSlice } from './fold.ts'

export const refusals = ['complaint-unknown'] as const
const { command, accept, refuse } = commandsOf<typeof complaintKinds, (typeof refusals)[number]>()(complaintsSlice)

export const settleComplaint = command<{ readonly complaint: string }>('settleComplaint', (hall, ask) =>
  hall.complaints.has(ask.complaint)
    ? accept({ kind: 'ComplaintSettled', subject: ask.complaint, body: {} })
    : refuse('complaint-unknown'),
)
`,
  'subject.ts': `
export { complaintKinds as kinds } from './events.ts'
export const commands = () => import('./commands.ts')
export { complaintsSlice as slice } from './fold.ts'
`,
}
const LINE = "export * as complaints from './complaints/subject.ts'\n"

/** Where a new subject's words and ways stand, beside its folder and its line: by language, for whoever writes them. */
const WORDED = [
  'src/app/shell/waysOn.ts',
  'src/app/words/en/log.ts',
  'src/app/words/en/refusals.ts',
  'src/app/words/zh/log.ts',
  'src/app/words/zh/refusals.ts',
]

const root = path.resolve(import.meta.dirname, '../..')
let copy: string

beforeAll(() => {
  copy = mkdtempSync(path.join(tmpdir(), 'stayopen-subject-'))
  for (const name of ['src', 'package.json', 'tsconfig.json'])
    cpSync(path.join(root, name), path.join(copy, name), { recursive: true })
  symlinkSync(path.join(root, 'node_modules'), path.join(copy, 'node_modules'))
  mkdirSync(path.join(copy, 'src/domain/complaints'))
  for (const [name, text] of Object.entries(FOLDER)) writeFileSync(path.join(copy, 'src/domain/complaints', name), text)
  appendFileSync(path.join(copy, 'src/domain/subjects.ts'), LINE)
})
afterAll(() => rmSync(copy, { recursive: true }))

const inCopy = (file: string): Promise<unknown> => import(/* @vite-ignore */ pathToFileURL(path.join(copy, file)).href)

/** The files of the copy that do not compile, each with what is said of it. The screens use what these say. */
function complaintsOfTheCompiler(): ReadonlyMap<string, string> {
  const project = {
    extends: './tsconfig.json',
    references: [],
    include: ['parts.d.ts', ...['log', 'domain', 'content', 'device', 'app'].map((room) => `src/${room}/**/*.ts`)],
    compilerOptions: {
      ...{ composite: false, emitDeclarationOnly: false, noEmit: true },
      ...{ lib: ['ES2023', 'ES2024.String', 'DOM', 'DOM.Iterable'], types: ['vite/client'] },
    },
  }
  writeFileSync(path.join(copy, 'parts.d.ts'), "declare module '*.vue'\n")
  writeFileSync(path.join(copy, 'whole.json'), JSON.stringify(project))
  const compiler = ['node_modules/typescript-native/bin/tsc', '-p', 'whole.json', '--pretty', 'false']
  const { stdout } = spawnSync(process.execPath, compiler, { cwd: copy, encoding: 'utf8' })
  const said = new Map<string, string>()
  for (const [, file = '', what = ''] of stdout.matchAll(/^(\S+?)\(\d+,\d+\): (.*)$/gm))
    said.set(file, `${said.get(file) ?? ''}${what}\n`)
  return said
}

/** A morning with two complaints, of which one is settled, and the end of its day. */
const [happened, day] = (() => {
  const events: readonly LogEvent[] = eventsOf([
    ...setUp,
    ...['A001', 'A002', 'A003', 'A004'].map((label) => ticketIssued(label)),
    dayClosed('2026-11-23', 'carry-over', '2026-11-24'),
  ])
  const told = [
    { kind: 'ComplaintMade', subject: 'x_1', body: { about: '等得太久' } },
    { kind: 'ComplaintMade', subject: 'x_2', body: { about: '空调太冷' } },
    { kind: 'ComplaintSettled', subject: 'x_1', body: {} },
  ]
  const at = setUp.length + 1
  const all = events.map((event, i) => ({ ...event, ...told[i - at] }))
  return [all.slice(0, -1), all.slice(-1)]
})()

/** What the copy makes of it. */
async function newcomer() {
  const whole = (await inCopy('src/domain/whole.ts')) as typeof theWhole
  const shelf = (await inCopy('src/domain/shelf.ts')) as typeof theShelf
  const complaints = whole.slices.find(({ name }) => name === 'complaints')
  if (!complaints) throw new Error('the house does not know it')
  return { whole, shelf, complaints }
}
const of = (hall: object) => Reflect.get(hall, 'complaints')

describe('a new subject, its folder and its line', () => {
  it('asks for its words and for what whoever is refused can press, and for nothing else in the house', () => {
    const said = complaintsOfTheCompiler()
    expect([...said.keys()].sort()).toEqual(WORDED)
    for (const [file, what] of said) expect(what).toContain(file.endsWith('log.ts') ? 'Complaint' : 'complaint-unknown')
  }, 180_000)

  it('is known to the whole house: its kinds, its slice, its commands and why they refuse', async () => {
    const { whole, complaints } = await newcomer()
    expect(happened.every(whole.isHallEvent)).toBe(true)
    expect(whole.mayBeRedacted('ComplaintMade')).toBe(true)
    // What nobody has thought of is told at desks, and on no wall.
    expect(complaints.folds.map(([kind]) => kind)).toContain('DayClosed')
    expect(whole.kinds.get('ComplaintMade')?.readers).toEqual(casePlaces)
    const hall = whole.foldEvents(whole.emptyHall('h_test'), happened.filter(whole.isHallEvent))
    expect(of(hall)).toEqual(
      new Map([
        ['x_1', { about: '等得太久', settled: true }],
        ['x_2', { about: '空调太冷', settled: false }],
      ]),
    )
    const settle = (await whole.commandCalled('settleComplaint')) as AnyCommand & { readonly decide: Settles }
    expect(settle.needs).toEqual([complaints])
    expect(settle.decide(hall, { complaint: 'x_3' }, situation('10:00'))).toMatchObject({ why: 'complaint-unknown' })
    expect(settle.decide(hall, { complaint: 'x_2' }, situation('10:00'))).toMatchObject({ ok: true })
  })

  it('is opened late as if it had been open from the start, forgets with the day, and changes nothing beside it', async () => {
    const { shelf, complaints } = await newcomer()
    const [without, beside] = [shelf.foldWith(), shelf.foldWith(complaints)]
    const before = without.fold(without.empty('h_test'), happened)
    expect(of(before)).toBeUndefined()
    const late = beside.fold(beside.empty('h_test'), happened)
    expect(without.only(late)).toEqual(before)
    const closed = beside.fold(late, day)
    expect([...of(closed).keys()]).toEqual(['x_2'])
    expect(closed).toEqual(beside.fold(beside.empty('h_test'), [...happened, ...day]))
    expect(without.only(closed)).toEqual(without.fold(before, day))
  })

  it('leaves no trace in the hall when it is taken away again: its lines are kept, unread', async () => {
    const { shelf, complaints } = await newcomer()
    const beside = shelf.foldWith(complaints)
    const hall = beside.fold(beside.empty('h_test'), happened)
    const here = foldWith()
    expect(here.only(hall)).toEqual(here.fold(here.empty('h_test'), happened))
    expect(happened.map((event) => checkEvent(event, kinds)).filter((each) => each === 'unknown-kind')).toHaveLength(3)
  })
})
