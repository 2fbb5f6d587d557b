import type { FoldOf } from '../hall.ts'
import type { paperKinds } from './events.ts'

export const foldPapers: FoldOf<keyof typeof paperKinds> = {
  PapersShredded(hall, { body }) {
    hall.shredded = new Set([...hall.shredded, ...body.papers])
  },
}
