import { describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { moveOf } from '#domain/continuity/queries.ts'
import { visitorsInside } from '#domain/drills/asked.ts'
import { approveDrill, beginPlannedDrill, planDrill } from '#domain/drills/commands.ts'
import { plannedDrills } from '#domain/drills/planned.ts'
import {
  accountStaff,
  acknowledgeAlarm,
  announce,
  changeLevel,
  countVisitors,
  declareIncident,
  endDrill,
  nameDeclarer,
  noteCompanyAnswer,
  seekStaff,
  standDown,
  startDrill,
  sweepZone,
  takeCommand,
  tickStep,
  untickStep,
} from '#domain/incidents/commands.ts'
import { indicatorsOf } from '#domain/incidents/indicators.ts'
import { onTheWall } from '#domain/incidents/onTheWall.ts'
import { outlineOf } from '#domain/incidents/outline.ts'
import {
  answersTo,
  commandOf,
  drillCalendar,
  drillDue,
  linesDone,
  linesInTime,
  linesLeft,
  missingStaff,
  momentsOf,
  rollCall,
  roundsDone,
  searchesFor,
} from '#domain/incidents/progress.ts'
import { foremost, incidentBy, running } from '#domain/incidents/queries.ts'
import { belongsTo, recordFrom } from '#domain/incidents/record.ts'
import { announcementOf, lineOf } from '#domain/plans/plan.ts'
import { linesFor } from '#domain/plans/teams.ts'
import { notePresence } from '#domain/roster/commands.ts'
import { isHallEvent } from '#domain/whole.ts'
import { type Asking, createStory } from '#support/caseStory.ts'
import { answer, clock, eventsOf, foldAll, type Happening, hallAfter, setUp, ticketIssued } from '#support/hallAfter.ts'

const fire = { plan: 'P01', version: 1, level: 2 as const }
const locked: Asking = { by: null, on: 'counter3' }
const li: Asking = { by: 's_li', on: 'manager' }
const started = (ask = fire, asking: Asking = locked) => {
  const story = createStory()
  expect(answer(story.ask(declareIncident, ask, asking))).toBe('accepted')
  return { story, id: foremost(story.hall)?.id ?? '' }
}

describe('the wall', () => {
  it.each([
    ['at-once', 'whole', 'whole'],
    ['when-announced', null, 'whole'],
    ['never', null, 'band'],
  ] as const)(
    'for a plan that takes it %s: %s as it starts, %s once something was announced',
    (takes, before, after) => {
      const { story, id } = started()
      const shown = () => onTheWall(story.hall.incidents.get(id)!, takes)
      expect(shown()).toBe(before)
      story.ask(announce, { incident: id, which: 'start' }, li)
      expect(shown()).toBe(after)
    },
  )
})

describe('starting a plan', () => {
  it('needs nobody to be signed in', () => {
    const { story, id } = started()
    expect(story.hall.incidents.get(id)).toMatchObject({ plan: 'P01', level: 2, declaredBy: null })
  })

  it('on two tablets within two minutes is one incident, at the worse of the two levels, with both logs kept (1.1.31)', () => {
    const { story, id } = started()
    const apart = [...story.events]
    const declared = (level: 1 | 3, at: string) =>
      eventsOf(
        [
          {
            kind: 'IncidentDeclared',
            subject: `e_other${level}`,
            on: 'counter5',
            by: null,
            at,
            body: { plan: 'P01', version: 1, level },
          },
        ],
        apart,
      )
    const worse = foldAll([...apart, ...declared(1, '09:02:30')])
    expect(running(worse)).toHaveLength(1)
    expect(incidentBy(worse, 'e_other1')).toMatchObject({ id, level: 1, merged: ['e_other1'] })
    // A tick that was made for the other declaration counts for the one incident.
    const ticked = eventsOf(
      [
        {
          kind: 'IncidentDeclared',
          subject: 'e_3',
          on: 'counter5',
          by: null,
          at: '09:02:00',
          body: { plan: 'P01', version: 1, level: 3 },
        },
        {
          kind: 'StepTicked',
          subject: 'e_3',
          on: 'counter5',
          by: null,
          at: '09:02:20',
          body: { step: 'P01-FD-1', behalf: false },
        },
      ],
      apart,
    )
    expect(incidentBy(foldAll([...apart, ...ticked]), id)?.ticks.has('P01-FD-1')).toBe(true)
  })

  it('again after two minutes is another incident', () => {
    const { story } = started()
    story.ask(declareIncident, fire, { ...locked, at: '09:10' })
    expect(running(story.hall)).toHaveLength(2)
  })
})

describe('what is done by a clock behind that of whoever declared it', () => {
  const about = { subject: 'e_1', on: 'counter5', by: null } as const
  const hurt = (severity: 'serious' | 'slight') => ({ severity, place: '大厅' })
  const early = [
    { ...about, at: '09:00', kind: 'StepTicked', body: { step: 'P01-FD-1', behalf: false } },
    { ...about, at: '09:01', kind: 'ZoneSwept', body: { zone: '大厅' } },
    {
      ...about,
      at: '09:02',
      kind: 'CasualtyChanged',
      body: { casualty: 'u_1', severity: 'serious', whereabouts: 'ambulance' },
    },
    { ...about, at: '09:03', kind: 'ItemHandedOver', body: { item: 'cash' } },
    { ...about, at: '09:04', kind: 'TransferBegan', body: { backup: 'b_1' } },
  ] as const satisfies readonly Happening[]
  const late = [
    {
      ...about,
      on: 'counter3',
      at: '09:10',
      kind: 'IncidentDeclared',
      body: { plan: 'P01', version: 1, level: 3 },
    },
    { ...about, on: 'counter3', at: '09:11', kind: 'CasualtyFound', body: { casualty: 'u_1', ...hurt('slight') } },
  ] as const satisfies readonly Happening[]

  it('counts, with everything that was done about it', () => {
    const hall = hallAfter(...early, ...late)
    const found = incidentBy(hall, 'e_1')!
    expect(found.ticks.get('P01-FD-1')?.at).toBe(clock('09:00'))
    expect([...found.zones.keys()]).toEqual(['大厅'])
    expect(found.casualties.get('u_1')).toMatchObject({ severity: 'serious', whereabouts: 'ambulance' })
    expect([...moveOf(hall, found)!.items.keys()]).toEqual(['cash'])
    expect([hall.earlyMoments, hall.earlyMoves]).toEqual([[], []])
    expect(found.history.map(({ kind }) => kind)).toEqual([
      'IncidentDeclared',
      'StepTicked',
      'ZoneSwept',
      'ItemHandedOver',
      'TransferBegan',
      'CasualtyFound',
      'CasualtyChanged',
    ])
  })

  it('counts for the incident that the declaration was the same as', () => {
    const same: Happening = { ...late[0], subject: 'e_2', on: 'reception', at: '09:09' }
    const hall = hallAfter(...early, ...late, same)
    expect(incidentBy(hall, 'e_1')).toMatchObject({ id: 'e_2', merged: ['e_1'] })
    expect(incidentBy(hall, 'e_2')?.ticks.has('P01-FD-1')).toBe(true)
    expect(moveOf(hall, incidentBy(hall, 'e_2')!)?.items.has('cash')).toBe(true)
  })

  it('stands in the record of long ago as it stood in the hall', () => {
    const hall = hallAfter(...early, ...late)
    const found = incidentBy(hall, 'e_1')!
    const events = eventsOf([...setUp, ...early, ...late]).filter((event) => belongsTo(outlineOf(found), event))
    expect(recordFrom(outlineOf(found), events)).toEqual(found)
  })

  it('is said to have taken a time that nobody knows, not less than none', () => {
    const found = incidentBy(hallAfter(...early, ...late), 'e_1')!
    const given = { lines: [], calls: ['P01-FD-1'], zones: ['大厅'] }
    expect(indicatorsOf(foldAll([]), found, given)).toMatchObject({ calledAfter: null, evacuatedAfter: null })
  })

  it('is forgotten after a time when nobody ever says what it was about', () => {
    const closed: Happening = {
      kind: 'DayClosed',
      subject: '2027-11-23',
      on: 'manager',
      at: '20:00',
      by: 's_li',
      body: { open: 'void', next: '2027-11-24', known: {} },
    }
    expect(hallAfter(...early).earlyMoments).toHaveLength(5)
    expect(hallAfter(...early, closed).earlyMoments).toEqual([])
  })
})

describe('ticks', () => {
  it('of several people on several tablets are all kept, item by item; the earliest of two counts', () => {
    const { story, id } = started()
    const apart = [...story.events]
    const tick = (step: string, on: string, at: string) =>
      eventsOf([{ kind: 'StepTicked', subject: id, on, by: 's_wang', at, body: { step, behalf: false } }], apart)
    const hall = foldAll([
      ...apart,
      ...tick('P01-FD-1', 'counter3', '09:05'),
      ...tick('P01-FD-1', 'counter5', '09:04'),
      ...tick('P01-BO-1', 'reception', '09:06'),
    ])
    expect([...(incidentBy(hall, id)?.ticks.keys() ?? [])].sort()).toEqual(['P01-BO-1', 'P01-FD-1'])
    expect(incidentBy(hall, id)?.ticks.get('P01-FD-1')?.at).toBe(clock('09:04'))
  })

  it('may be entered from paper with the time it was done, and for others', () => {
    const { story, id } = started()
    story.ask(
      tickStep,
      { incident: id, step: 'P01-SEC-1', behalf: true, paperTime: clock('09:00:40') },
      { by: 's_wang', at: '09:30' },
    )
    expect(incidentBy(story.hall, id)?.ticks.get('P01-SEC-1')).toMatchObject({
      behalf: true,
      onPaper: true,
      at: clock('09:00:40'),
    })
    story.ask(untickStep, { incident: id, step: 'P01-SEC-1' })
    expect(incidentBy(story.hall, id)?.ticks.size).toBe(0)
  })

  it('still count after the incident is over', () => {
    const { story, id } = started()
    story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, li)
    expect(answer(story.ask(tickStep, { incident: id, step: 'P01-TS-3', behalf: false }))).toBe('accepted')
    expect(incidentBy(story.hall, id)?.ticks.has('P01-TS-3')).toBe(true)
  })

  it('are never held up: what is late says by how much', () => {
    const { story, id } = started()
    const plan = planOf('P01')!
    const incident = incidentBy(story.hall, id)!
    const [first] = linesLeft(incident, linesFor(plan.lines, ['CMD']), incident.declaredAt + 20_000)
    expect(first).toMatchObject({ line: { id: 'P01-CMD-1' }, lateMs: 5_000 })
  })
})

