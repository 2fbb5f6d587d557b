/** @module Anything that can happen to a few cases and interruptions, on tablets that know of each other or not. */
import fc from 'fast-check'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { paper, planChange } from '#support/caseStory.ts'
import type { Happening } from '#support/hallAfter.ts'

const subject = fc.constantFrom('c_1', 'c_2', 'c_3')
const on = fc.constantFrom('counter3', 'counter5', 'reception', 'manager')
const by = fc.constantFrom('s_wang', 's_li', 's_zhao', null)
const step = fc.constantFrom('apply', 'handle', 'confirm')
const interruption = fc.constantFrom('i_1', 'i_2')
const serial = fc.constantFrom('BOSS-1', 'BOSS-2')
const tag = fc.constantFrom('a'.repeat(16), 'b'.repeat(16))
const someone = fc.record({ subject, on, by })

const bodies: readonly fc.Arbitrary<Happening>[] = [
  someone.chain((who) =>
    fc
      .record({ tier: fc.constantFrom('T0' as const, 'T1' as const, 'T2' as const), out: fc.boolean() })
      .map(({ tier, out }): Happening => {
        const reach = out ? 'out-of-reach' : 'in-reach'
        const steps = planChange.steps[reach].map((each) => ({ ...each, evidence: [...each.evidence] }))
        const body = { service: 'plan', version: 1, tier, steps, priority: 'P2', promiseHours: 24, reach } as const
        return { ...who, kind: 'CaseOpened', body: { ...body, day: '2026-11-23', ticket: null, care: false } }
      }),
  ),
  someone.chain((who) =>
    fc.record({ number: tag, tail: tag, cash: fc.constantFrom(0, 5000), n: fc.integer({ min: 1, max: 9 }) }).map(
      ({ number, tail, cash, n }): Happening => ({
        ...who,
        kind: 'FormKept',
        papers: [paper(n)],
        body: {
          holds: ['phone', ...(n % 2 ? (['id-number'] as const) : [])],
          phone: { number, tail },
          monthEnd: false,
          cash,
        },
      }),
    ),
  ),
  fc
    .tuple(someone, step)
    .map(([who, id]): Happening => ({ ...who, kind: 'CaseStepDone', body: { step: id, evidence: [] } })),
  someone.map(
    (who): Happening => ({ ...who, kind: 'CasePutOff', body: { missing: ['identity'], until: '2026-11-30' } }),
  ),
  someone.map((who): Happening => ({ ...who, kind: 'CaseTakenUp', body: { ticket: null } })),
  someone.map((who): Happening => ({ ...who, kind: 'CaseSwitched', body: { reach: 'out-of-reach', steps: [] } })),
  someone.map((who): Happening => ({ ...who, kind: 'DocumentsSeen', body: { seen: ['identity'], missing: [] } })),
  someone.map(
    (who): Happening => ({
      ...who,
      kind: 'CasePaperKept',
      papers: [paper(20)],
      body: { kind: 'photo', holds: ['image'] },
    }),
  ),
  someone.map((who): Happening => ({ ...who, kind: 'CasePaperLost', body: { paper: paper(20) } })),
  someone.map(
    (who): Happening => ({
      ...who,
      kind: 'CustomerConfirmed',
      papers: [paper(21)],
      body: { how: 'signature', witness: null },
    }),
  ),
  fc.tuple(someone, fc.integer({ min: 1, max: 5 })).map(
    ([who, count]): Happening => ({
      ...who,
      kind: 'CaseSubmitted',
      body: { receipt: { number: '01-261123-13-0001-41', day: '2026-11-23', lane: 13, count, kind: 'accepted' } },
    }),
  ),
  fc.tuple(someone, fc.constantFrom('approved' as const, 'returned' as const, 'handed-on' as const)).map(
    ([who, decision]): Happening => ({
      ...who,
      kind: 'CaseReviewed',
      body: { decision, reviewer: 's_zhao', lent: false, reason: null, to: null },
    }),
  ),
  fc.tuple(someone, fc.option(serial), fc.constantFrom('done' as const, 'cancelled' as const)).map(
    ([who, number, outcome]): Happening => ({
      ...who,
      kind: 'CaseEnded',
      body: { outcome, reason: null, serial: number, tell: true },
    }),
  ),
  fc
    .tuple(someone, someone, fc.boolean())
    .map(([who, { subject: other }, same]): Happening => ({ ...who, kind: 'DuplicateJudged', body: { other, same } })),
  someone.map((who): Happening => ({ ...who, kind: 'PortingCodeGot', body: { minutes: 60 } })),
  someone.map((who): Happening => ({ ...who, kind: 'RefundAsked', body: { reason: 'mistake' } })),
  someone.map((who): Happening => ({ ...who, kind: 'RefundRefused', body: { why: 'count-first' } })),
  someone.map((who): Happening => ({ ...who, kind: 'LateEntryTaken', body: { until: '2026-11-23T03:00:00.000Z' } })),
  someone.map((who): Happening => ({ ...who, kind: 'LateEntryPutBack', body: {} })),
  fc
    .tuple(someone, serial)
    .map(([who, number]): Happening => ({ ...who, kind: 'CaseEntered', body: { serial: number, confirmUntil: null } })),
  someone.map((who): Happening => ({ ...who, kind: 'CustomerCalledBack', body: { result: 'no-answer' } })),
  fc.tuple(interruption, on).map(
    ([id, at]): Happening => ({
      kind: 'InterruptionBegan',
      subject: id,
      on: at,
      body: { what: 'network', drafts: 1 },
    }),
  ),
  fc
    .tuple(interruption, on)
    .map(([id, at]): Happening => ({ kind: 'InterruptionEnded', subject: id, on: at, body: {} })),
  fc.tuple(interruption, on).map(
    ([id, at]): Happening => ({
      kind: 'CashCounted',
      subject: id,
      on: at,
      body: { expected: 1, counted: 1, second: 's_li', dropped: true },
    }),
  ),
  fc.tuple(interruption, on).map(
    ([id, at]): Happening => ({
      kind: 'InterruptionReported',
      subject: id,
      on: at,
      body: { report: 'update', waiting: 1, accepted: 1, appointments: 0 },
    }),
  ),
  on.map(
    (at): Happening => ({
      kind: 'CustomerReferred',
      subject: 'h_test',
      on: at,
      body: { channel: 'app', day: '2026-11-23' },
    }),
  ),
  on.map(
    (at): Happening => ({
      kind: 'SpecialNoted',
      subject: 'n_1',
      on: at,
      papers: [paper(30)],
      body: { service: null, case: null, tags: [], day: '2026-11-23' },
    }),
  ),
  fc.tuple(fc.constantFrom('t_A001', 't_A002'), on, fc.boolean()).map(
    ([subject, at, left]): Happening => ({
      kind: 'VisitorNoted',
      subject,
      on: at,
      papers: [paper(31)],
      body: {
        holds: left ? ['phone'] : ['name'],
        phone: left ? { number: 'a'.repeat(16), tail: 'b'.repeat(16) } : null,
        day: '2026-11-23',
      },
    }),
  ),
  fc
    .tuple(
      fc.constantFrom('t_A001', 't_A002'),
      on,
      fc.subarray(['identity', 'letter']),
      fc.constantFrom({}, { service: 'SV01' }, { service: 'SV10' }),
    )
    .map(
      ([subject, at, missing, of]): Happening => ({
        kind: 'TicketPrechecked',
        subject,
        on: at,
        body: { ...of, seen: [], missing, day: '2026-11-23' },
      }),
    ),
  on.map((at): Happening => ({ kind: 'SpecialDecided', subject: 'n_1', on: at, body: { keep: true } })),
  fc.tuple(on, fc.boolean(), fc.constantFrom('2026-11-23', '2026-11-24')).map(([at, present, day]): Happening => {
    return { kind: 'PresenceNoted', subject: 's_sun', on: at, body: { day, present } }
  }),
  fc.tuple(on, fc.nat(3)).map(([at, order]): Happening => {
    return { kind: 'StaffPlaced', subject: 's_sun', on: at, body: { order, lead: order > 1 } }
  }),
  fc.tuple(on, fc.constantFrom('x_1', 'x_2')).map(([at, subject]): Happening => {
    const body = {
      plan: 'P01',
      day: '2026-12-01',
      form: 'live' as const,
      purposes: ['train' as const],
      objectives: ['stars-95'],
      teams: ['FD' as const],
      scope: '',
    }
    return { kind: 'DrillPlanned', subject, on: at, body }
  }),
  fc.tuple(on, fc.constantFrom('x_1', 'x_2')).map(([at, subject]): Happening => {
    return { kind: 'DrillDropped', subject, on: at, body: {} }
  }),
  fc.tuple(on, fc.constantFrom('x_1', 'x_2')).map(([at, subject]): Happening => {
    return { kind: 'DrillApproved', subject, on: at, body: {} }
  }),
  on.map((at): Happening => ({ kind: 'ActivityDone', subject: 'h_test', on: at, body: { activity: 'patrol' } })),
  fc.tuple(on, fc.integer({ min: 1, max: 3 })).map(([at, version]): Happening => {
    return { kind: 'PricesSet', subject: 'h_test', on: at, body: { version, until: null, rows: [] } }
  }),
  fc.tuple(on, fc.integer({ min: 1, max: 3 })).map(([at, version]): Happening => {
    return { kind: 'PlanPublished', subject: 'h_test', on: at, body: { plan: 'P01', version } }
  }),
]

