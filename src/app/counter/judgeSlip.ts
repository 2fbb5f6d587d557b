import type { Tablet } from '#device/tablet.ts'
import { businessDay } from '#domain/day/businessDay.ts'
import { readSlip, type Slip } from '#domain/tickets/slip.ts'
import { signedFor } from '#log/signed.ts'

/** What a scanned code is worth. Only a slip whose signature is wrong is refused; one that cannot be checked is said so. */
export type SlipVerdict =
  | { readonly kind: 'verified' | 'unknownTablet' | 'revokedTablet'; readonly slip: Slip }
  | { readonly kind: 'otherDay'; readonly slip: Slip }
  | { readonly kind: 'forged' | 'otherHall' | 'notASlip' }

/** Reads a code and checks its signature with the keys this tablet holds; works without the network. */
export async function judgeSlip(tablet: Tablet, code: string): Promise<SlipVerdict> {
  const read = readSlip(code)
  if (!read.ok) return { kind: 'notASlip' }
  const { slip, signed, signature } = read
  const { hall } = tablet.log
  if (slip.hall !== hall.id) return { kind: 'otherHall' }
  const by = hall.tablets.get(slip.tablet)
  const known = by !== undefined
  const inTheLine = hall.tickets.get(slip.ticket)?.label === slip.label
  // What a tablet signed that was sent away vouches for nothing any more; the hall's own record of the ticket does.
  if (by?.revoked) return inTheLine ? { kind: 'revokedTablet', slip } : { kind: 'forged' }
  if (known && !(await tablet.verify(signedFor('slip', signed), signature, slip.tablet))) return { kind: 'forged' }
  const ticket = hall.tickets.get(slip.ticket)
  const goesOn = ticket !== undefined && ticket.carriedTo !== null
  if (slip.day !== businessDay(hall, tablet.now()) && !goesOn) return { kind: 'otherDay', slip }
  return { kind: known ? 'verified' : 'unknownTablet', slip }
}