describe('a line that comes again', () => {
  it('is there once at a time: the next round counts from when the last one was done', () => {
    const { story, id } = started({ ...fire, plan: 'P03' })
    const every = planOf('P03')!.lines.filter(({ target }) => target.repeats)
    const left = (at: string) => linesLeft(incidentBy(story.hall, id)!, every, clock(at))
    const [round] = left('09:02')
    expect(round?.line.id).toBe('P03-CMD-5')
    const began = incidentBy(story.hall, id)!.declaredAt
    expect(round?.lateMs).toBe(clock('09:02') - began - 30 * 60_000)
    story.ask(tickStep, { incident: id, step: 'P03-CMD-5', behalf: false }, { ...locked, at: '09:40' })
    expect(left('09:50')).toMatchObject([{ line: { id: 'P03-CMD-5.2' }, lateMs: -20 * 60_000 }])
    story.ask(tickStep, { incident: id, step: 'P03-CMD-5.2', behalf: false }, { ...locked, at: '10:15' })
    expect(left('10:50')).toMatchObject([{ line: { id: 'P03-CMD-5.3' }, lateMs: 5 * 60_000 }])
    expect(roundsDone(incidentBy(story.hall, id)!, 'P03-CMD-5')).toEqual(['P03-CMD-5', 'P03-CMD-5.2'])
    expect(linesDone(incidentBy(story.hall, id)!, planOf('P03')!.lines)).toBe(1)
    expect(lineOf('P03-CMD-5.2')).toBe('P03-CMD-5')
  })
})

