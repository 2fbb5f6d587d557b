import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { casePlaces, checkEvent } from '#domain/kind.ts'
import { emptyHall, foldEvents, type Hall, isHallEvent, kinds, mayBeRedacted } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { writeLine } from '#log/lines.ts'
import { eventsOf, setUp } from '#support/hallAfter.ts'
import { anyDay } from './anyDay.ts'
import { anyBeginning, everyKind } from './anyKind.ts'

const names = [...kinds.keys()].sort()

describe('the days of the laws', () => {
  it('are made of every kind there is', () => {
    expect([...everyKind.keys()].sort()).toEqual(names)
    const seen = new Set<string>()
    for (const day of fc.sample(anyDay, { numRuns: 600, seed: 1 })) for (const { kind } of day) seen.add(kind)
    expect([...seen].sort()).toEqual(names)
  })

  it('take a day that is none for meaningless, not for deadly', () => {
    const [closed] = eventsOf([
      { kind: 'DayClosed', subject: '2026-11-23', body: { open: 'void', next: '2026-11-24', known: {} } },
    ])
    expect(checkEvent(closed!, kinds)).toBe('sound')
    for (const subject of ['nonsense', 'h_test', '2026-02-30', '2026-11-23T00:00'])
      expect(checkEvent({ ...closed!, subject }, kinds)).toBe('bad-body')
  })

  it('are made of events that a tablet could have written', () => {
    for (const day of fc.sample(anyDay, { numRuns: 100, seed: 2 })) {
      for (const event of eventsOf(day)) {
        expect(isHallEvent(event)).toBe(true)
        expect(writeLine(event, new Uint8Array(16))).toMatchObject({ ok: true })
      }
    }
  })

  it('have each kind meet something: it does not only ever change nothing', () => {
    // Epochs, stamps and redactions concern the log itself, and who read what stands in it; the list of authority is folded as a
    // whole, before everything else. What a second person signs tells something only where people sign.
    const expected = ['CashConfirmed', 'EpochOpened', 'GatheringEnded', 'LineRedacted', 'PaperRevealed', 'StampsTaken']
    const silent = new Set(names.filter((name) => !kinds.get(name)?.listed))
    const days = function* () {
      for (let seed = 4; seed < 8 && silent.size > expected.length; seed++)
        yield* fc.sample(anyDay, { numRuns: 500, seed })
      // What seldom meets what it is about has days of little else.
      for (const name of [...silent].filter((each) => !expected.includes(each))) {
        const one = [...everyKind].flatMap(([kind, event]) => (kind === name ? [event] : []))
        yield* fc.sample(fc.array(fc.oneof(anyBeginning, ...one), { minLength: 10 }), { numRuns: 500, seed: 4 })
      }
    }
    for (const day of days()) {
      if (!day.some(({ kind }) => silent.has(kind))) continue
      let hall = emptyHall('h_test')
      for (const event of [...eventsOf([...setUp, ...day])].sort(compareEvents)) {
        const after = foldEvents(hall, [event])
        if (silent.has(event.kind) && changed(hall, after)) silent.delete(event.kind)
        hall = after
      }
    }
    expect([...silent]).toEqual(expected)
  })
})

describe('what only some may do', () => {
  it('they may do at every desk: a hall with one broken tablet goes on', () => {
    const byRole = [...everyKind].filter(([name, arbitrary]) =>
      fc
        .sample(arbitrary, { numRuns: 8, seed: 3 })
        .some(({ body, drill = null }) => Array.isArray(kinds.get(name)?.needs({ body, drill }))),
    )
    expect(byRole.length).toBeGreaterThan(30)
    for (const [name] of byRole)
      expect([name, ...kinds.get(name)!.writers].sort()).toEqual([name, ...casePlaces].sort())
  })
})

describe('what a manager may take out of the log', () => {
  it('is what people wrote in words of their own, never who may what, a day, money, how a case ended or a redaction', () => {
    expect([...names, 'OfANewerTablet'].filter(mayBeRedacted)).toEqual([
      'BackupListed',
      'BackupTested',
      'CasualtyFound',
      'CompanyAnswered',
      'DrillPlanned',
      'EndReasoned',
      'EvaluationMade',
      'HandedOver',
      'ImprovementChecked',
      'ImprovementDone',
      'ImprovementOpened',
      'InjectGiven',
      'LevelReasoned',
      'ObservationNoted',
      'ReportIssued',
      'ScenarioSaid',
    ])
  })
})

