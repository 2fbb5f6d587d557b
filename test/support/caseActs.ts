/** @module What a clerk does with a case on a tablet without a screen: the same commands, papers and drafts as the app. */

import { startParameters } from '#content/catalogue/parameters.ts'
import { caseAskOf, formAskOf, phoneIn, receiptOf } from '#domain/cases/caseAsk.ts'
import { confirmCase, finishStep, keepForm, openCase, seeDocuments, submitCase } from '#domain/cases/commands.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { stepsLeft } from '#domain/cases/queries.ts'
import type { FieldValue } from '#domain/catalogue/conditions.ts'
import { type Filling, keptValues } from '#domain/catalogue/filled.ts'
import { EVIDENCE, type ServiceForm } from '#domain/catalogue/form.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { reachOf } from '#domain/interruptions/outOfReach.ts'
import { opened } from '#domain/shelf.ts'
import { filledForm } from './filledForm.ts'
import type { StoryTablet } from './townStory.ts'

const bytesOf = (value: unknown) => new TextEncoder().encode(JSON.stringify(value))

export const sealedOf = ({ tablet }: StoryTablet) => {
  if (!tablet.sealed) throw new Error('the tablet is not paired')
  return tablet.sealed
}

/** How a form is filled in on this tablet now. */
export function fillingAt({ tablet }: StoryTablet, time = '10:00'): Filling {
  const hall = opened(tablet.log.hall, casesSlice)
  const parameters = { ...startParameters, ...hall.settings.parameters }
  return { reach: reachOf(hall), today: businessDay(hall, tablet.now()), time, parameters }
}

/** Opens a case and answers its id. */
export async function openCaseAt(one: StoryTablet, form: ServiceForm): Promise<string> {
  const performed = await one.tablet.log.perform(openCase, caseAskOf(form, null))
  if (!performed.ok) throw new Error(`the case was refused: ${performed.why}`)
  return performed.events[0]?.subject ?? ''
}

/** Seals a form as it is filled in, and keeps it. */
export async function keepFormAt(
  one: StoryTablet,
  subject: string,
  form: ServiceForm,
  values: Readonly<Record<string, FieldValue>>,
): Promise<void> {
  const filling = fillingAt(one)
  const { vault, papers } = sealedOf(one)
  const kept = keptValues(form, values, filling)
  const paper = await papers.seal({ subject, kind: 'form' }, bytesOf({ values: kept, seen: [] }))
  const number = phoneIn(form, values, filling) ?? ''
  const [tag = ''] = await vault.tags(number)
  const [tail = ''] = await vault.tags(number.slice(-4))
  const phone = number === '' ? null : { number: tag, tail }
  await one.does(keepForm, { case: subject, paper: paper ?? '', phone, ...formAskOf(form, values, filling) })
}

/** Does every step that is left, signs, and hands the case in; answers the receipt's number. */
export async function finishCaseAt(one: StoryTablet, subject: string, form: ServiceForm): Promise<string> {
  const found = () => {
    const state = opened(one.tablet.log.hall, casesSlice).cases.get(subject)
    if (!state) throw new Error(`no case ${subject}`)
    return state
  }
  for (let [step] = stepsLeft(found()); step; [step] = stepsLeft(found())) {
    if (step.evidence.includes('documents'))
      await one.does(seeDocuments, { case: subject, seen: ['identity'], missing: [] })
    if (step.evidence.includes('confirmation')) {
      const signature = bytesOf({ strokes: [[{ x: 12, y: 40, t: 0 }]], image: 'M 12 40 C 30 12' })
      const paper = await sealedOf(one).papers.seal({ subject, kind: 'signature' }, signature)
      await one.does(confirmCase, { case: subject, how: 'signature', paper: paper ?? '' })
    }
    await one.does(finishStep, { case: subject, step: step.id, evidence: [...EVIDENCE] })
  }
  const filling = { ...fillingAt(one), reach: found().reach }
  await one.does(submitCase, { case: subject, receipt: receiptOf(form, filledForm(form, filling), filling) })
  await sealedOf(one).drafts.remove(subject)
  return found().receipt?.number ?? ''
}

/** Takes a whole case down as a careful customer would have it. */
export async function takeDownAt(
  one: StoryTablet,
  form: ServiceForm,
  more: Readonly<Record<string, FieldValue>> = {},
): Promise<{ id: string; receipt: string }> {
  const id = await openCaseAt(one, form)
  await keepFormAt(one, id, form, { ...filledForm(form, fillingAt(one)), ...more })
  return { id, receipt: await finishCaseAt(one, id, form) }
}
