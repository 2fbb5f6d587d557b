import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import type { ledgerKinds } from './events.ts'

/** 特殊情况台账: one entry. */
export interface SpecialNote {
  readonly id: string
  readonly service: string | null
  readonly case: string | null
  readonly tags: readonly string[]
  readonly day: string
  readonly at: number
  readonly by: string | null
  readonly paper: string | null
  /** Kept as experience, or not; null while nobody has decided. */
  readonly keep: boolean | null
  readonly decidedBy: string | null
}

/** How often each way was shown on a day, by `2026-11-23/SV01/app`. */
export type Referrals = ReadonlyMap<string, number>

export const foldLedger: FoldOf<keyof typeof ledgerKinds> = {
  CustomerReferred(hall, { subject, body }) {
    const key = `${body.day}/${subject}/${body.channel}`
    hall.referrals.set(key, (hall.referrals.get(key) ?? 0) + 1)
  },

  SpecialNoted(hall, { subject, body, by, stamp, papers }) {
    if (hall.specials.has(subject)) return
    const at = stampTime(stamp)
    const [paper = null] = papers
    hall.specials.set(subject, { id: subject, ...body, at, by, paper, keep: null, decidedBy: null })
  },

  SpecialDecided(hall, { subject, body, by }) {
    const note = hall.specials.get(subject)
    if (note) hall.specials.set(subject, { ...note, keep: body.keep, decidedBy: by })
  },
}
