import type { LogEvent } from '#log/event.ts'

/** Whether from this event on only history asks for its case: it ended, and nobody waits to hear of it. */
export const settles = ({ kind, body }: Pick<LogEvent, 'kind' | 'body'>): boolean =>
  (kind === 'CaseEnded' && body.tell !== true) || (kind === 'CustomerCalledBack' && body.result !== 'no-answer')
