import * as v from 'valibot'
import { type Answer, judge, type RawAnswer } from './answers.ts'

const Number1 = v.pipe(v.number(), v.safeInteger(), v.minValue(1))
const Kept = v.object({
  kept: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  quarantined: v.optional(v.array(v.object({ n: Number1, code: v.string() })), []),
})
const Gap = v.object({ expected: Number1 })
const Fork = v.object({
  n: v.pipe(v.number(), v.safeInteger(), v.minValue(0)),
  branch: v.nullish(v.string(), null),
  kept: v.optional(v.pipe(v.number(), v.safeInteger(), v.minValue(0)), 0),
})
const Refused = v.object({ n: v.optional(Number1) })

/** What the hall server's answer to a push means for the outbox. Only `kept` takes anything out of it. */
export type PushVerdict =
  | {
      readonly kind: 'kept'
      readonly n: number
      readonly quarantined: readonly { readonly n: number; readonly code: string }[]
      readonly server: string | null
    }
  /** The server misses lines before these. */
  | { readonly kind: 'gap'; readonly expected: number }
  /** The server holds other lines under these numbers; ours it keeps as a branch, once it has seen where they part. */
  | {
      readonly kind: 'fork'
      readonly n: number
      /** The name of the branch; `kept` counts in it. */
      readonly branch: string | null
      readonly kept: number
    }
  | { readonly kind: 'too-large' }
  /** A clock ran far ahead when this was written, and the server has not heard yet where it belongs. */
  | { readonly kind: 'clock' }
  /** The envelope of line `n` (null: of some line) is broken; the lines stay here and a person has to look. */
  | { readonly kind: 'refused'; readonly n: number | null; readonly code: string }
  | { readonly kind: 'retry' }
  | Exclude<Answer<never>, { kind: 'ok' | 'problem' }>

/** Judges the answer to a push. Whatever is not understood means: try again later, lose nothing. */
export function judgePush(raw: RawAnswer | null): PushVerdict {
  // A proxy in between may refuse the size in its own words; smaller pushes harm nobody.
  if (raw?.status === 413) return { kind: 'too-large' }
  const answer = judge(raw, Kept)
  if (answer.kind === 'ok') {
    if (raw?.status !== 200) return { kind: 'not-our-server' }
    return { kind: 'kept', n: answer.value.kept, quarantined: answer.value.quarantined, server: answer.server }
  }
  if (answer.kind !== 'problem') return answer
  const { status, code, body } = answer
  const gap = v.safeParse(Gap, body)
  if (status === 409 && code === 'gap' && gap.success) return { kind: 'gap', expected: gap.output.expected }
  const fork = v.safeParse(Fork, body)
  if (status === 409 && code === 'fork' && fork.success) return { kind: 'fork', ...fork.output }
  if (status === 409 && code === 'clock-ahead') return { kind: 'clock' }
  const refused = v.safeParse(Refused, body)
  if (status === 422 && refused.success) return { kind: 'refused', n: refused.output.n ?? null, code }
  // A journal of the tablet that this device was before it was paired anew.
  if (status === 403 && code === 'not-your-journal') return { kind: 'refused', n: null, code }
  return { kind: 'retry' }
}