describe('what is announced', () => {
  it('is kept in order, also when it is said again, and only while it goes on', () => {
    const { story, id } = started()
    story.ask(announce, { incident: id, which: 'start' }, { ...locked, at: '09:05' })
    story.ask(announce, { incident: id, which: 'false-alarm' }, { ...locked, at: '09:06' })
    expect(incidentBy(story.hall, id)?.said.map(({ which }) => which)).toEqual(['start', 'false-alarm'])
    story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, li)
    expect(answer(story.ask(announce, { incident: id, which: 'start' }, locked))).toBe('incident-is-over')
    expect(announcementOf(planOf('P01')!, 'start')).toBe(planOf('P01')?.broadcast)
    expect(announcementOf(planOf('P01')!, 'false-alarm')?.zh).toContain('误报')
    expect(announcementOf(planOf('P01')!, 'nothing')).toBeNull()
  })
})

describe('the record', () => {
  it('has everything that was done, in the order in which it was, also what was taken back or came from paper', () => {
    const { story, id } = started()
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, { ...locked, at: '09:10' })
    story.ask(untickStep, { incident: id, step: 'P01-FD-1' }, { ...locked, at: '09:11' })
    const onPaper = { incident: id, step: 'P01-SEC-1', behalf: true, paperTime: clock('09:05') }
    story.ask(tickStep, onPaper, { by: 's_wang', at: '09:40' })
    story.ask(changeLevel, { incident: id, level: 1, reason: '有人受困' }, { ...locked, at: '09:41' })
    const record = momentsOf(incidentBy(story.hall, id)!)
    expect(record.map(({ kind }) => kind)).toEqual([
      'IncidentDeclared',
      'StepTicked',
      'StepTicked',
      'StepUnticked',
      'LevelChanged',
      'LevelReasoned',
    ])
    expect(record[1]).toMatchObject({ at: clock('09:05'), enteredAt: clock('09:40'), by: 's_wang' })
    expect(record[4]).toMatchObject({ body: { level: 1 } })
    expect(record[5]).toMatchObject({ body: { reason: '有人受困' } })
  })

  it('marks who took command without signing, and an end or an easing that did not count', () => {
    const { story, id } = started()
    story.ask(takeCommand, { incident: id }, { by: 's_wang', at: '09:02' })
    const incident = incidentBy(story.hall, id)!
    expect(commandOf(story.hall, incident, clock('09:03'))).toMatchObject({ acting: 's_wang', isUnsigned: true })
    story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, { ...li, at: '09:10' })
    const body = { met: 0, of: 4, reason: null }
    const [again] = eventsOf([
      { kind: 'IncidentStoodDown', subject: id, by: 's_wang', body, at: '09:12', on: 'counter4' },
    ])
    const hall = foldAll([...story.events, again!])
    expect(momentsOf(incidentBy(hall, id)!).map(({ kind, stands }) => [kind, stands])).toEqual([
      ['IncidentDeclared', 'yes'],
      ['CommandTaken', 'unsigned'],
      ['IncidentStoodDown', 'yes'],
      ['IncidentStoodDown', 'no'],
    ])
  })
})

