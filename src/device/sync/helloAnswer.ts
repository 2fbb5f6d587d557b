import * as v from 'valibot'
import type { Answer } from './answers.ts'
import type { Hello } from './hallServer.ts'
import type { TimesApart } from './hallTime.ts'

/** Whether the hall server wants to see another token; until it hears that one, the one before is good. */
export const isOutOfDate = (answer: Answer<Hello>): boolean =>
  answer.kind === 'unauthorised' || (answer.kind === 'ok' && answer.value.renew)

/** What somebody may have to do something about; null where nobody answered at all. */
export function whyOf(answer: Answer<Hello>): string | null {
  switch (answer.kind) {
    case 'ok':
      return 'other-hall'
    case 'wait':
    case 'unauthorised':
    case 'problem':
      return answer.code
    case 'not-our-server':
      return answer.kind
    case 'unreachable':
    case 'revoked':
      return null
  }
}

/** Tablets that are not heard, by id: up to where each has confirmed, and since when (ms). */
export const silentMap = (
  silent: Hello['silent'],
): ReadonlyMap<string, { readonly seq: number; readonly since: number }> =>
  new Map(silent.map(({ tablet, seq, since }) => [tablet, { seq, since: Date.parse(since) }]))

const Time = v.pipe(v.string(), v.isoTimestamp())
const Times = v.object({ clock: Time, other: Time })

/** Both times of a hall server whose clock is not believed. */
export function timesOf(answer: Answer<Hello>): TimesApart | null {
  const times = answer.kind === 'wait' ? v.safeParse(Times, answer.body) : null
  return times?.success ? { server: Date.parse(times.output.clock), other: Date.parse(times.output.other) } : null
}