describe('a wall, which stands where everybody reads it', () => {
  /** Every kind that reaches a wall, and what it is there for. Whatever is not here does not leave the desks. */
  const READS: Readonly<Record<string, string>> = {
    TicketIssued: 'a label that waits',
    SlipPresented: 'a label that waits',
    SlipPrinted: 'a label that waits',
    TicketCancelled: 'a label that waits no more',
    TicketReturned: 'a label that waits again',
    CustomerSteppedOut: 'a label that waits without its customer',
    CustomerStayedAway: 'a label that waits no more',
    TriageCorrected: 'in which queue it waits',
    ServiceAdded: 'in which queue it will wait',
    ServiceContinued: 'a call that goes on, or in which queue it waits',
    WavingAsked: 'that staff wave for a label, and nothing of why',
    CheckAsked: 'a label with which something is left to do',
    CheckCleared: 'a label with which nothing is left to do',
    TicketCalled: 'a call',
    TicketRecalled: 'a call',
    CustomerArrived: 'a call that was heard',
    CustomerMissed: 'a call that nobody heard',
    TicketHeld: 'a call that is put off',
    TicketResumed: 'a call that goes on',
    TicketPutBack: 'a label that waits in front',
    TicketTransferred: 'in which queue it waits',
    ServiceFinished: 'a call that is over',
    ActUndone: 'a call that is taken back',
    CounterOpened: 'which counters serve',
    CounterPaused: 'which counters serve',
    CounterResumed: 'which counters serve',
    CounterStaffed: 'what stands on a counter’s own screen of who serves there',
    CounterClosed: 'which counters serve',
    CounterDeclaredLost: 'which counters serve',
    DayClosed: 'that the hall is closed',
    DayReopened: 'that the hall is open',
    EmergencyMarked: 'that its queue goes on overnight',
    HallConfigured: 'queues, services, counters, notice, look, and the places that announcements speak of',
    IncidentDeclared: 'what goes on',
    LevelChanged: 'which of two goes first',
    CommandTaken: 'who may end it',
    DeclarerNamed: 'who may end it',
    AnnouncementMade: 'what is said',
    IncidentStoodDown: 'that it is over',
    InterruptionBegan: 'that some services are not to be had',
    InterruptionEnded: 'that they are again',
    WayBlocked: 'where its arrow may not lead',
    WayFree: 'where its arrow may lead',
    FloorPlanDrawn: 'where its arrow leads',
    PosterKept: 'pictures of notices',
    TabletStands: 'where its arrow leads',
    HallFounded: 'who may do what: a key for a tablet, no name',
    Recovered: 'who may do what: a key for a tablet, no name',
    ServerAdmitted: 'who may do what',
    TabletAdmitted: 'who may do what: a key and a place, no name',
    TabletRevoked: 'who may do what',
    PersonAdmitted: 'who may do what: a key and roles, no name',
    RolesChanged: 'who may do what',
    PersonRemoved: 'who may do what',
    KeyGiven: 'who may do what',
    HallKeyTurned: 'who may do what: boxes for others, and no key',
    ActsAccepted: 'who may do what',
    JournalOpened: 'who wrote what it reads',
    LaneGiven: 'which tablet gave a number alone',
    EpochOpened: 'which history goes on',
    GatheringEnded: 'which history goes on',
    StampsTaken: 'in which order it shows things',
    LineRedacted: 'what it must not show',
    DestroyingStopped: 'what it may show after all',
  }

  it('reads what it shows and who may do what, and besides nothing of people, telephones, reports and addresses (Q46)', () => {
    const read = [...kinds].filter(([, { readers }]) => readers.includes('wall')).map(([name]) => name)
    expect(read.sort()).toEqual(Object.keys(READS).sort())
  })

  it('is told of nothing in words that somebody typed', () => {
    expect(Object.keys(READS).filter(mayBeRedacted)).toEqual([])
  })

  it('writes nothing but the first line of its own journal', () => {
    const written = [...kinds].filter(([, { writers }]) => writers.includes('wall')).map(([name]) => name)
    expect(written).toEqual(['JournalOpened'])
  })
})

/** Whether an event left anything but its position. */
const changed = (before: Hall, after: Hall): boolean => {
  const old = new Map<string, unknown>(Object.entries(before))
  // A fold hands on untouched what it does not concern.
  const touched = Object.entries(after).filter(([field, value]) => field !== 'at' && old.get(field) !== value)
  return touched.some(([field, value]) => written(value) !== written(old.get(field)))
}

const written = (value: unknown): string =>
  JSON.stringify(value, (_key, each: unknown) => (each instanceof Map || each instanceof Set ? [...each] : each))