describe('who started it', () => {
  it('is asked afterwards when nobody was signed in; the first who says so is believed', () => {
    const { story, id } = started()
    expect(answer(story.ask(nameDeclarer, { incident: id }, locked))).toBe('sign-in-first')
    story.ask(nameDeclarer, { incident: id }, { by: 's_wang' })
    story.ask(nameDeclarer, { incident: id }, li)
    expect(incidentBy(story.hall, id)).toMatchObject({ declaredBy: 's_wang', command: { by: 's_wang' } })
  })
})

describe('the level', () => {
  it('is raised by anybody with one tap, and lowered by a manager with a reason', () => {
    const { story, id } = started({ ...fire, level: 3 as never })
    expect(answer(story.ask(changeLevel, { incident: id, level: 2, reason: '' }, locked))).toBe('accepted')
    expect(answer(story.ask(changeLevel, { incident: id, level: 4, reason: 'under control' }, { by: 's_wang' }))).toBe(
      'not-your-role',
    )
    expect(answer(story.ask(changeLevel, { incident: id, level: 4, reason: '' }, li))).toBe('reason-is-missing')
    expect(answer(story.ask(changeLevel, { incident: id, level: 4, reason: 'under control' }, li))).toBe('accepted')
    expect(incidentBy(story.hall, id)).toMatchObject({
      level: 4,
    })
  })
})

