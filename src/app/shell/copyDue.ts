import type { TabletStatus } from '#device/tabletStatus.ts'

/** So long (ms) records may lie on this tablet alone before a copy is asked for, each time anew … */
const DAY_MS = 24 * 60 * 60_000
/** … and so long where the browser does not promise to keep them. */
const HOUR_MS = 60 * 60_000

/**
 * Whether somebody should save a file of what lies on this tablet alone, and why: `loose`, the browser may clear it away;
 * `old`, the hall server has not had it for a day. Null: everything is at the hall server, or was saved lately (`savedAt`).
 */
export function copyDue(
  { storage, unsent }: Pick<TabletStatus, 'storage' | 'unsent'>,
  now: number,
  savedAt: () => number | null,
): 'loose' | 'old' | null {
  const isLoose = storage.persisted === false
  const most = isLoose ? HOUR_MS : DAY_MS
  if (unsent.oldest === null || now - unsent.oldest < most) return null
  if (now - (savedAt() ?? Number.NEGATIVE_INFINITY) < DAY_MS) return null
  return isLoose ? 'loose' : 'old'
}
