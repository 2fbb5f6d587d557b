import { describe, expect, it } from 'vitest'
import { changeCasualty, handOver, keepCasualtyPaper, reportCasualty } from '#domain/casualties/commands.ts'
import { casualtyCount } from '#domain/casualties/queries.ts'
import { declareIncident, standDown, startDrill } from '#domain/incidents/commands.ts'
import { foremost, incidentBy } from '#domain/incidents/queries.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

const locked = { by: null, on: 'counter3' }
const li = { by: 's_li', on: 'manager' }
const hurt = (drill = false) => {
  const story = createStory()
  const plan = { plan: 'P06', version: 1, level: 2 as const }
  if (drill) story.ask(startDrill, { ...plan, purposes: ['train' as const], objectives: ['stars'] }, li)
  else story.ask(declareIncident, plan, li)
  const id = foremost(story.hall)?.id ?? ''
  story.ask(reportCasualty, { incident: id, severity: 'critical', place: ' 等候区 ' }, locked)
  const found = () => incidentBy(story.hall, id)!
  return { story, id, found, casualty: [...found().casualties.keys()][0] ?? '' }
}

describe('somebody who is hurt', () => {
  it('is noted by anybody, without a name, and counted by how badly and where they are', () => {
    const { story, id, found, casualty } = hurt()
    expect(found().casualties.get(casualty)).toMatchObject({
      severity: 'critical',
      place: '等候区',
      whereabouts: 'here',
    })
    story.ask(changeCasualty, { incident: id, casualty, severity: 'serious', whereabouts: 'hospital' }, locked)
    expect(casualtyCount(found())).toMatchObject({ all: 1, serious: 1, critical: 0, hospital: 1, here: 0 })
    expect(
      answer(story.ask(changeCasualty, { incident: id, casualty: 'u_x', severity: 'dead', whereabouts: 'here' })),
    ).toBe('incident-unknown')
  })

  it('has a sealed record by somebody who is signed in; the newest counts', () => {
    const { story, id, found, casualty } = hurt()
    expect(answer(story.ask(keepCasualtyPaper, { incident: id, casualty, paper: paper(1) }, locked))).toBe(
      'sign-in-first',
    )
    story.ask(keepCasualtyPaper, { incident: id, casualty, paper: paper(1) }, li)
    story.ask(keepCasualtyPaper, { incident: id, casualty, paper: paper(2) }, li)
    expect(found().casualties.get(casualty)?.paper).toBe(paper(2))
  })

  it('is noted after the end as well, and in a drill belongs to the drill', () => {
    const { story, id, found } = hurt()
    story.ask(standDown, { incident: id, met: 3, of: 3, reason: null }, li)
    story.ask(reportCasualty, { incident: id, severity: 'slight', place: '门口' }, locked)
    expect(casualtyCount(found()).all).toBe(2)
    const exercise = hurt(true)
    expect(exercise.story.events.filter(({ kind }) => kind === 'CasualtyFound').map(({ drill }) => drill)).toEqual([
      exercise.id,
    ])
  })

  it('is handed over with a sheet, and the unit that took it is written down', () => {
    const { story, id, found } = hurt()
    story.ask(handOver, { incident: id, to: 'ambulance', unit: '市急救中心 3 号车' }, locked)
    expect(found().handovers).toMatchObject([{ to: 'ambulance', unit: '市急救中心 3 号车' }])
  })
})