describe('the end', () => {
  it('is a manager’s, with all conditions met or a reason', () => {
    const { story, id } = started()
    expect(answer(story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, { by: 's_wang' }))).toBe(
      'not-your-role',
    )
    expect(answer(story.ask(standDown, { incident: id, met: 2, of: 4, reason: null }, li))).toBe('reason-is-missing')
    expect(answer(story.ask(standDown, { incident: id, met: 4, of: 4, reason: null }, li))).toBe('accepted')
    expect(answer(story.ask(takeCommand, { incident: id }, li))).toBe('incident-is-over')
  })
})

describe('heads are counted', () => {
  it('staff from the list, customers from open tickets, zones as they are searched (1.1.32)', () => {
    const story = createStory([ticketIssued('A001'), ticketIssued('A002')])
    story.ask(declareIncident, fire, locked)
    const id = foremost(story.hall)?.id ?? ''
    expect(visitorsInside(story.hall, foremost(story.hall)!)).toBe(2)
    story.ask(accountStaff, { incident: id, staff: 's_sun', state: 'missing' })
    story.ask(accountStaff, { incident: id, staff: 's_sun', state: 'safe' })
    expect(answer(story.ask(accountStaff, { incident: id, staff: 's_nobody', state: 'safe' }))).toBe('staff-unknown')
    story.ask(countVisitors, { incident: id, safe: 2, missing: 0 })
    story.ask(sweepZone, { incident: id, zone: '卫生间' })
    const incident = incidentBy(story.hall, id)!
    expect(incident.staff.get('s_sun')?.state).toBe('safe')
    expect(incident.visitors).toMatchObject({ safe: 2, missing: 0 })
    // Somebody who was missing and then found stands there twice: the record does not forget.
    expect(momentsOf(incident).map(({ kind }) => kind)).toEqual([
      'IncidentDeclared',
      'StaffAccounted',
      'StaffAccounted',
      'VisitorsCounted',
      'ZoneSwept',
    ])
  })
})

