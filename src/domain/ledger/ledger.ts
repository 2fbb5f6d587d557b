import type { BodyOf } from '../kind.ts'
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

/** What a customer said to what was suggested to them. */
export interface SuggestionAnswer extends BodyOf<(typeof ledgerKinds)['SuggestionAnswered']> {
  readonly by: string | null
}

/** What happened that was special, who was shown another way, and what customers said to suggestions. */
export interface LedgerPart {
  /** 特殊情况台账, by id. */
  readonly specials: ReadonlyMap<string, SpecialNote>
  readonly referrals: Referrals
  /** By the case after which it was made. */
  readonly suggestions: ReadonlyMap<string, SuggestionAnswer>
}
