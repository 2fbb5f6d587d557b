import { describe, expect, it } from 'vitest'
import { confirmCase, finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { acknowledgeAlarm, declareIncident, endDrill, standDown, startDrill } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { callBack, dropLateEntry } from '#domain/lateEntry/commands.ts'
import { purposeFigures } from '#domain/readiness/purposes.ts'
import { emptyHall, type Hall } from '#domain/whole.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer, clock, journalOf } from '#support/hallAfter.ts'

const AT = clock('18:00')
const nothing = { quick: null, served: null, practised: null, told: null, recorded: null }

describe('what a hall has to show for the purposes of its plan', () => {
  it('is no data, and not zero, where nothing is known (1.1.1)', () => {
    expect(purposeFigures(emptyHall('h_new'), AT)).toEqual(nothing)
  })

  it('counts the tablets that saw an alarm in time, and what was evaluated of what is over', () => {
    const story = createStory()
    story.ask(declareIncident, { plan: 'P01', version: 1, level: 2 }, { by: null, on: 'counter3' })
    const incident = foremost(story.hall)?.id ?? ''
    story.ask(acknowledgeAlarm, { incident }, { by: null, on: 'reception' })
    const ids = ['reception', 'counter3', 'counter5']
    const tablets = new Map(
      ids.map((id) => [id, { id, place: 'counter', revoked: false }]),
    ) as unknown as Hall['tablets']
    const journals = new Map(ids.map((id) => [journalOf(id), { tablet: id }])) as unknown as Hall['journals']
    expect(purposeFigures({ ...story.hall, tablets, journals }, AT)).toMatchObject({
      quick: { done: 2, of: 3 },
      recorded: null,
    })
    story.ask(standDown, { incident, met: 0, of: 4, reason: '误报' }, { by: 's_li', on: 'manager' })
    expect(purposeFigures(story.hall, AT).recorded).toEqual({ done: 0, of: 1 })
  })

  it('counts no drill among what was real, and an aborted one nowhere (1.1.53)', () => {
    const story = createStory()
    const manager = { by: 's_li', on: 'manager' }
    story.ask(
      startDrill,
      { plan: 'P02', version: 1, level: 2, purposes: ['train' as const], objectives: ['stars'] },
      manager,
    )
    const incident = foremost(story.hall)?.id ?? ''
    story.ask(endDrill, { incident, completed: false, reason: '' }, manager)
    expect(story.hall.incidents.get(incident)?.over).not.toBeNull()
    expect(purposeFigures(story.hall, AT)).toEqual({ ...nothing, practised: 0 })
  })

  it('counts cases of an outage until they end and their customers have heard of it', () => {
    const story = createStory()
    story.ask(declareInterruption, { what: 'operator-system', drafts: 0 })
    const id = story.open({ priority: 'P2' })
    story.ask(keepForm, { case: id, paper: paper(1), holds: ['phone'], phone: null, monthEnd: false, cash: 0 })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
    story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
    expect(answer(story.ask(submitCase, { case: id, receipt: 'accepted' }))).toBe('accepted')
    expect(purposeFigures(story.hall, AT)).toMatchObject({ served: { done: 0, of: 1 }, told: null })
    story.ask(endInterruption, {})
    const zhao = { by: 's_zhao', on: 'manager' }
    story.ask(dropLateEntry, { case: id, outcome: 'cancelled', reason: 'customer-gave-up' }, zhao)
    expect(purposeFigures(story.hall, AT)).toMatchObject({ served: { done: 1, of: 1 }, told: { done: 0, of: 1 } })
    story.ask(callBack, { case: id, result: 'reached' }, zhao)
    expect(purposeFigures(story.hall, AT).told).toEqual({ done: 1, of: 1 })
  })
})