describe('a drill', () => {
  const drill = { ...fire, purposes: ['train' as const], objectives: ['evacuated'] }

  it('needs somebody signed in, and is never a real incident', () => {
    const story = createStory()
    expect(answer(story.ask(startDrill, drill, locked))).toBe('sign-in-first')
    expect(answer(story.ask(startDrill, { ...drill, objectives: [] }, li))).toBe('objective-is-missing')
    expect(answer(story.ask(startDrill, { ...drill, purposes: [] }, li))).toBe('purpose-is-missing')
    story.ask(startDrill, drill, li)
    story.ask(declareIncident, fire, { ...locked, at: '09:03' })
    expect(answer(story.ask(startDrill, drill, li))).toBe('something-real-goes-on')
    const [real, ...others] = [...story.hall.incidents.values()].filter((each) => !each.drill)
    expect(real).toMatchObject({ plan: 'P01', merged: [] })
    expect(others).toEqual([])
  })

  it('is over at once when something real starts', () => {
    const story = createStory()
    story.ask(startDrill, drill, li)
    const id = foremost(story.hall)?.id ?? ''
    story.ask(declareIncident, { ...fire, plan: 'P06' }, locked)
    expect(incidentBy(story.hall, id)?.over).toMatchObject({ reason: 'real-incident' })
    expect(running(story.hall).map((each) => each.drill)).toEqual([false])
  })

  it('that somebody apart begins while something real goes on is over before it began', () => {
    const { story } = started()
    const body = { plan: 'P09', version: 1, level: 3 as const, objectives: ['stars-95'] }
    const apart = eventsOf(
      [{ kind: 'IncidentDeclared', subject: 'e_d', on: 'counter5', by: 's_zhou', at: '09:20', drill: 'e_d', body }],
      story.events,
    )
    expect(incidentBy(foldAll([...story.events, ...apart]), 'e_d')?.over).toMatchObject({ reason: 'real-incident' })
  })

  it('counts towards the calendar when it was brought to its end, and is due again after so many months', () => {
    const story = createStory()
    const due = (time: number) => drillDue(story.hall, 'P01', 6, time)
    expect(due(clock('09:00'))).toEqual({ last: null, due: clock('09:00'), overdue: true })
    story.ask(startDrill, drill, { ...li, at: '09:10' })
    expect(due(clock('09:20')).last).toBeNull()
    const id = foremost(story.hall)?.id ?? ''
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, li)
    story.ask(endDrill, { incident: id, completed: true, reason: '' }, li)
    expect(due(clock('10:00'))).toEqual({
      last: clock('09:10'),
      due: Date.parse('2027-05-23T09:10:00+08:00'),
      overdue: false,
    })
    expect(due(clock('10:00') + 190 * 86_400_000).overdue).toBe(true)
  })

  it('aborted after two minutes fulfils no duty, leaves what was planned to be held, and says why', () => {
    const story = createStory()
    const wanted = { form: 'live' as const, purposes: ['train' as const], teams: ['FD' as const], scope: '全厅' }
    const ask = { plan: 'P01', day: '2026-11-24', objectives: ['stars-95'], ...wanted }
    story.ask(planDrill, ask, { ...li, at: '09:05' })
    const planned = plannedDrills(story.hall)[0]!.id
    story.ask(approveDrill, { planned }, { ...li, at: '09:06' })
    story.ask(beginPlannedDrill, { planned, version: 1, level: 3 }, { ...li, at: '09:10' })
    const id = foremost(story.hall)?.id ?? ''
    expect(plannedDrills(story.hall)).toEqual([])
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, li)
    story.ask(endDrill, { incident: id, completed: false, reason: ' 客户太多 ' }, { ...li, at: '09:12' })
    expect(drillDue(story.hall, 'P01', 6, clock('10:00'))).toMatchObject({ last: null, overdue: true })
    expect(plannedDrills(story.hall).map((each) => each.id)).toEqual([planned])
    expect(momentsOf(incidentBy(story.hall, id)!).at(-1)).toMatchObject({
      kind: 'EndReasoned',
      body: { reason: '客户太多' },
    })
  })

  it('is completed by nobody who has done nothing in it, and ends nothing real', () => {
    const story = createStory()
    story.ask(startDrill, drill, { ...li, at: '09:10' })
    const id = foremost(story.hall)?.id ?? ''
    const end = { incident: id, completed: true, reason: '' }
    expect(answer(story.ask(endDrill, end, li))).toBe('nothing-was-exercised')
    expect(answer(story.ask(endDrill, { ...end, completed: false }, locked))).toBe('sign-in-first')
    story.ask(declareIncident, fire, { ...locked, at: '09:20' })
    const real = foremost(story.hall)?.id ?? ''
    expect(answer(story.ask(endDrill, { ...end, incident: real }, li))).toBe('something-real-goes-on')
  })

  it('leaves the wall alone until somebody has it announced there', () => {
    const story = createStory()
    story.ask(startDrill, drill, li)
    const id = foremost(story.hall)?.id ?? ''
    expect(onTheWall(incidentBy(story.hall, id)!, 'at-once')).toBeNull()
    story.ask(announce, { incident: id, which: 'start' }, li)
    expect(onTheWall(incidentBy(story.hall, id)!, 'at-once')).toBe('whole')
  })

  it('cannot reach a ticket or a case: such an event means nothing (1.1.53)', () => {
    const events = eventsOf([ticketIssued('A001'), { ...ticketIssued('A001'), drill: 'e_1' }])
    expect(events.map(isHallEvent)).toEqual([true, false])
  })

  it('keeps its ticks apart from a real incident’s', () => {
    const { story, id } = started()
    const [tick] = eventsOf(
      [
        {
          kind: 'StepTicked',
          subject: id,
          on: 'counter5',
          at: '09:30',
          drill: 'e_9',
          body: { step: 'P01-FD-1', behalf: false },
        },
      ],
      story.events,
    )
    expect(incidentBy(foldAll([...story.events, tick!]), id)?.ticks.size).toBe(0)
  })
})

