import { pause } from '#device/basics/pause.ts'
import type { LineStore } from '#device/store/lineStore.ts'
import { leftBehind, mayLeave } from '#domain/leaving.ts'
import type { OpenHall } from '#domain/openHall.ts'

/**
 * Lines of tickets of days that were closed long ago leave this tablet, as far as the hall server and a backup have them:
 * `safe` says of each journal, as the hall calls it, up to which line. What this tablet wrote itself stays. Answers how many lines went.
 */
export async function letLinesGo(
  { store, shown, exclusive }: LettingLinesGo,
  safe: Readonly<Record<string, number>>,
): Promise<number> {
  const hall = shown()
  const before = leftBehind(hall)
  if (before === null) return 0
  const leaving = {
    goes: (head: Parameters<typeof mayLeave>[1]) => mayLeave(hall, head, before),
    isSafe: ({ journal, n }: { readonly journal: string; readonly n: number }) => n <= (safe[journal] ?? 0),
  }
  let gone = 0
  const heads = await store.leavingHeads()
  for (const row of await heads.rows(new Date(before).toISOString())) {
    gone += await exclusive(() => heads.leave(row, leaving))
    await pause()
  }
  return gone
}

interface LettingLinesGo {
  readonly store: Pick<LineStore, 'leavingHeads'>
  readonly shown: () => OpenHall
  readonly exclusive: <T>(task: () => Promise<T>) => Promise<T>
}
