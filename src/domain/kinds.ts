/**
 * @module domain
 * What a hall is: what can happen, what it adds up to, what one may ask for and ask about. Pure code shared by tablet
 * and server: no clock, no chance, no framework. One folder per subject, each with the same four doors.
 */

import * as v from 'valibot'
import type { LogEvent } from '#log/event.ts'
import { callKinds } from './calls/events.ts'
import { caseKinds } from './cases/events.ts'
import { casualtyKinds } from './casualties/events.ts'
import { counterKinds } from './counters/events.ts'
import { dayKinds } from './day/events.ts'
import { drillKinds, drillPlanKinds, networkDrillKinds } from './drills/events.ts'
import { floorPlanKinds, wayKinds } from './floorPlan/events.ts'
import { incidentKinds } from './incidents/events.ts'
import { interruptionKinds } from './interruptions/events.ts'
import { keyKinds } from './keys/events.ts'
import type { Kind, Writer } from './kind.ts'
import { lateEntryKinds } from './lateEntry/events.ts'
import { ledgerKinds } from './ledger/events.ts'
import { numberKinds } from './numbers/events.ts'
import { paperKinds } from './papers/events.ts'
import { publishingKinds } from './publishing/events.ts'
import { reportKinds } from './reports/events.ts'
import { rosterKinds } from './roster/events.ts'
import { settingsKinds } from './settings/events.ts'
import { staffKinds } from './staff/events.ts'
import { tabletKinds } from './tablets/events.ts'
import { ticketKinds } from './tickets/events.ts'
import { backupKinds, transferKinds } from './transfer/events.ts'

/** Every kind of event this version knows, by name. */
export const kinds = {
  ...settingsKinds,
  ...ticketKinds,
  ...callKinds,
  ...counterKinds,
  ...staffKinds,
  ...tabletKinds,
  ...numberKinds,
  ...dayKinds,
  ...keyKinds,
  ...paperKinds,
  ...caseKinds,
  ...lateEntryKinds,
  ...interruptionKinds,
  ...ledgerKinds,
  ...incidentKinds,
  ...casualtyKinds,
  ...backupKinds,
  ...transferKinds,
  ...reportKinds,
  ...drillKinds,
  ...networkDrillKinds,
  ...drillPlanKinds,
  ...rosterKinds,
  ...publishingKinds,
  ...floorPlanKinds,
  ...wayKinds,
}

export type KindName = keyof typeof kinds
/** The body of a kind. */
export type BodyOf<K extends KindName> = Readonly<v.InferOutput<(typeof kinds)[K]['body']>>
/** An event of a known kind whose body has been checked. */
export type HallEvent = { [K in KindName]: EventOf<K> }[KindName]
export type EventOf<K extends KindName> = Omit<LogEvent, 'kind' | 'body'> & {
  readonly kind: K
  readonly body: BodyOf<K>
}

/** A kind that may belong to a drill. */
export type ExercisedKind = {
  [K in KindName]: (typeof kinds)[K] extends { readonly exercised: true } ? K : never
}[KindName]

/** What the check says of an event: known and sound, from a newer tablet, or meaningless. */
export type BodyCheck =
  | { readonly verdict: 'sound'; readonly event: HallEvent }
  | { readonly verdict: 'unknown-kind' }
  | { readonly verdict: 'bad-body' }

/** The declaration of a kind by name, if this version knows it. */
export const kindOf = (name: string): Kind | undefined =>
  Object.hasOwn(kinds, name) ? (kinds as Record<string, Kind>)[name] : undefined

/** Whether a tablet at this place, or the hall server, may write a kind. Unknown kinds pass: a newer tablet knows better. */
export const mayWrite = (writer: Writer, kind: string): boolean => kindOf(kind)?.writers.includes(writer) ?? true

/** Checks what an event says and what it is about, once, where it enters. Unknown kinds are kept and passed on, and left out of the fold. */
export function checkBody(event: LogEvent): BodyCheck {
  const declared = kindOf(event.kind)
  if (!declared) return { verdict: 'unknown-kind' }
  // A ticket or a case of a drill does not exist.
  if (event.drill !== null && !declared.exercised) return { verdict: 'bad-body' }
  return v.is(declared.subject, event.subject) && v.is(declared.body, event.body)
    ? { verdict: 'sound', event: event as HallEvent }
    : { verdict: 'bad-body' }
}