describe('已收到', () => {
  it('is said once a tablet, and whoever started it has seen it', () => {
    const { story, id } = started()
    story.ask(acknowledgeAlarm, { incident: id }, { by: null, on: 'counter5' })
    story.ask(acknowledgeAlarm, { incident: id }, { by: 's_zhou', on: 'counter5' })
    expect(incidentBy(story.hall, id)?.acks.size).toBe(2)
  })

  it('is missed of people on duty by name, not of tablets: who did anything anywhere, or was found, has answered', () => {
    const { story, id } = started()
    for (const staff of ['s_wang', 's_zhou', 's_sun', 's_li'])
      story.ask(notePresence, { staff, present: true }, { ...li, at: '09:01' })
    const answers = () => answersTo(story.hall, incidentBy(story.hall, id)!, clock('09:20'))
    const missing = () =>
      answers()
        .missing.map((each) => each.id)
        .sort()
    expect(missing()).toEqual(['s_li', 's_sun', 's_wang', 's_zhou'])
    story.ask(acknowledgeAlarm, { incident: id }, { by: 's_zhou', on: 'counter5', at: '09:10' })
    story.ask(tickStep, { incident: id, step: 'P01-BO-1', behalf: false }, { by: 's_wang', at: '09:11' })
    story.ask(accountStaff, { incident: id, staff: 's_sun', state: 'safe' }, { ...li, at: '09:12' })
    expect(missing()).toEqual([])
    expect(answers().unnamed).toBe(1)
  })

  it('that nobody says is looked for by telephone, then by a runner, each with its time, until they are found (1.1.31)', () => {
    const { story, id } = started()
    story.ask(notePresence, { staff: 's_zhou', present: true }, { ...li, at: '09:01' })
    const missing = () =>
      answersTo(story.hall, incidentBy(story.hall, id)!, clock('09:20')).missing.map((one) => one.id)
    const searches = () => searchesFor(incidentBy(story.hall, id)!, 's_zhou')
    story.ask(seekStaff, { incident: id, staff: 's_zhou', how: 'telephone' }, { ...locked, at: '09:11' })
    story.ask(seekStaff, { incident: id, staff: 's_zhou', how: 'telephone' }, { ...locked, at: '09:12' })
    expect(searches()).toMatchObject({ telephone: { at: clock('09:11') }, runner: null })
    story.ask(seekStaff, { incident: id, staff: 's_zhou', how: 'runner' }, { ...locked, at: '09:13' })
    expect(searches().runner?.at).toBe(clock('09:13'))
    expect(missing()).toContain('s_zhou')
    story.ask(accountStaff, { incident: id, staff: 's_zhou', state: 'safe' }, { ...locked, at: '09:14' })
    expect(missing()).not.toContain('s_zhou')
    expect(answer(story.ask(seekStaff, { incident: id, staff: 's_nobody', how: 'runner' }, locked))).toBe(
      'staff-unknown',
    )
  })
})

