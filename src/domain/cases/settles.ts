import type { LogEvent } from '#log/event.ts'

/** Kinds with which an appointment is over. */
const OVER: readonly string[] = ['AppointmentKept', 'AppointmentCancelled']

/** Whether from this event on only history asks for its case or appointment: it ended, and nobody waits to hear of it. */
export const settles = ({ kind, body }: Pick<LogEvent, 'kind' | 'body'>): boolean =>
  OVER.includes(kind) ||
  (kind === 'CaseEnded' && body.tell !== true) ||
  (kind === 'CustomerCalledBack' && body.result !== 'no-answer')
