/**
 * @module Any event of any kind, made from what the kind itself declares: a kind that is new tomorrow happens in the laws
 * without anybody thinking of it. Names and figures come from few telling ones, so that events meet each other.
 */
import fc from 'fast-check'
import * as v from 'valibot'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import type { Kind } from '#domain/kind.ts'
import { type KindName, kinds } from '#domain/whole.ts'
import { paper } from '#support/caseStory.ts'
import { type Happening, journalOf, t } from '#support/hallAfter.ts'

const COUNTERS = ['1', '2', '3', '5'] as const
const LABELS = ['A001', 'A002', 'A003', 'B001', 'B002'] as const
const TABLETS = ['reception', 'manager', 'counter3', 'counter5', 'backoffice', 'wall'] as const
const PEOPLE = ['s_wang', 's_li', 's_sun', 's_zhao'] as const
const INCIDENTS = ['e_1', 'e_2', 'e_3'] as const
const INSTANTS = ['2026-11-23T01:30:00.000Z', '2026-11-23T03:00:00.000Z', '2026-11-24T01:00:00.000Z'] as const
const journals = TABLETS.map(journalOf)
const papers = Array.from({ length: 6 }, (_, i) => paper(i + 1))

/** What the kinds of a hall are about. */
const SUBJECTS = [
  ...LABELS.map(t),
  ...['c_1', 'c_2', 'c_3', 'i_1', 'i_2', 'x_1', 'x_2', 'b_1', 'b_2', 'n_1', 'n_2', 'h_test'],
  ...['a_1', 'a_2', 'm_1', 'm_2', 'p_1', 'p_2'],
  ...['2026-11-23', '2026-11-24', 'd_counter3', 'd_self'],
  ...PEOPLE,
  ...INCIDENTS,
]
/** The same where any id may be what it is about. */
const ABOUT: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^Counter/, ['3', '5']],
  [/^(Tablet|SealKey)/, ['d_counter3', ...TABLETS]],
  [/^(Journal|Line)/, journals],
  [/^(HallKey|DeskSecret)/, ['k_1', 'k_2']],
  [/^Numbers/, ['r_1', 'r_2']],
  [/^CustomerReferred/, ['plan', 'pay']],
  [/^Papers/, ['c_1', 'c_2']],
]

/** What stands in a field of this name; what its schema does not take is left out. */
const NAMED: Readonly<Record<string, readonly unknown[]>> = {
  queue: ['A', 'B'],
  service: ['pay', 'plan'],
  counter: COUNTERS,
  cannot: ['pay', 'plan'],
  star: ['star-1'],
  from: [...COUNTERS, 0, 1, 2, 12],
  to: [...COUNTERS, 3, 40],
  label: LABELS,
  sub: ['b', 'zzb'],
  prefix: ['A', 'B', 'D'],
  before: ['e_1', 'e_2'],
  tablet: [...TABLETS],
  tablets: ['d_reception', 'd_counter3'],
  continues: journals,
  journal: journals,
  act: journals.flatMap((journal) => [1, 2, 3, 4, 6, 9].map((n) => `${journal}:${n}`)),
  ticket: LABELS.map(t),
  case: ['c_1', 'c_2', 'c_3'],
  other: ['c_1', 'c_2', 'c_3'],
  of: ['e_1', 'c_1'],
  owner: PEOPLE,
  casualty: ['u_1', 'u_2'],
  id: ['a_1', 'a_2', 'd_counter3', 's_wang', 's_li'],
  person: PEOPLE,
  backup: ['b_1', 'b_2'],
  mac: ['M'.repeat(43)],
  staff: PEOPLE,
  reviewer: PEOPLE,
  witness: PEOPLE,
  second: PEOPLE,
  plan: ['P01', 'P06'],
  planned: ['x_1', 'x_2'],
  step: ['apply', 'handle', 'confirm', 'P01-FD-1', 'P01-CMD-1', 'P01-BO-1'],
  zone: ['z1', 'z3', '库房'],
  zones: ['库房', '大厅'],
  way: ['x1', 'z3'],
  inject: ['P01-I1', 'P01-I2'],
  which: ['start', 'all-clear'],
  number: [1, 2, 7, 'a'.repeat(16), '01-261123-13-0001-41', '01-1'],
  papers,
  poster: ['p_1', 'p_2'],
}