describe('what the company answers', () => {
  it('is in the record with time and name, and never without a name (1.1.31)', () => {
    const { story, id } = started()
    const note = (name: string) => answer(story.ask(noteCompanyAnswer, { incident: id, name }, locked))
    expect([note(' '), note('王处')]).toEqual(['name-is-missing', 'accepted'])
    expect(momentsOf(incidentBy(story.hall, id)!).at(-1)).toMatchObject({
      kind: 'CompanyAnswered',
      body: { name: '王处' },
    })
  })
})

describe('what is read off an incident', () => {
  it('who is counted: those on duty, and whoever was accounted for without being expected', () => {
    const { story, id } = started()
    story.ask(notePresence, { staff: 's_wang', present: true }, { ...li, at: '09:10' })
    const names = () => rollCall(story.hall, incidentBy(story.hall, id)!, clock('09:20')).map((each) => each.id)
    expect(names()).not.toContain('s_sun')
    story.ask(accountStaff, { incident: id, staff: 's_sun', state: 'missing' }, li)
    expect(names().at(-1)).toBe('s_sun')
    expect(missingStaff(incidentBy(story.hall, id)!)).toEqual(['s_sun'])
  })

  it('what was done, in the order in which it was done', () => {
    const { story, id } = started()
    story.ask(tickStep, { incident: id, step: 'P01-BO-1', behalf: false }, { ...locked, at: '09:11' })
    story.ask(tickStep, { incident: id, step: 'P01-FD-1', behalf: false }, { ...locked, at: '09:12' })
    const lines = planOf('P01')!.lines
    expect(linesInTime(incidentBy(story.hall, id)!, lines).map(({ line, at }) => [line.id, at])).toEqual([
      ['P01-BO-1', clock('09:11')],
      ['P01-FD-1', clock('09:12')],
    ])
  })

  it('why it was stood down although not all was met, word by word', () => {
    const { story, id } = started()
    const end = (reason: string | null) => answer(story.ask(standDown, { incident: id, met: 1, of: 4, reason }, li))
    expect([end(null), end(' ')]).toEqual(['reason-is-missing', 'reason-is-missing'])
    expect(end('消防口头同意，物业没有来')).toBe('accepted')
    const [ended, why] = momentsOf(incidentBy(story.hall, id)!).slice(-2)
    expect(ended).toMatchObject({ kind: 'IncidentStoodDown', body: { met: 1, of: 4, reason: 'by-decision' } })
    expect(why).toMatchObject({ kind: 'EndReasoned', body: { reason: '消防口头同意，物业没有来' } })
  })

  it('which drill is due: the overdue in front, then the next', () => {
    const story = createStory()
    for (const [plan, at] of [
      ['P01', '09:10'],
      ['P03', '09:20'],
    ] as const) {
      story.ask(
        startDrill,
        { plan, version: 1, level: 3, purposes: ['train' as const], objectives: ['stars-95'] },
        { ...li, at },
      )
      const incident = foremost(story.hall)!.id
      story.ask(tickStep, { incident, step: `${plan}-FD-1`, behalf: false }, li)
      story.ask(endDrill, { incident, completed: true, reason: '' }, li)
    }
    const plans = ['P03', 'P02', 'P01'].map((id) => ({ id }))
    const order = (months: (plan: string) => number) =>
      drillCalendar(story.hall, plans, months, clock('10:00')).map(({ plan, overdue }) => [plan.id, overdue])
    expect(order((plan) => (plan === 'P01' ? 6 : 12))).toEqual([
      ['P02', true],
      ['P01', false],
      ['P03', false],
    ])
  })
})
