/** What commands must know of a form, taken from the form: the hall never reads the catalogue itself. */

import { capturable } from '../catalogue/capturable.ts'
import { checkForm } from '../catalogue/checkForm.ts'
import type { Values } from '../catalogue/conditions.ts'
import { type Filling, holdingsOf, keptValues, otherwiseIn } from '../catalogue/filled.ts'
import type { ServiceForm, StepSpec } from '../catalogue/form.ts'
import { fenOf } from '../catalogue/money.ts'
import { pricesOf } from '../catalogue/offers.ts'
import { figure, type ParameterKey } from '../catalogue/parameters.ts'
import { everyField } from '../catalogue/repeats.ts'
import type { CaseAsk, FormAsk } from './commands.ts'
import type { CaseStep, Receipt } from './events.ts'

/** What opening a case of this form asks. */
export function caseAskOf(form: ServiceForm, ticket: string | null): CaseAsk {
  const { service, version, tier, offline } = form
  const { priority, promiseHours } = offline
  return { service, version, tier, steps: stepsOf(form), priority, promiseHours, ticket }
}

/** The steps of a form, with the operator in reach and without. */
export const stepsOf = (form: ServiceForm): CaseAsk['steps'] => ({
  'in-reach': capturable(form, 'in-reach').steps.map(caseStep),
  'out-of-reach': capturable(form, 'out-of-reach').steps.map(caseStep),
})

/** What keeping a filled-in form asks, besides the names of case, paper and tags. */
export function formAskOf(
  form: ServiceForm,
  values: Values,
  filling: Filling,
): Pick<FormAsk, 'holds' | 'monthEnd' | 'cash' | 'mostCash' | 'prices' | 'tier'> {
  const kept = keptValues(form, values, filling)
  const amount = everyField(form).find((field) => field.kind === 'amount' && kept[field.id] !== undefined)
  const inCash = amount?.kind === 'amount' && amount.paidBy !== undefined && kept[amount.paidBy] === 'cash'
  const typed = amount ? kept[amount.id] : undefined
  return {
    holds: holdingsOf(form, values, filling),
    monthEnd: checkForm(form, values, filling).some(({ code }) => code === 'month-end'),
    prices: pricesOf(form, values, filling),
    ...(form.otherwise && (form.tier === 'T0' || form.tier === 'T1')
      ? { tier: otherwiseIn(form, values, filling)?.tier ?? form.tier }
      : {}),
    mostCash: {
      perDay: fenOfParameter(filling, 'offlineCashPerDay'),
      inHall: fenOfParameter(filling, 'offlineCashHallCap'),
    },
    cash: filling.reach === 'out-of-reach' && inCash && typeof typed === 'string' ? (fenOf(typed) ?? 0) : 0,
  }
}

const fenOfParameter = ({ parameters }: Filling, key: ParameterKey): number | null => {
  const yuan = figure(parameters, key)
  return yuan === null ? null : yuan * 100
}

/** The number a case is about: the first telephone of its form. */
export function phoneIn(form: ServiceForm, values: Values, filling: Filling): string | null {
  const kept = keptValues(form, values, filling)
  const field = everyField(form).find(
    ({ id, kind }) => (kind === 'phone' || kind === 'contact') && kept[id] !== undefined,
  )
  const number = field ? kept[field.id] : undefined
  return typeof number === 'string' ? number : null
}

/** What the customer leaves with. */
export const receiptOf = (form: ServiceForm, values: Values, filling: Filling): Receipt['kind'] =>
  filling.reach === 'in-reach' ? form.receipt.inReach : (otherwiseIn(form, values, filling) ?? form).receipt.outOfReach

const caseStep = ({ id, evidence, needsOperator }: StepSpec): CaseStep => ({
  id,
  evidence: [...evidence],
  needsOperator,
})
