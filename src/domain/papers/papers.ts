import { stampTime } from '#log/stamp.ts'
import type { FoldOf } from '../hall.ts'
import type { paperKinds } from './events.ts'

/** Papers of one case that were destroyed, by whom and when. */
export interface Shredding {
  readonly subject: string
  readonly papers: number
  readonly at: number
  readonly by: string | null
}

/** So many are remembered one by one; the names of shredded papers are for all time. */
const REMEMBERED = 100

export const foldPapers: FoldOf<keyof typeof paperKinds> = {
  PapersShredded(hall, { subject, body, by, stamp }) {
    hall.shredded = new Set([...hall.shredded, ...body.papers])
    const shredding = { subject, papers: body.papers.length, at: stampTime(stamp), by }
    hall.shreddings = [...hall.shreddings.slice(1 - REMEMBERED), shredding]
  },
}
