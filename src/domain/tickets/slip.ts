/** What a slip's QR code says: enough to serve a customer on a tablet that has never heard of the ticket. */
import * as v from 'valibot'
import { Day, Id } from '../shapes.ts'
import { Label, PRIORITIES, type Priority } from './events.ts'
import type { Ticket } from './tickets.ts'

/** The facts on a slip. No name, no number of a person: the slip may lie on the floor afterwards. */
export interface Slip {
  readonly hall: string
  /** The tablet that signed it. */
  readonly tablet: string
  readonly ticket: string
  readonly label: string
  readonly day: string
  readonly queue: string
  readonly service: string | null
  readonly priority: Priority | null
  /** When it was taken, ms since 1970. */
  readonly issuedAt: number
}

/** What reading a QR code gave: a slip with the text its signature covers, or that it is none of ours. */
export type ReadSlip =
  | { readonly ok: true; readonly slip: Slip; readonly signed: string; readonly signature: string }
  | { readonly ok: false; readonly why: 'not-a-slip' }

/** The text a tablet signs: `SO1/h_7Q2M/d_01/t_9f3c/A019/2026-11-23/A/pay/-/mfk3q2x1`. */
export const slipText = (hall: string, tablet: string, ticket: Ticket): string =>
  [
    'SO1',
    hall,
    tablet,
    ticket.id,
    ticket.label,
    ticket.day,
    ticket.queue,
    ticket.service ?? '-',
    ticket.priority ?? '-',
    Math.round(ticket.issuedAt).toString(36),
  ].join('/')

/** The whole QR code: the signed text and its signature (base64url). */
export const slipCode = (text: string, signature: string): string => `${text}/${signature}`

/** Reads a scanned QR code. The signature is still to be checked. Never throws. */
export function readSlip(code: string): ReadSlip {
  const parts = code.trim().split('/')
  if (code.length > 1024 || parts.length !== 11) return { ok: false, why: 'not-a-slip' }
  const [version, hall, tablet, ticket, label, day, queue, service, priority, taken, signature] = parts
  const issuedAt = Number.parseInt(taken ?? '', 36)
  const slip = v.safeParse(SlipShape, {
    hall,
    tablet,
    ticket,
    label,
    day,
    queue,
    service: service === '-' ? null : service,
    priority: priority === '-' ? null : priority,
    issuedAt,
  })
  if (version !== 'SO1' || !slip.success || !/^[\w-]{20,200}$/.test(signature ?? ''))
    return { ok: false, why: 'not-a-slip' }
  return { ok: true, slip: slip.output, signed: parts.slice(0, 10).join('/'), signature: signature ?? '' }
}

const SlipShape = v.object({
  hall: Id,
  tablet: Id,
  ticket: Id,
  label: Label,
  day: Day,
  queue: Id,
  service: v.nullable(Id),
  priority: v.nullable(v.picklist(PRIORITIES)),
  issuedAt: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(8.64e15)),
})
