import { describe, expect, it } from 'vitest'
import { exampleFloor } from '#content/plans/exampleFloor.ts'
import { hallFacts, hallPhones, hallVariables } from '#content/plans/hallWords.ts'
import { plans } from '#content/plans/library.ts'
import { COMPLETED } from '#domain/incidents/incidents.ts'
import { readinessOf, type TabletFacts, WEIGHTS } from '#domain/readiness/readiness.ts'
import { emptyHall } from '#domain/whole.ts'
import { type Happening, hallAfter } from '#support/hallAfter.ts'

const nobodyTells = { silent: new Map(), told: null }
const now = Date.parse('2026-11-23T02:00:00.000Z')
const words = [...new Set([hallFacts, hallVariables, hallPhones].flatMap(Object.keys))]
const look = (hall: ReturnType<typeof hallAfter>, at = now, tablets: TabletFacts | null = nobodyTells) =>
  readinessOf(hall, { plans, words, now: at, tablets })
const missingIn = (hall: ReturnType<typeof hallAfter>, at = now) =>
  Object.fromEntries(look(hall, at).missing.map(({ item, left }) => [item, left]))

const byManager = { on: 'manager', by: 's_li' } as const
const said = (planVariables: Readonly<Record<string, string>>): Happening => ({
  kind: 'HallConfigured',
  subject: 'h_test',
  ...byManager,
  body: { planVariables },
})
const toldDesks = (planVariables: Readonly<Record<string, string>>): Happening => ({
  kind: 'DesksConfigured',
  subject: 'h_test',
  ...byManager,
  body: { planVariables },
})
const key = (staff: string) => staff.padEnd(87, 'A')

