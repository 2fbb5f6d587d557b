import { afterEach, describe, expect, it } from 'vitest'
import { planOf } from '#content/plans/library.ts'
import { acknowledgeAlarm, declareIncident, standDown, tickStep } from '#domain/incidents/commands.ts'
import { indicatorsOf } from '#domain/incidents/indicators.ts'
import { isAcknowledged, momentsOf } from '#domain/incidents/progress.ts'
import { foremost, incidentBy, running } from '#domain/incidents/queries.ts'
import { linesFor } from '#domain/plans/teams.ts'
import { openTownStory, type StoryTablet, type TownStory } from '#support/townStory.ts'
import { until } from '#support/until.ts'

let story: TownStory
afterEach(() => story.close())

const fire = { plan: 'P01', version: 1, level: 3 } as const
const incidentAt = ({ tablet }: StoryTablet) => {
  const found = foremost(tablet.log.hall)
  if (!found) throw new Error('nothing goes on at this tablet')
  return found
}

describe('a fire on six tablets that hear nobody, started on two of them within two seconds (drill D)', () => {
  it('is one incident afterwards, with every tick of every tablet once, in the order of corrected time', async () => {
    story = await openTownStory()
    const tablets = [story.manager]
    for (const [place, name] of [
      ['reception', '前台'],
      ['counter', '1 号台'],
      ['counter', '2 号台'],
      ['counter', '3 号台'],
      ['backoffice', '后台'],
    ] as const) {
      tablets.push(await story.join(place, name))
    }
    await story.together(...tablets)
    for (const each of tablets) each.cut()
    await until(() => tablets.every(({ tablet }) => tablet.status.link === 'server-lost'))

    // Two people press within two seconds, on tablets that know nothing of each other, and judge differently.
    const [manager, reception, one, two, three, office] = tablets as [
      StoryTablet,
      StoryTablet,
      StoryTablet,
      StoryTablet,
      StoryTablet,
      StoryTablet,
    ]
    await reception.does(declareIncident, fire)
    story.later(2_000)
    await one.does(declareIncident, { ...fire, level: 2 })
    const plan = planOf('P01')
    const teams = { FD: reception, CMD: one } as const
    for (const team of ['FD', 'CMD'] as const) {
      for (const { id } of linesFor(plan?.lines ?? [], [team]).slice(0, 3)) {
        story.later(5_000)
        await teams[team].does(tickStep, { incident: incidentAt(teams[team]).id, step: id, behalf: false })
      }
    }
    // One of them loses power and comes back: its ticks are on its own disk.
    const restarted = await one.restart()
    expect(incidentAt(restarted).ticks.size).toBe(3)

    for (const each of [manager, reception, two, three, office]) each.mend()
    restarted.tablet.syncNow()
    const everybody = [manager, reception, restarted, two, three, office]
    await story.together(...everybody)
    const { hall } = manager.tablet.log
    expect(running(hall)).toHaveLength(1)
    const incident = incidentAt(manager)
    expect(incident).toMatchObject({ plan: 'P01', level: 2 })
    expect(incident.merged).toHaveLength(1)
    expect(incident.ticks.size).toBe(6)
    const steps = momentsOf(incident).flatMap((each) => (each.kind === 'StepTicked' ? [each.body.step] : []))
    expect(steps).toEqual(['P01-FD-1', 'P01-FD-2', 'P01-FD-3', 'P01-CMD-1', 'P01-CMD-2', 'P01-CMD-3'])
    for (const each of everybody) expect(incidentAt(each)).toEqual(incident)
    // The two that started it had seen it at once; everybody else was apart.
    const given = { lines: plan?.lines ?? [], calls: ['P01-BO-1'], zones: [] }
    expect(indicatorsOf(hall, incident, given).seenWithin60s).toBeCloseTo(2 / 6)
    // Both who pressed have seen it; the others have not said so yet.
    const unseen = () =>
      everybody.filter(
        ({ tablet }) => !isAcknowledged(manager.tablet.log.hall, incidentAt(manager), tablet.identity?.tablet ?? ''),
      )
    expect(unseen()).toHaveLength(4)
    for (const each of [two, three, office]) await each.does(acknowledgeAlarm, { incident: incident.id })
    await story.together(...everybody)
    expect(unseen()).toEqual([manager])
    await manager.does(standDown, { incident: incident.id, met: 4, of: 4, reason: null })
    await story.together(...everybody)
    for (const { tablet } of everybody) expect(incidentBy(tablet.log.hall, incident.id)?.over?.met).toBe(4)
    // A tablet that joins afterwards knows what happened.
    const late = await story.join('counter', '4 号台')
    await until(() => late.tablet.log.hall.incidents.size === 1)
    expect(incidentBy(late.tablet.log.hall, incident.id)?.ticks.size).toBe(6)
  })
})

describe('a fire in a hall where one tablet’s clock is three hours wrong (drill G)', () => {
  it('is told in the order in which it happened, and no line is late that is not', async () => {
    story = await openTownStory()
    const right = await story.join('counter', '1 号台')
    const wrong = await story.join('reception', '前台', { wrongBy: 3 * 3_600_000 })
    await story.together(story.manager, right, wrong)
    await wrong.does(declareIncident, fire)
    await until(() => foremost(right.tablet.log.hall) !== null)
    const plan = planOf('P01')?.lines ?? []
    const [first, second] = linesFor(plan, ['FD'])
    story.later(5_000)
    await right.does(tickStep, { incident: incidentAt(right).id, step: first!.id, behalf: false })
    // Apart, and restarted: the correction is remembered.
    wrong.cut()
    const again = await wrong.restart()
    again.cut()
    story.later(5_000)
    await again.does(tickStep, { incident: incidentAt(again).id, step: second!.id, behalf: false })
    again.mend()
    await story.together(story.manager, right, again)
    const incident = incidentAt(story.manager)
    const [declared, one, two] = [
      incident.declaredAt,
      incident.ticks.get(first!.id)!.at,
      incident.ticks.get(second!.id)!.at,
    ]
    expect(one - declared).toBeGreaterThanOrEqual(4_000)
    expect(two - one).toBeGreaterThanOrEqual(4_000)
    expect(two - declared).toBeLessThan(60_000)
    expect(Math.abs(again.tablet.now() - right.tablet.now())).toBeLessThan(1_000)
  })
})
