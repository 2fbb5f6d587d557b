import type { Pen } from '#device/journal/pen.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { keptHead } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'

/** Time (ms since 1970) of the oldest own line that the server has not kept, or null. */
export async function oldestUnsent(pen: Pen, store: LineStore): Promise<number | null> {
  let oldest: number | null = null
  for (const { journal, head, kept } of pen.journals) {
    if (head.n <= kept) continue
    await store.readOwn(journal, kept + 1, ({ lines, from }) => {
      const line = lines[Math.max(0, kept + 1 - from)]
      const time = line === undefined ? null : stampTime(keptHead(line).stamp)
      if (time !== null && (oldest === null || time < oldest)) oldest = time
      return true
    })
  }
  return oldest
}
