/** @module Every refusal there is, and what whoever meets it can press: one table for what is decided here, one for the server. */
import type { LogRefusal } from '#device/hallLog/hallLog.ts'
import type { Refusal } from '#domain/whole.ts'

/** A button beside the sentence, wherever it stands. */
type Pressed =
  /** Somebody signs in; somebody else does; a manager does, or is led to this one of the manager's pages. */
  | 'sign-in'
  | 'another'
  | `manager/${'today' | 'tablets' | 'staff' | 'hall' | 'day' | 'log'}`
  /** What this tablet has not heard of yet is asked for at once. */
  | 'sync'
  /** The page is opened anew, which is what helps. */
  | 'reload'
  /** What only this tablet has is handed on by hand. */
  | 'carry'

/**
 * `there`: what was asked for still stands on the screen beside the sentence; it is put right and pressed again, or the button
 * that comes first is there. `nobody`: it is so already, or is over, or comes by itself: the sentence asks nobody for anything.
 */
export type WayOn = Pressed | 'there' | 'nobody'

/** What a command or the log refuses on this tablet. */
export const waysOn: Readonly<Record<Refusal | LogRefusal, WayOn>> = {
  'sign-in-first': 'sign-in',
  'not-your-role': 'manager/today',
  'own-case': 'another',
  'commander-does-not-judge': 'another',
  'planner-does-not-approve': 'another',
  'drill-is-not-approved': 'another',
  'second-person-checks': 'another',

  'outside-hours': 'manager/hall',
  'service-is-stopped': 'manager/hall',
  'queue-is-closed': 'manager/hall',
  'day-is-closed': 'manager/day',
  'money-is-here': 'manager/today',
  'nothing-left': 'manager/hall',

  'appointment-unknown': 'sync',
  'ticket-unknown': 'sync',
  'case-unknown': 'sync',
  'interruption-unknown': 'sync',
  'incident-unknown': 'sync',
  'improvement-unknown': 'sync',
  'note-unknown': 'sync',
  'server-not-heard': 'sync',
  'server-unknown': 'sync',
  'staff-unknown': 'sync',
  'tablet-unknown': 'sync',

  'own-mistake': 'reload',
  'not-paired': 'reload',
  'lock-refused': 'reload',
  'no-pen': 'reload',
  'tablet-is-revoked': 'carry',
  'not-your-place': 'carry',

  'looks-personal': 'there',
  'time-unchecked': 'there',
  'appointment-is-early': 'there',
  'appointment-is-over': 'there',
  'time-is-over': 'there',
  'slot-is-full': 'there',
  'tail-is-wrong': 'there',
  'nothing-follows': 'there',
  'too-many-services': 'there',
  'queue-unknown': 'there',
  'service-unknown': 'there',
  'label-is-taken': 'there',
  'label-unknown': 'there',
  'away-too-long': 'there',
  'belongs-to-a-silent-counter': 'there',
  'counter-is-paused': 'there',
  'finish-the-current-ticket-first': 'there',
  'customer-has-not-arrived': 'there',
  'recalled-too-often': 'there',
  'recalled-too-soon': 'there',
  'missed-too-soon': 'there',
  'too-many-on-hold': 'there',
  'reason-is-missing': 'there',
  'nothing-was-said': 'there',
  'name-is-missing': 'there',
  'prefix-is-taken': 'there',
  'form-is-missing': 'there',
  'step-before-is-missing': 'there',
  'evidence-is-missing': 'there',
  'witness-is-missing': 'there',
  'reach-has-changed': 'there',
  'serial-does-not-fit': 'there',
  'serial-is-taken': 'there',
  'cash-over-day-limit': 'there',
  'cash-has-to-go-to-the-safe': 'there',
  'backup-does-not-fit': 'there',
  'business-has-not-moved': 'there',
  'trial-has-not-passed': 'there',
  'day-is-over': 'there',
  'purpose-is-missing': 'there',
  'second-plan-is-missing': 'there',
  'objective-is-missing': 'there',
  'nothing-was-exercised': 'there',
  'too-many-photos': 'there',
  'main-service-first': 'there',
  'prices-do-not-fit': 'there',
  'offer-twice': 'there',
  'offer-ends-before': 'there',
  'terms-missing': 'there',
  'too-many-campaigns': 'there',
  'pieces-do-not-fit': 'there',
  'sells-nothing': 'there',
  'plan-has-gaps': 'there',
  'first-report-is-missing': 'there',
  'floor-plan-does-not-fit': 'there',
  'drawing-does-not-fit': 'there',
  'way-unknown': 'there',
  'settings-do-not-fit': 'there',
  'line-too-long': 'there',
  'disk-failed': 'there',
  'disk-is-full': 'there',
  'nobody-hears-of-it': 'there',
  'nothing-in-your-share': 'nobody',
  'not-without-operator': 'there',

  'nothing-waits': 'nobody',
  'queue-is-empty': 'nobody',
  'service-is-on-it': 'nobody',
  'day-is-not-closed': 'nobody',
  'day-has-not-come': 'nobody',
  'ticket-is-not-waiting': 'nobody',
  'ticket-is-not-yours': 'nobody',
  'ticket-is-finished': 'nobody',
  'ticket-is-not-missed': 'nobody',
  'ticket-is-not-held': 'nobody',
  'counter-unknown': 'nobody',
  'counter-is-closed': 'nobody',
  'counter-is-open-elsewhere': 'nobody',
  'counter-is-not-open': 'there',
  'drill-is-over': 'nobody',
  'drill-spares-customers': 'nobody',
  'nothing-to-undo': 'nobody',
  'too-late-to-undo': 'nobody',
  'number-is-taken': 'there',
  'work-number-is-taken': 'there',
  'hall-is-founded': 'nobody',
  'last-manager': 'nobody',
  'not-redactable': 'nobody',
  'case-is-not-open': 'nobody',
  'case-is-not-in-review': 'nobody',
  'case-is-in-hand': 'nobody',
  'case-is-entered': 'nobody',
  'case-is-not-entered': 'nobody',
  'not-kept-without-operator': 'nobody',
  'no-money-is-here': 'nobody',
  'backup-unknown': 'nobody',
  'incident-is-over': 'nobody',
  'nothing-to-take-over': 'nobody',
  'something-real-goes-on': 'nobody',
  'improvement-is-done': 'nobody',
  'improvement-waits': 'nobody',
  'incident-goes-on': 'nobody',
}