describe('how ready a hall is', () => {
  it('is a share of a hundred', () => {
    expect(Object.values(WEIGHTS).reduce((sum, weight) => sum + weight, 0)).toBe(100)
  })

  it('is nothing in a hall that nobody has set up, and everything is named as missing', () => {
    const { score, missing, met } = look(emptyHall('h_new'))
    // What nobody can tell of tablets that nobody has is not counted.
    const known = Object.keys(WEIGHTS).filter((item) => item !== 'charged' && item !== 'same-plans')
    expect([score, missing.length, met]).toEqual([0, known.length, []])
  })

  it('rises with each thing that is said, and names the weightiest of what is left first', () => {
    const before = look(hallAfter())
    const after = look(hallAfter(said({ 出口1: '南门', 集合点: '邮局门前' }), toldDesks({ 本厅地址: '人民路 1 号' })))
    const known = 100 - WEIGHTS.charged - WEIGHTS['same-plans']
    const points = (100 * (WEIGHTS.exits + WEIGHTS.assembly + WEIGHTS.address)) / known
    expect(Math.abs(after.score - before.score - points)).toBeLessThan(1)
    expect(after.met).toEqual(expect.arrayContaining(['exits', 'assembly', 'address']))
    expect(after.missing[0]?.item).toBe('floor-plan')
    const weighs = after.missing.map(({ item, done }) => WEIGHTS[item] * (1 - done))
    expect(weighs).toEqual([...weighs].sort((a, b) => b - a))
  })

  it('counts no blank as an answer', () => {
    expect(look(hallAfter(said({ 出口1: ' ', 集合点: '' }))).score).toBe(look(hallAfter()).score)
  })

  it('says how many are left: numbers, plans, people', () => {
    const one = toldDesks({ 物业电话: '6101' })
    const published: Happening = {
      kind: 'PlanPublished',
      subject: 'h_test',
      ...byManager,
      body: { plan: 'P01', version: 1 },
    }
    const older: Happening = {
      kind: 'PlanPublished',
      subject: 'h_test',
      ...byManager,
      body: { plan: 'P02', version: 7 },
    }
    expect(missingIn(hallAfter(one, published, older))).toMatchObject({
      phones: 2,
      published: plans.length - 1,
      'two-managers': 1,
    })
    const placed: Happening = { kind: 'StaffPlaced', subject: 's_li', ...byManager, body: { phone: '13800138000' } }
    expect(missingIn(hallAfter())['staff-phones']! - missingIn(hallAfter(placed))['staff-phones']!).toBe(1)
  })

  it('counts of tablets what the hall server tells: heard within a day, charged, with the same plans', () => {
    const admitted = ['d_1', 'd_2'].map(
      (subject): Happening => ({
        kind: 'TabletAdmitted',
        subject,
        ...byManager,
        body: { place: 'counter', key: btoa(subject.padEnd(60, '.')), sealKey: null, box: null, after: [] },
      }),
    )
    const hall = hallAfter(...admitted)
    const others = [...hall.tablets.keys()].filter((id) => id !== 'd_1' && id !== 'd_2')
    const good = { charge: null, hasSamePlans: true }
    const told: TabletFacts['told'] = new Map<string, { charge: number | null; hasSamePlans: boolean }>([
      ...others.map((id) => [id, good] as const),
      ['d_1', { charge: 79, hasSamePlans: true }],
      ['d_2', { charge: 80, hasSamePlans: false }],
    ])
    const silent = new Map([['d_1', now - 86_400_001]])
    const left = Object.fromEntries(look(hall, now, { silent, told }).missing.map((each) => [each.item, each.left]))
    expect(left).toMatchObject({ heard: 1, charged: 1, 'same-plans': 1 })
    expect(look(hall, now, null).missing.map(({ item }) => item)).not.toContain('heard')
  })

  it('asks of each tablet where it stands, and again when its zone is gone from the floor plan', () => {
    const drawn = (body: typeof exampleFloor): Happening => ({
      kind: 'FloorPlanDrawn',
      subject: 'h_test',
      ...byManager,
      body,
    })
    const tablets = ['d_1', 'd_2', 'd_3']
    const admitted = tablets.map(
      (subject): Happening => ({
        kind: 'TabletAdmitted',
        subject,
        ...byManager,
        body: { place: 'counter', key: btoa(subject.padEnd(60, '.')), sealKey: null, box: null, after: [] },
      }),
    )
    const hallWith = (...more: readonly Happening[]) => hallAfter(...admitted, ...more)
    const stands = tablets.map(
      (subject): Happening => ({ kind: 'TabletStands', subject, ...byManager, body: { zone: 'z1', faces: 'down' } }),
    )
    expect(missingIn(hallWith()).stands).toBe(3)
    expect(missingIn(hallWith(drawn(exampleFloor), ...stands.slice(1))).stands).toBe(1)
    expect(look(hallWith(drawn(exampleFloor), ...stands)).met).toEqual(
      expect.arrayContaining(['stands', 'floor-plan', 'assembly']),
    )
    const without = { ...exampleFloor, zones: exampleFloor.zones.slice(1) }
    expect(missingIn(hallWith(drawn(exampleFloor), ...stands, drawn(without))).stands).toBe(3)
  })

  it('counts a PIN that a manager gave as nobody’s own', () => {
    const box = { salt: '0'.repeat(32), memory: 1024, passes: 1, under: '0'.repeat(16), sealed: 'UklGRg==' }
    const boxed = (by: string): Happening => ({
      kind: 'KeyBoxed',
      subject: 's_wang',
      on: 'manager',
      by,
      body: { key: hallAfter().staff.get('s_wang')?.key ?? key('s_wang'), box },
    })
    const admitting = hallAfter().staff.get('s_wang')?.keyBy ?? 's_li'
    const given = missingIn(hallAfter(boxed(admitting)))['own-pins'] ?? 0
    const own = missingIn(hallAfter(boxed(admitting), boxed('s_wang')))['own-pins'] ?? 0
    expect(given - own).toBe(1)
  })

  it('wants a fire drill that was completed, every half-year', () => {
    const drill = { drill: 'e_1' }
    const done: Happening[] = [
      { kind: 'IncidentDeclared', subject: 'e_1', ...drill, body: { plan: 'P01', version: 1, level: 3 } },
      { kind: 'StepTicked', subject: 'e_1', ...drill, body: { step: 'P01-CMD-1', behalf: false } },
      { kind: 'IncidentStoodDown', subject: 'e_1', ...drill, ...byManager, body: { met: 3, of: 3, reason: COMPLETED } },
    ] as Happening[]
    expect(missingIn(hallAfter())).toHaveProperty('fire-drill')
    expect(missingIn(hallAfter(...done))).not.toHaveProperty('fire-drill')
    expect(missingIn(hallAfter(...done), now + 200 * 86_400_000)).toHaveProperty('fire-drill')
  })
})
