/** What is wrong with one field, by its kind. */
import { isDay, isTime, minutesBetween } from './calendar.ts'
import type { FieldValue, Values } from './conditions.ts'
import { iccidFault, imeiFault } from './deviceNumbers.ts'
import { type Filling, tidied } from './filled.ts'
import { type Finding, type FindingCode, finding } from './findings.ts'
import type { FieldSpec } from './form.ts'
import { identityFault } from './identity.ts'
import { fenOf } from './money.ts'
import { figure } from './parameters.ts'
import { nameFault } from './personName.ts'
import { isLandline, isMobile } from './phones.ts'
import { usccFault } from './uscc.ts'

/** A document that is valid for ever says so instead of a date. */
export const LONG_TERM = 'long-term'

/** What is wrong with a field that is filled in; null when nothing is. The other values are what it depends on. */
export function checkField(field: FieldSpec, values: Values, filling: Filling): Finding | null {
  const value = tidied(field, values[field.id])
  if (Array.isArray(value)) return checkSeveral(field, value)
  if (typeof value !== 'string') return null
  const found = (code: FindingCode | null, facts: Finding['facts'] = {}) =>
    code === null ? null : finding(field.id, code, facts)
  const { today } = filling
  switch (field.kind) {
    case 'text':
    case 'paragraph':
      return found([...value].length > field.most ? 'too-long' : null, { most: field.most })
    case 'name':
      return found(nameFault(value))
    case 'phone':
      return found(isMobile(value) ? null : 'phone-wrong')
    case 'contact':
      return found(isMobile(value) || isLandline(value) ? null : 'contact-wrong')
    case 'four-digits':
      return found(/^\d{3}[\dX]$/.test(value) ? null : 'four-digits-wrong')
    case 'identity-number':
      return found(identityFault(textOf(values[field.document]), value, today))
    case 'uscc':
      return found(usccFault(value))
    case 'imei':
      return found(imeiFault(value))
    case 'iccid':
      return found(iccidFault(value))
    case 'email':
      return found(/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value) && value.length <= 100 ? null : 'email-wrong')
    case 'time':
      return found(isTime(value) ? null : 'time-wrong')
    case 'auth-code':
      return found(...authCodeFault(value, textOf(values[field.received]), filling))
    case 'birth-date':
    case 'past-date':
      return found(!isDay(value) ? 'date-wrong' : value > today ? 'date-ahead' : null)
    case 'coming-date':
      return found(!isDay(value) ? 'date-wrong' : value < today ? 'date-past' : null)
    case 'expiry-date':
      if (value === LONG_TERM) return null
      return found(!isDay(value) ? 'date-wrong' : value < today ? 'document-expired' : null)
    case 'amount': {
      const fen = fenOf(value)
      if (fen === null) return found('amount-wrong')
      const facts = { least: field.least / 100, most: field.most / 100 }
      return found(fen < field.least || fen > field.most ? 'amount-out-of-range' : null, facts)
    }
    case 'count': {
      const within = /^\d{1,6}$/.test(value) && Number(value) >= field.least && Number(value) <= field.most
      return found(within ? null : 'count-out-of-range', { least: field.least, most: field.most })
    }
    case 'choice':
      return found(field.options.some((option) => option.value === value) ? null : 'not-in-list')
    default:
      return null
  }
}

function checkSeveral(field: FieldSpec, chosen: readonly string[]): Finding | null {
  if (field.kind === 'choices') {
    const known = new Set(field.options.map(({ value }) => value))
    return chosen.every((each) => known.has(each)) ? null : finding(field.id, 'not-in-list')
  }
  if (field.kind === 'photos' && chosen.length > field.most) {
    return finding(field.id, 'count-out-of-range', { least: 0, most: field.most })
  }
  return null
}

/** The code lives as many minutes as the parameter says, from the moment the customer's phone received it. */
function authCodeFault(
  code: string,
  received: string,
  { time, parameters }: Filling,
): [FindingCode | null, Finding['facts']] {
  if (!/^\d{6,8}$/.test(code)) return ['auth-code-wrong', {}]
  const minutes = figure(parameters, 'portAuthCodeMinutes')
  const expired = minutes !== null && isTime(received) && minutesBetween(received, time) > minutes
  return [expired ? 'auth-code-expired' : null, { minutes: minutes ?? 0 }]
}

const textOf = (value: FieldValue | undefined): string => (typeof value === 'string' ? value : '')
