import type { Mark } from '../incidents/mark.ts'

/** What is to be better next time: to be done, done, looked at by a second person; once it helps it is closed. */
export interface Improvement {
  readonly id: string
  /** The incident, the drill or the complaint it comes from; null: somebody saw it otherwise. */
  readonly of: string | null
  readonly what: string
  /** The member of staff who is to do it. */
  readonly owner: string
  /** The last day on which it is in time: `2026-12-31`. */
  readonly due: string
  readonly opened: Mark
  readonly done: (Mark & { readonly evidence: string }) | null
  readonly checked: (Mark & { readonly helps: boolean; readonly note: string }) | null
}

/** Improvements by id. */
export interface ImprovementsPart {
  readonly improvements: ReadonlyMap<string, Improvement>
}
