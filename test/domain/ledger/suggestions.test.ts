import { describe, expect, it } from 'vitest'
import { startServices } from '#content/services.ts'
import { suggestionAfter, suggestionText } from '#content/suggestions.ts'
import { finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { declareInterruption } from '#domain/interruptions/commands.ts'
import { answerSuggestion } from '#domain/ledger/commands.ts'
import { suggestionsOn } from '#domain/ledger/queries.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { answer } from '#support/hallAfter.ts'

describe('a suggestion', () => {
  it('is made only once the customer has what they came for, and once: one tap says no (1.1.19)', () => {
    const story = createStory()
    const step = { id: 'apply', evidence: ['fields' as const], needsOperator: false }
    const id = story.open({ steps: { 'in-reach': [step], 'out-of-reach': [step] } })
    const say = (given: 'wanted' | 'refused') =>
      answer(story.ask(answerSuggestion, { case: id, suggestion: 'data-pack', answer: given }))
    expect(say('wanted')).toBe('main-service-first')
    const kept = { holds: [], phone: null, monthEnd: false, cash: 0, mostCash: { perDay: null, inHall: null } }
    story.ask(keepForm, { case: id, paper: paper(1), ...kept })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    expect(say('wanted')).toBe('main-service-first')
    story.ask(submitCase, { case: id, receipt: 'none' })
    say('refused')
    say('wanted')
    expect(story.hall.suggestions.get(id)).toMatchObject({ answer: 'refused', by: 's_wang' })
    expect(suggestionsOn(story.hall, '2026-11-23')).toEqual([{ suggestion: 'data-pack', wanted: 0, refused: 1 }])
    expect(suggestionsOn(story.hall, '2026-11-24')).toEqual([])
  })

  it('is not made while the business waits for the operator', () => {
    const story = createStory()
    story.ask(declareInterruption, { what: 'network', drafts: 0 })
    const step = { id: 'apply', evidence: ['fields' as const], needsOperator: false }
    const id = story.open({ steps: { 'in-reach': [step], 'out-of-reach': [step] } })
    const kept = { holds: [], phone: null, monthEnd: false, cash: 0, mostCash: { perDay: null, inHall: null } }
    story.ask(keepForm, { case: id, paper: paper(1), ...kept })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(submitCase, { case: id, receipt: 'accepted' })
    expect(story.case(id).status).toBe('accepted')
    expect(answer(story.ask(answerSuggestion, { case: id, suggestion: 'app', answer: 'refused' }))).toBe(
      'main-service-first',
    )
  })

  it('is for nobody who leaves, complains or reports a fault (1.1.19)', () => {
    for (const service of ['SV04', 'SV11', 'SV13', 'SV18', 'SV19', 'SV22']) expect(suggestionAfter(service)).toBeNull()
    const all = startServices.flatMap(({ id }) => suggestionAfter(id) ?? [])
    expect(all.length).toBeGreaterThan(5)
    for (const { id, service } of all) {
      expect(suggestionText(id)?.zh).toBeTruthy()
      if (service !== null) expect(startServices.map((each) => each.id)).toContain(service)
    }
  })
})