/** What stands where nothing better is known. */
const TEXTS = [
  ...['', 'left', 'lunch', 'mistake', 'id-card', '库房', '人民路消防站', 'A', 'B', '1', '3', '01', '0012', '04:00'],
  ...[
    '2026-11-23',
    '2026-11-24',
    ...INSTANTS,
    'a'.repeat(16),
    'b'.repeat(32),
    'c'.repeat(64),
    'B'.repeat(87),
    'd'.repeat(64),
    'UklGRg==',
    'BOSS-1',
  ],
  ...['01-261123-13-0001-41', 'Asia/Shanghai', 'UTC', 'box.example:443'],
]
const FIGURES = [0, 1, 2, 3, 5, 8, 12, 60, 240, 1024, 5_000, 0.5]

/** Bodies that are only sound as a whole. */
const WHOLE: Partial<Record<KindName, fc.Arbitrary<unknown>>> = {
  FloorPlanDrawn: fc.constantFrom(exampleFloor, { ...exampleFloor, assembly: '西广场' }),
}

type Shape =
  | v.ObjectSchema<v.ObjectEntries, undefined>
  | v.ArraySchema<v.GenericSchema, undefined>
  | v.RecordSchema<v.GenericSchema<string>, v.GenericSchema, undefined>
  | v.TupleSchema<v.GenericSchema[], undefined>
  | v.UnionSchema<v.GenericSchema[], undefined>
  | v.PicklistSchema<readonly string[], undefined>
  | v.NullableSchema<v.GenericSchema, undefined>
  | v.NullishSchema<v.GenericSchema, undefined>
  | v.OptionalSchema<v.GenericSchema, undefined>
  | v.StringSchema<undefined>
  | v.NumberSchema<undefined>
  | v.BooleanSchema<undefined>
const SHAPES = 'object array record tuple union picklist nullable nullish optional string number boolean'.split(' ')
const isShape = (schema: v.GenericSchema): schema is v.GenericSchema & Shape => SHAPES.includes(schema.type)

/** Anything that this schema takes, for a field of this name. */
function anyOf(schema: v.GenericSchema, field: string): fc.Arbitrary<unknown> {
  const made = shaped(schema, field)
  return 'pipe' in schema ? made.filter((value) => v.is(schema, value)) : made
}

function shaped(schema: v.GenericSchema, field: string): fc.Arbitrary<unknown> {
  if (!isShape(schema)) throw new Error(`say how ${field} is made: it is of a new shape, ${schema.type}`)
  switch (schema.type) {
    case 'object': {
      const optional = Object.keys(schema.entries).filter((key) => schema.entries[key]?.type === 'optional')
      return fc.record(
        Object.fromEntries(Object.entries(schema.entries).map(([key, entry]) => [key, anyOf(entry, key)])),
        { requiredKeys: Object.keys(schema.entries).filter((key) => !optional.includes(key)) },
      )
    }
    case 'array': {
      const exactly = lengthOf(schema)
      // Three are as telling as twenty, unless it says how many there have to be.
      return fc.array(anyOf(schema.item, field), { minLength: exactly ?? 0, maxLength: exactly ?? 3 })
    }
    case 'record':
      return fc
        .array(fc.tuple(anyOf(schema.key, field), anyOf(schema.value, field)), { maxLength: 3 })
        .map((entries) => Object.fromEntries(entries))
    case 'tuple':
      return fc.tuple(...schema.items.map((item) => anyOf(item, field)))
    case 'union':
      return fc.oneof(...schema.options.map((option) => anyOf(option, field)))
    case 'picklist':
      return fc.constantFrom(...schema.options)
    case 'nullable':
    case 'nullish':
      return fc.option(anyOf(schema.wrapped, field), { freq: 3 })
    case 'optional':
      return anyOf(schema.wrapped, field)
    case 'boolean':
      return fc.boolean()
    case 'string':
    case 'number': {
      const told = (NAMED[field] ?? []).filter((value) => v.is(schema, value))
      const some = told.length > 0 ? told : [...TEXTS, ...FIGURES].filter((value) => v.is(schema, value))
      if (some.length === 0) throw new Error(`say what may stand in ${field}`)
      return fc.constantFrom(...some)
    }
  }
}

const Length = v.looseObject({ type: v.literal('length'), requirement: v.number() })
/** How many a list has to have, if its schema says so. */
function lengthOf(schema: object): number | null {
  const said = 'pipe' in schema && Array.isArray(schema.pipe) ? schema.pipe.find((each) => v.is(Length, each)) : null
  return v.is(Length, said) ? said.requirement : null
}

