import { within } from '#device/basics/within.ts'
import { tellWellbeing, type Wellbeing } from '#device/sync/care.ts'
import type { Tablet } from '#device/tablet.ts'
import { hung } from './hung.ts'
import { appVersion } from './shell/version.ts'

/** Told so often (ms) while the hall server is heard. */
const TELL_EVERY_MS = 10 * 60_000

/** What some browsers say of the battery: `navigator.getBattery()`. */
interface BatteryManager {
  /** 0 to 1. */
  readonly level: number
  readonly charging: boolean
}

/** Whoever looks after the hall reads for so long (ms) that a wall hung. */
const HUNG_IS_NEWS_MS = 24 * 60 * 60_000

/** A browser that has not said by then (ms) how the battery is says nothing: the rest is told without it. */
const BROWSER_ANSWERS_MS = 2_000

type TabletPart = Pick<Tablet, 'status' | 'onStatus' | 'post'>

/**
 * Tells the hall server how this tablet is, as soon as that is heard, when a newer version waits, and every ten minutes: which
 * version it runs, whether what lies on it stays, how its battery is. Only the tab that writes does. The answer stops it.
 */
export function tellHowItIs(
  tablet: TabletPart,
  battery: () => Promise<BatteryManager | null> = batteryOfBrowser,
): () => void {
  let isTold = false
  let toldToWait = false
  let isTelling = false
  const isHeard = () => tablet.status.link === 'connected' && tablet.status.pen === 'this-tab'

  async function tell(): Promise<void> {
    if (isTelling || !isHeard()) return
    isTelling = true
    try {
      const wellbeing = await howItIs(tablet, battery)
      isTold = await tellWellbeing(tablet, wellbeing)
      toldToWait = wellbeing.updateWaits === true
    } finally {
      isTelling = false
    }
  }
  // Whatever keeps it from being told now, it is told later.
  const tellLater = () => void tell().catch(() => {})
  const stop = tablet.onStatus(() => {
    // Whoever is heard next may be another machine, which knows nothing of this tablet yet.
    if (tablet.status.link !== 'connected') isTold = false
    if (!isTold || tablet.status.updateWaits !== toldToWait) tellLater()
  })
  const timer = setInterval(tellLater, TELL_EVERY_MS)
  tellLater()
  return () => {
    stop()
    clearInterval(timer)
  }
}

/** Tells it once; false: it was not heard. */
export const tellNow = async (tablet: TabletPart): Promise<boolean> =>
  tellWellbeing(tablet, await howItIs(tablet, batteryOfBrowser))

async function howItIs(tablet: TabletPart, battery: () => Promise<BatteryManager | null>): Promise<Wellbeing> {
  const { persisted, usedBytes, quotaBytes } = tablet.status.storage
  const found = await within(BROWSER_ANSWERS_MS, battery(), null)
  const last = hung.read()
  return {
    app: appVersion,
    persisted,
    usedBytes: Math.round(usedBytes),
    quotaBytes: Math.round(quotaBytes),
    updateWaits: tablet.status.updateWaits,
    clock: new Date().toISOString(),
    battery: found && { percent: Math.round(found.level * 100), charging: found.charging },
    ...(last && Date.now() - Date.parse(last.at) < HUNG_IS_NEWS_MS ? { hung: last } : {}),
  }
}

/** Null where the browser does not say: Chromium alone does, and not everywhere. */
async function batteryOfBrowser(): Promise<BatteryManager | null> {
  const ask: unknown = Reflect.get(navigator, 'getBattery')
  const found: unknown = typeof ask === 'function' ? await ask.call(navigator).catch(() => null) : null
  return isBattery(found) ? found : null
}

const isBattery = (found: unknown): found is BatteryManager =>
  typeof found === 'object' &&
  found !== null &&
  'level' in found &&
  'charging' in found &&
  typeof found.level === 'number'
