/** Checks a filled-in form against its service: every field that is asked, and what several fields say together. */
import { daysLeftInMonth, isMonthEnd } from './calendar.ts'
import { checkField } from './checkField.ts'
import { ageFrom, type FieldValue, type Values } from './conditions.ts'
import { askedFields, type Filling, isEmpty, tidied } from './filled.ts'
import { type Finding, finding } from './findings.ts'
import type { FieldSpec, ServiceForm } from './form.ts'
import { fenOf, yuanOf } from './money.ts'
import { isOutOfTime, lastDayOf, offerIn, offersFor, totalOf } from './offers.ts'
import { figure } from './parameters.ts'
import { everyField } from './repeats.ts'
import { forbiddenHoldings } from './tiers.ts'

/** Everything found in a form, in the order of its fields; a form without errors may go on. */
export function checkForm(form: ServiceForm, values: Values, filling: Filling): Finding[] {
  const asked = askedFields(form, values, filling)
  const shown: Values = Object.fromEntries(asked.map((field) => [field.id, tidied(field, values[field.id])]))
  return [
    ...asked.flatMap((field) => {
      if (isEmpty(shown[field.id])) return field.required ? [finding(field.id, 'missing')] : []
      const fault = checkField(field, shown, filling)
      return [fault, fault ? null : together(field, form, shown, filling)].filter((each) => each !== null)
    }),
    ...notNow(form, values, filling),
  ]
}

/** What a field that is right by itself gets wrong together with the others. */
function together(field: FieldSpec, form: ServiceForm, values: Values, filling: Filling): Finding | null {
  if (field.sameAs !== undefined && differs(field, values)) return finding(field.id, 'differs')
  // An answer that can cost the customer a month is warned about while it still can be changed.
  if (field.monthEnd?.includes(textOf(values[field.id])) && isMonthEnd(filling.today)) {
    return finding(field.id, 'month-end', { days: daysLeftInMonth(filling.today) })
  }
  if (field.kind === 'choice' && field.whileOn && field.whileOn.answer === values[field.id])
    return joining(field.id, field.whileOn.field, form, values, filling)
  if (offersFor(field, filling).length > 0) return listed(field, form, values, filling)
  if (field.kind === 'amount' && field.of !== undefined) return priced(field, field.of, form, values, filling)
  if (field.kind === 'amount' && field.totals !== undefined) {
    const total = totalOf(field.totals, form, values, filling)
    if (total !== null && total !== fenOf(textOf(values[field.id])))
      return finding(field.id, 'price-differs', { price: yuanOf(total) })
  }
  if (field.kind === 'amount' && field.paidBy !== undefined) {
    return paid(field, textOf(values[field.paidBy]), fenOf(textOf(values[field.id])) ?? 0, form, filling)
  }
  if (form.category !== 'entry') return null
  if (field.id === 'actingFor' && values[field.id] === 'agent' && filling.parameters.agentAllowedForEntry === false) {
    return finding(field.id, 'agent-not-allowed')
  }
  const least = figure(filling.parameters, 'minorMinimumAge')
  if (least === null || field.group !== 'holder') return null
  const age =
    field.kind === 'identity-number' || field.kind === 'birth-date' ? ageFrom([field.id], values, filling.today) : null
  return age !== null && age < least ? finding(field.id, 'too-young', { years: least }) : null
}

/**
 * Money while the operator is out of reach: cash only if the hall allows it and within its limits; a card or a code only
 * if the acquirer itself confirms, never on a customer's screenshot (plan-study §2.1). What is sold from the hall's own
 * stock is finished and paid for at once.
 */
function paid(field: FieldSpec, method: string, fen: number, form: ServiceForm, filling: Filling): Finding | null {
  if (filling.reach === 'in-reach' || form.tier !== 'T1') return null
  if (method !== 'cash') return finding(field.id, 'payment-unconfirmed')
  if (filling.parameters.offlineCashEnabled !== true) return finding(field.id, 'cash-not-allowed')
  const most = figure(filling.parameters, 'offlineCashPerTxn')
  return most !== null && fen > most * 100 ? finding(field.id, 'cash-over-limit', { most }) : null
}

/** What is not in the price book, or not in its time, may be taken down all the same: its price is to be confirmed. */
function listed(field: FieldSpec, form: ServiceForm, values: Values, filling: Filling): Finding | null {
  // What nobody may join now is said where joining is chosen.
  const isToJoin = everyField(form).some((each) => each.kind === 'choice' && each.whileOn?.field === field.id)
  if (isToJoin && filling.reach !== 'in-reach') return null
  const offer = offerIn(field, values, filling)
  if (!offer) return finding(field.id, 'not-listed')
  const when = isOutOfTime(offer, filling)
  if (when === 'over') return finding(field.id, 'price-over', { day: lastDayOf(offer, filling.offers) ?? '' })
  return when === 'ahead' ? finding(field.id, 'price-ahead', { day: offer.from ?? '' }) : null
}

/**
 * Nobody joins a campaign that is over, has not begun, or of which nobody here can show the terms, while the operator cannot
 * be asked: the wish to is noted all the same.
 */
function joining(id: string, of: string, form: ServiceForm, values: Values, filling: Filling): Finding | null {
  const chosen = everyField(form).find((each) => each.id === of)
  if (filling.reach === 'in-reach' || !chosen || offersFor(chosen, filling).length === 0) return null
  const offer = offerIn(chosen, values, filling)
  if (!offer) return finding(id, 'campaign-unknown')
  const when = isOutOfTime(offer, filling)
  if (when === null) return null
  const day = (when === 'over' ? lastDayOf(offer, filling.offers) : offer.from) ?? ''
  return finding(id, when === 'over' ? 'campaign-over' : 'campaign-ahead', { name: offer.name, day })
}

/** A price that is not the book's. */
function priced(field: FieldSpec, of: string, form: ServiceForm, values: Values, filling: Filling): Finding | null {
  const chosen = everyField(form).find(({ id }) => id === of)
  const offer = chosen && offerIn(chosen, values, filling)
  return offer && offer.price !== fenOf(textOf(values[field.id]))
    ? finding(field.id, 'price-differs', { price: yuanOf(offer.price) })
    : null
}

/** Values that are there although the tier forbids to hold them now: typed before the operator went out of reach. */
function notNow(form: ServiceForm, values: Values, { reach }: Filling): Finding[] {
  const forbidden = forbiddenHoldings(form.tier, reach)
  return everyField(form)
    .filter((field) => field.holds.some((holding) => forbidden.includes(holding)))
    .filter((field) => !isEmpty(tidied(field, values[field.id])))
    .map(({ id }) => finding(id, 'not-now'))
}

function differs(field: FieldSpec, values: Values): boolean {
  const other = field.sameAs === undefined ? undefined : values[field.sameAs]
  return tidied(field, values[field.id]) !== tidied(field, other)
}

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