const isHappening = (made: { kind: KindName; subject: string; body: unknown }): made is Happening =>
  v.is(declaredAs(made.kind).subject, made.subject) && v.is(declaredAs(made.kind).body, made.body)

function declaredAs(kind: KindName): Kind {
  const declared = kinds.get(kind)
  if (!declared) throw new Error(`${kind} is no kind`)
  return declared
}

const OfTablet = v.looseObject({ tablet: v.string() })

/**
 * One event of this kind, at any tablet, by anybody or nobody; half of what is about a tablet is about the one that
 * writes it, a third of what can be exercised is.
 */
function anyEvent(kind: KindName): fc.Arbitrary<Happening> {
  const declared = declaredAs(kind)
  const about = ABOUT.find(([names]) => names.test(kind))?.[1] ?? SUBJECTS
  const subjects = about.filter((subject) => v.is(declared.subject, subject))
  if (subjects.length === 0) throw new Error(`say what ${kind} may be about`)
  return fc
    .record({
      kind: fc.constant(kind),
      subject: fc.constantFrom(...subjects),
      body: WHOLE[kind] ?? anyOf(declared.body, kind),
      on: fc.constantFrom(...TABLETS),
      by: fc.constantFrom(...PEOPLE, null),
      papers: fc.subarray(papers, { maxLength: 2 }),
      exercised: fc.constantFrom(false, false, declared.exercised),
      ofItself: fc.boolean(),
    })
    .map(({ exercised, ofItself, ...made }): Happening => {
      const { on } = made
      const subject = ofItself && subjects.includes(on) ? on : made.subject
      const body = ofItself && v.is(OfTablet, made.body) ? { ...made.body, tablet: on } : made.body
      const happening = { ...made, subject, body, drill: exercised ? subject : null }
      if (!isHappening(happening)) throw new Error(`no tablet would write ${JSON.stringify(happening)}`)
      return happening
    })
}

const isKind = (name: string): name is KindName => kinds.has(name)

/** For every kind of this version: one event of it. */
export const everyKind: ReadonlyMap<KindName, fc.Arbitrary<Happening>> = new Map(
  [...kinds.keys()].filter(isKind).map((kind) => [kind, anyEvent(kind)]),
)

/** One event of any kind. */
export const anyHappening: fc.Arbitrary<Happening> = fc.oneof(...everyKind.values())

/** One event of one of these kinds. */
export const anyOfKinds = (names: readonly string[]): fc.Arbitrary<Happening> =>
  fc.oneof(...[...everyKind].flatMap(([kind, event]) => (names.includes(kind) ? [event] : [])))

/** For every noun that kinds are about: one event of those kinds. */
export const themes: readonly fc.Arbitrary<Happening>[] = [
  ...new Set([...everyKind.keys()].map((kind) => declaredAs(kind).subject)),
].map((subject) => {
  const same = [...everyKind].filter(([kind]) => declaredAs(kind).subject === subject)
  return fc.oneof(...same.map(([, event]) => event))
})

/** What others are about: without these most kinds meet nothing. */
const BEGINNINGS: readonly KindName[] = [
  ...(['TicketIssued', 'CounterOpened', 'CaseOpened', 'FormKept', 'InterruptionBegan', 'SpecialNoted'] as const),
  ...(['IncidentDeclared', 'IncidentDeclared', 'CasualtyFound', 'TransferBegan', 'BackupListed'] as const),
  ...(['AppointmentMade', 'ImprovementOpened'] as const),
  ...([
    'TabletAdmitted',
    'TabletDescribed',
    'PersonAdmitted',
    'PersonDescribed',
    'DrillPlanned',
    'JournalOpened',
    'WrongPinsTyped',
  ] as const),
]
/** One event with which something begins. */
export const anyBeginning: fc.Arbitrary<Happening> = fc.oneof(...BEGINNINGS.map(anyEvent))
/** One event with which something begins that is of these kinds; of whatever kind when nothing begins with them. */
export function anyBeginningOf(names: readonly string[]): fc.Arbitrary<Happening> {
  const some = BEGINNINGS.filter((kind) => names.includes(kind))
  return some.length === 0 ? anyBeginning : fc.oneof(...some.map(anyEvent))
}