const incident = fc.constantFrom('e_1', 'e_2', 'e_3')
const backup = fc.constantFrom('b_1', 'b_2')
const casualty = fc.constantFrom('u_1', 'u_2')
const line = fc.constantFrom('P01-FD-1', 'P01-CMD-1', 'P01-BO-1')
/** What belongs to a drill says so in the envelope; a third of all is exercised. */
const exercised = fc.tuple(incident, on, fc.constantFrom(null, null, 'drill')).map(([subject, at, drill]) => ({
  subject,
  on: at,
  ...(drill === null ? {} : { drill: subject }),
}))
const incidents: readonly fc.Arbitrary<Happening>[] = [
  fc
    .tuple(exercised, fc.constantFrom('P01', 'P06'), fc.constantFrom(1 as const, 2 as const, 3 as const))
    .map(([who, plan, level]): Happening => ({ ...who, kind: 'IncidentDeclared', body: { plan, version: 1, level } })),
  exercised.map((who): Happening => ({ ...who, kind: 'AlarmAcknowledged', body: {} })),
  fc
    .tuple(exercised, line)
    .map(([who, step]): Happening => ({ ...who, kind: 'StepTicked', body: { step, behalf: false } })),
  fc.tuple(exercised, line).map(([who, step]): Happening => ({ ...who, kind: 'StepUnticked', body: { step } })),
  fc
    .tuple(exercised, fc.constantFrom(1 as const, 4 as const))
    .map(([who, level]): Happening => ({ ...who, kind: 'LevelChanged', body: { level } })),
  exercised.map((who): Happening => ({ ...who, kind: 'LevelReasoned', body: { reason: '' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'EndReasoned', body: { reason: '' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'CommandTaken', body: {} })),
  exercised.map((who): Happening => ({ ...who, kind: 'StaffAccounted', body: { staff: 's_sun', state: 'safe' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'StaffSought', body: { staff: 's_sun', how: 'runner' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'CompanyAnswered', body: { name: '王处' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'ScenarioSaid', body: { text: '天花板掉落' } })),
  fc
    .tuple(exercised, fc.boolean())
    .map(([who, adopted]): Happening => ({ ...who, kind: 'ScenarioJudged', body: { adopted } })),
  exercised.map((who): Happening => ({ ...who, kind: 'VisitorsCounted', body: { safe: 1, missing: 0 } })),
  exercised.map((who): Happening => ({ ...who, kind: 'ZoneSwept', body: { zone: '库房' } })),
  exercised.map((who): Happening => ({ ...who, kind: 'IncidentStoodDown', body: { met: 1, of: 1, reason: null } })),
  exercised.map((who): Happening => ({ ...who, kind: 'DeclarerNamed', body: {} })),
  exercised.map((who): Happening => ({ ...who, kind: 'AnnouncementMade', body: { which: 'start' } })),
  exercised.map((who): Happening => {
    return { ...who, kind: 'InjectGiven', body: { inject: 'hand_1', team: 'FD', text: '西门有烟' } }
  }),
  exercised.map((who): Happening => ({ ...who, kind: 'InjectHandled', body: { inject: 'P01-I1' } })),
  exercised.map((who): Happening => {
    return { ...who, kind: 'ObservationNoted', body: { team: 'FD', good: true, text: '出口已开' } }
  }),
  fc.tuple(exercised, fc.nat(5)).map(([who, score]): Happening => {
    const body = { scores: [score, ...Array(9).fill(null)], strengths: '', problems: '', suggestions: '' }
    return { ...who, kind: 'EvaluationMade', body }
  }),
  fc
    .tuple(exercised, fc.nat(9))
    .map(
      ([who, value]): Happening => ({ ...who, kind: 'FigureTold', body: { figure: 'missing', value, verified: true } }),
    ),
  exercised.map((who): Happening => {
    const body = { report: 'first' as const, number: '01-1', fields: { course: '起火' }, figures: {} }
    return { ...who, kind: 'ReportIssued', body }
  }),
  fc
    .tuple(exercised, casualty, fc.constantFrom('slight' as const, 'critical' as const))
    .map(([who, id, severity]): Happening => {
      return { ...who, kind: 'CasualtyFound', body: { casualty: id, severity, place: '大厅' } }
    }),
  fc.tuple(exercised, casualty).map(([who, id]): Happening => {
    return { ...who, kind: 'CasualtyChanged', body: { casualty: id, severity: 'serious', whereabouts: 'hospital' } }
  }),
  fc.tuple(exercised, casualty).map(([who, id]): Happening => {
    return { ...who, kind: 'CasualtyPaperKept', body: { casualty: id }, papers: ['a'.repeat(64)] }
  }),
  fc.tuple(exercised, fc.constantFrom('x1', 'z3'), fc.boolean()).map(([who, way, blocked]): Happening => {
    return { ...who, kind: blocked ? 'WayBlocked' : 'WayFree', body: { way, name: way } }
  }),
  fc.tuple(exercised, backup).map(([who, id]): Happening => {
    return { ...who, kind: 'TransferBegan', body: { backup: id } }
  }),
  fc.tuple(exercised, fc.constantFrom('cash' as const, 'keys' as const), fc.boolean()).map(
    ([who, item, handed]): Happening => ({
      ...who,
      kind: handed ? 'ItemHandedOver' : 'ItemTakenBack',
      body: { item },
    }),
  ),
  fc
    .tuple(exercised, fc.boolean())
    .map(([who, passed]): Happening => ({ ...who, kind: 'TransferTried', body: { passed } })),
  exercised.map((who): Happening => ({ ...who, kind: 'BusinessResumed', body: {} })),
  fc.tuple(on, backup, fc.boolean()).map(([at, id, passed]): Happening => {
    return { kind: 'BackupTested', subject: id, on: at, body: { passed, note: '' } }
  }),
  fc.tuple(on, backup, fc.constantFrom('库房', '后厅')).map(([at, id, where]): Happening => {
    const body = { backup: 'router' as const, name: '应急路由', where, keeper: '小张', phone: '0571-1' }
    return { kind: 'BackupListed', subject: id, on: at, body }
  }),
  fc.tuple(on, backup).map(([at, id]): Happening => ({ kind: 'BackupDropped', subject: id, on: at, body: {} })),
  exercised.map((who): Happening => ({ ...who, kind: 'SweepTakenBack', body: { zone: '库房' } })),
  on.chain((at) =>
    fc.constantFrom<Happening>(
      { kind: 'FloorPlanDrawn', subject: 'h_test', on: at, body: exampleFloor },
      { kind: 'FloorPlanDrawn', subject: 'h_test', on: at, body: { ...exampleFloor, assembly: '西广场' } },
      { kind: 'FloorDrawingSet', subject: 'h_test', on: at, body: { drawing: null } },
      {
        kind: 'FloorDrawingSet',
        subject: 'h_test',
        on: at,
        body: { drawing: { type: 'image/webp', base64: 'UklGRg==' } },
      },
      { kind: 'TabletStands', subject: 'd_counter3', on: at, body: { zone: 'z1', faces: 'down' } },
      { kind: 'TabletStands', subject: 'd_counter3', on: at, body: { zone: null, faces: 'up' } },
    ),
  ),
  exercised.map((who): Happening => {
    return { ...who, kind: 'HandedOver', body: { to: 'fire-brigade', unit: '人民路消防站' } }
  }),
]

/** One thing that happens to an incident or a drill. */
export const incidentHappening: fc.Arbitrary<Happening> = fc.oneof(...incidents)

/** One thing that happens to a case, an interruption or the ledger. */
export const caseHappening: fc.Arbitrary<Happening> = fc.oneof(...bodies)
