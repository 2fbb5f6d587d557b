import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Needs } from '#domain/kind.ts'
import { OWN_WORK } from '#domain/papers/events.ts'
import { type KindName, kinds } from '#domain/whole.ts'
import { everyKind } from './anyKind.ts'

/*
 * Whom an event needs, by hand and with the reason: a kind that is opened up to everybody by mistake is in order by its own
 * declaration, and by every law that asks that. `offered`: it counts from anybody, and more follows where somebody signs.
 */
const MANAGER = 'manager'
const CASES = 'back-office front manager'
const REVIEW = 'back-office manager'
const WHOEVER = 'whoever'

const NEEDED: Readonly<Record<string, readonly string[]>> = {
  // Who may do what: what nobody vouches for makes nobody somebody.
  HallFounded: [WHOEVER],
  Recovered: [WHOEVER],
  ServerAdmitted: [MANAGER],
  TabletAdmitted: [MANAGER],
  TabletRevoked: [MANAGER],
  PersonAdmitted: [MANAGER],
  RolesChanged: [MANAGER],
  PersonRemoved: [MANAGER],
  HallKeyTurned: [MANAGER],
  ActsAccepted: [MANAGER],
  KeyGiven: [WHOEVER],
  KeyBoxed: [WHOEVER],
  // What the hall goes by.
  HallConfigured: [MANAGER],
  DesksConfigured: [MANAGER],
  RecoverySheetKept: [MANAGER],
  PersonDescribed: [MANAGER],
  TabletDescribed: [MANAGER],
  StaffPlaced: [MANAGER],
  WrongPinsSeen: [MANAGER],
  PricesSet: [MANAGER],
  StockGiven: [MANAGER],
  PlanPublished: [MANAGER],
  PosterKept: [MANAGER],
  FloorPlanDrawn: [MANAGER],
  FloorDrawingSet: [MANAGER],
  TabletStands: [MANAGER],
  // Days: numbers on paper begin again behind one that is closed.
  DayClosed: [MANAGER],
  DayReopened: [MANAGER],
  EmergencyMarked: [MANAGER],
  SpecialDecided: [MANAGER],
  // What is gone for good, and what comes back.
  PapersShredded: [MANAGER],
  LineRedacted: [MANAGER],
  DestroyingStopped: [MANAGER],
  GatheringEnded: [MANAGER],
  HallTakenOver: [MANAGER],
  StampsTaken: ['offered'],
  // Cases: two people, and money by a manager alone.
  CaseSubmitted: [CASES],
  RefundAsked: [CASES],
  RefundRefused: [MANAGER],
  CaseEnded: [CASES, MANAGER],
  CaseReviewed: [CASES, REVIEW],
  DuplicateJudged: [REVIEW],
  CaseRevealed: [CASES, REVIEW],
  PaperRevealed: [WHOEVER],
  LateEntryTaken: [REVIEW],
  CaseEntered: [REVIEW],
  CashCounted: [CASES],
  CashConfirmed: [CASES],
  BackupListed: ['back-office manager tech'],
  BackupDropped: ['back-office manager tech'],
  // Emergencies: only what ends or changes something real needs somebody; nothing that saves lives does.
  IncidentStoodDown: ['nobody', WHOEVER],
  LevelChanged: ['offered'],
  CommandTaken: ['offered'],
  ScenarioJudged: [MANAGER],
  ReportIssued: [MANAGER, WHOEVER],
  // Drills and what is learnt of them.
  DrillPlanned: ['manager security'],
  DrillDropped: ['manager security'],
  DrillApproved: [MANAGER],
  InjectGiven: [WHOEVER],
  EvaluationMade: [WHOEVER],
  ActivityDone: [WHOEVER],
  ImprovementOpened: [WHOEVER],
  ImprovementDone: [WHOEVER],
  ImprovementChecked: [WHOEVER],
}

/** Said in another way a kind may need somebody else: what chance draws too seldom. */
const SAID: Readonly<Record<string, readonly { readonly body: object; readonly drill: string | null }[]>> = {
  CaseRevealed: [
    { body: { reason: OWN_WORK, name: null }, drill: null },
    { body: { reason: 'complaint', name: null }, drill: null },
  ],
}

const named = (needs: Needs): string =>
  needs === null ? 'nobody' : typeof needs === 'string' ? needs : [...needs].sort().join(' ')

/** By whom events of a kind are in order, over many of them. */
function neededBy(name: KindName): readonly string[] {
  const declared = kinds.get(name)!
  const drawn = fc.sample(everyKind.get(name)!, { numRuns: 60, seed: 11 })
  const inBoth = drawn.flatMap(({ body }) => [null, 'e_drill'].map((drill) => ({ body, drill })))
  const said = declared.exercised ? inBoth : drawn.map(({ body }) => ({ body, drill: null }))
  return [...new Set([...said, ...(SAID[name] ?? [])].map((each) => named(declared.needs(each))))].sort()
}

describe('whom an event needs', () => {
  it.each([...everyKind.keys()])('%s: as is written down here', (name) => {
    expect(neededBy(name)).toEqual([...(NEEDED[name] ?? ['nobody'])].sort())
  })

  it('is written down of no kind that there is not', () => {
    expect(Object.keys(NEEDED).filter((name) => !kinds.has(name))).toEqual([])
  })
})
