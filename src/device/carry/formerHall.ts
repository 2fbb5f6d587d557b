import { verifySignature } from '#device/basics/signatures.ts'
import { running } from '#domain/incidents/queries.ts'
import type { IncidentElsewhere, TicketElsewhere } from '#domain/takeover/commands.ts'
import { isAway, isOpen, type Ticket } from '#domain/tickets/tickets.ts'
import { emptyHall, foldEvents, isHallEvent } from '#domain/whole.ts'
import { readCarried } from '#log/carried.ts'
import { compareEvents } from '#log/event.ts'
import { unpacked } from './carrier.ts'
import { openingIn } from './choosing.ts'

/**
 * Who waits in another hall and what goes on there, as a file says that a tablet of that hall packed. Nobody of this hall
 * knows its keys: that the file is whole is looked at, and whether it is true is for a person to say.
 */
export interface FormerHall {
  readonly hall: string
  /** When the file was written, ISO 8601. */
  readonly at: string
  /** What the hall and the tablet that wrote the file are called, as the file says; empty: it says nothing of that. */
  readonly names: { readonly hall: string; readonly tablet: string }
  /** Who waits, or has been promised a turn. Their queues are of that hall, whose names lie in no file. */
  readonly tickets: readonly FormerTicket[]
  /** Labels of who was being served there, and of who was not there when called: neither waits. */
  readonly served: readonly string[]
  readonly missed: readonly string[]
  readonly incidents: readonly IncidentElsewhere[]
}

/** A number with what it was in that hall; `called` also when it had been set aside: a turn that was promised. */
export interface FormerTicket extends TicketElsewhere {
  readonly was: 'away' | 'called' | 'waiting'
}

/** Reads the file of another hall; null when it is none, or not as it was written. */
export async function readFormerHall(bytes: Uint8Array<ArrayBuffer>): Promise<FormerHall | null> {
  const text = await unpacked(bytes)
  const read = text === null ? null : readCarried(text)
  if (!read?.ok) return null
  const { hall, at, tablet, names = { hall: '', tablet: '' } } = read.cover
  const lines = read.runs.flatMap((run) => run.lines)
  const keys = lines
    .flatMap(({ event }) => openingIn(event))
    .flatMap(([, opened]) => (opened.tablet === tablet ? [opened.key] : []))
  const signed = await Promise.all(keys.map((key) => verifySignature(key, read.signed, read.signature)))
  if (!signed.includes(true)) return null
  const events = lines.flatMap(({ event, journal }) => (event && isHallEvent(event) ? [{ ...event, journal }] : []))
  const folded = foldEvents(emptyHall(hall), events.sort(compareEvents))
  const open = [...folded.tickets.values()].filter(isOpen)
  const labelsOf = (status: Ticket['status']) => open.flatMap((each) => (each.status === status ? [each.label] : []))
  return {
    hall,
    at,
    names,
    tickets: open
      .filter(({ status }) => status !== 'serving' && status !== 'missed')
      .map((ticket) => {
        const { label, queue, service, priority, issuedAt: takenAt, toCheck, toWave } = ticket
        const awayUntil = isAway(ticket, Date.parse(at)) ? ticket.awayUntil : null
        const was = awayUntil !== null ? 'away' : ticket.status === 'waiting' ? 'waiting' : 'called'
        return { label, queue, service, priority, takenAt, toCheck, toWave, awayUntil, was }
      }),
    served: labelsOf('serving'),
    missed: labelsOf('missed'),
    incidents: running(folded)
      .filter(({ drill }) => !drill)
      .map(({ plan, version, level, ticks }) => ({
        plan,
        version,
        level,
        ticks: [...ticks].map(([step, tick]) => ({ step, at: tick.at })),
      })),
  }
}
