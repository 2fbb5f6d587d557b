import type { Slip } from './slip.ts'

/** That a slip was shown, with what it says, for a ticket that this tablet has not heard of. */
export function presented({ ticket, label, queue, service, day, priority, issuedAt }: Slip) {
  const body = { label, queue, service, day, priority, issuedAt: new Date(issuedAt).toISOString() }
  return { kind: 'SlipPresented', subject: ticket, body } as const
}
