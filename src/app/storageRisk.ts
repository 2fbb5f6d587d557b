import type { StorageState } from '#device/storageGuard.ts'

/** More of what the browser allows (percent) is worth a look before the tablet lets everything go that it may. */
const FULL_PERCENT = 85

/** How much of what the browser allows is used, in whole percent, never told smaller than it is; 0: it does not say. */
export const usedPercent = ({ quotaBytes, usedBytes }: Pick<StorageState, 'quotaBytes' | 'usedBytes'>): number =>
  quotaBytes > 0 ? Math.ceil((100 * usedBytes) / quotaBytes) : 0

/**
 * What may cost this tablet what it has saved: `full`, there is hardly room for more; `loose`, the browser has not promised to
 * keep it and may clear it away without a word. Null: neither, or nobody knows yet.
 */
export function storageRisk(storage: StorageState): 'full' | 'loose' | null {
  if (usedPercent(storage) > FULL_PERCENT) return 'full'
  return storage.persisted === false ? 'loose' : null
}
