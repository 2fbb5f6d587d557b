import type { Answer } from './answers.ts'

/**
 * Why an answer says nothing of what was asked. `server-busy`: it is asked too much, or does nothing just now (429, 503);
 * `server-failed`: it has answered, and only that it could not; `not-our-server`: something else has answered in its place.
 */
export const NO_WORDS = ['server-unreachable', 'not-our-server', 'server-busy', 'server-failed'] as const
export type NoWord = (typeof NO_WORDS)[number]

/**
 * What is told of an answer whose code says nothing of what was asked. Whoever asks looks at the codes of its own first, and
 * makes no particular cause out of any other.
 */
export function noWord({ kind }: Exclude<Answer<unknown>, { kind: 'ok' }>): NoWord {
  switch (kind) {
    case 'unreachable':
      return 'server-unreachable'
    case 'not-our-server':
      return kind
    case 'wait':
      return 'server-busy'
    case 'unauthorised':
    case 'revoked':
    case 'problem':
      return 'server-failed'
  }
}