/**
 * What the hall server refuses, by its codes. `card`: the corner says it, and on its card are the buttons to try at once and to hand
 * on what only this tablet has; a page of the manager's besides, where they mend it. `asked/…`: somebody asked for it on that page,
 * which says it by its own words and asks again. `lines`: single lines stay here and are named; what lies behind them
 * goes on. `tablet`: this tablet does what is to be done, and nobody else has to.
 */
export type ServerWayOn =
  | 'card'
  | `card/${'today' | 'tablets'}`
  | `asked/${'pairing' | 'printing' | 'recover' | 'papers'}`
  | 'lines'
  | 'tablet'

/** What the hall server refuses: a code that is not here is a later server's, and is told on the card as it came. */
export const serverWaysOn: Readonly<Record<string, ServerWayOn>> = {
  'token-missing': 'tablet',
  'token-unknown': 'card/tablets',
  revoked: 'card',
  'not-allowed-here': 'tablet',
  'not-your-journal': 'lines',
  'code-wrong': 'asked/pairing',
  'pairing-locked': 'asked/pairing',
  'bad-key': 'asked/pairing',
  'paper-out': 'asked/printing',
  'cover-open': 'asked/printing',
  'printer-stopped': 'asked/printing',
  'printer-silent': 'asked/printing',
  'printer-busy': 'asked/printing',
  'printer-unknown': 'asked/printing',
  'offer-unknown': 'asked/pairing',
  'offer-ended': 'asked/pairing',
  'offer-spent': 'asked/pairing',
  'too-many-offers': 'asked/pairing',
  'challenge-failed': 'tablet',
  'wrong-origin': 'card',
  'not-admitted': 'asked/pairing',
  'not-founded': 'asked/recover',
  'wrong-sheet': 'asked/recover',
  'key-already-paired': 'tablet',
  'bad-request': 'tablet',
  'not-json': 'lines',
  'body-not-json': 'tablet',
  'wrong-media-type': 'tablet',
  'wrong-encoding': 'tablet',
  'bad-gzip': 'tablet',
  'body-cut-off': 'tablet',
  'too-large': 'tablet',
  'too-many-lines': 'tablet',
  'too-many-requests': 'card',
  'too-many-journals': 'card/tablets',
  'no-such-address': 'tablet',
  'wrong-method': 'tablet',
  'no-lines': 'tablet',
  'not-utf8': 'lines',
  'line-too-long': 'lines',
  'bad-envelope': 'lines',
  'bad-sum': 'lines',
  'bad-journal-header': 'lines',
  'bad-from-header': 'lines',
  'bad-signature': 'lines',
  'foreign-hall': 'lines',
  'foreign-journal': 'lines',
  'not-contiguous': 'lines',
  'broken-chain': 'lines',
  'bad-opening': 'lines',
  gap: 'tablet',
  fork: 'tablet',
  'bad-paper-name': 'tablet',
  'paper-unknown': 'asked/papers',
  shredded: 'tablet',
  gathering: 'tablet',
  'bad-salvage': 'tablet',
  'request-reused': 'tablet',
  'numbers-used-up': 'tablet',
  'range-not-satisfiable': 'tablet',
  'too-many-papers': 'tablet',
  'too-much-today': 'card/tablets',
  'disk-full': 'card/today',
  'clock-ahead': 'tablet',
  'clock-behind': 'card/today',
  'clock-doubted': 'card/today',
  'clock-leapt': 'card/today',
  'store-unavailable': 'card',
  stopping: 'card',
  'internal-error': 'card',
}

/** What the tablet itself finds amiss in a hall server that answers. */
const foundHere: Readonly<Record<string, ServerWayOn>> = {
  'times-apart': 'card/today',
  'other-hall': 'card',
  'not-our-server': 'card',
}

/** The page on which a manager does something about what the corner says; null: there is nothing for them to do. */
export function pageFor(code: string): WayOn | null {
  const way = foundHere[code] ?? serverWaysOn[code]
  if (way === 'card/today') return 'manager/today'
  return way === 'card/tablets' ? 'manager/tablets' : null
}
