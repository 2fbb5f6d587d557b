import * as v from 'valibot'

/** What is written about somebody who is hurt: as little as helping needs (plan-study §4.5). Sealed as a paper. */
export const CasualtyRecord = v.object({
  who: v.string(),
  seen: v.string(),
  care: v.string(),
  family: v.string(),
})
export type CasualtyRecord = v.InferOutput<typeof CasualtyRecord>

export const emptyRecord: CasualtyRecord = { who: '', seen: '', care: '', family: '' }

/** The kind under which the paper of a casualty is sealed; its subject is the incident. */
export const CASUALTY_PAPER = 'casualty'

/** The record that these bytes hold, or null when they hold something else. */
export function recordIn(bytes: Uint8Array): CasualtyRecord | null {
  try {
    const parsed = v.safeParse(CasualtyRecord, JSON.parse(new TextDecoder().decode(bytes)))
    return parsed.success ? parsed.output : null
  } catch {
    return null
  }
}
