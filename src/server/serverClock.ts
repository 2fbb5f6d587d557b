import { clocksAgree } from '#log/stamp.ts'

/**
 * Why the server's time cannot be believed, with both times (ISO 8601): what the wall says, and what is stored
 * (`clock-behind`), what has run since (`clock-leapt`) or what two tablets say (`clock-doubted`).
 */
export interface ClockTrouble {
  readonly code: 'clock-behind' | 'clock-leapt' | 'clock-doubted'
  readonly facts: { readonly clock: string; readonly other: string }
}

/** The server's time, and whether it can be believed. */
export interface ServerClock {
  /** The time on the wall; where two devices or what has run say another one, that. */
  now(): number
  /** Null while the time can be believed. */
  trouble(): ClockTrouble | null
  /** A tablet tells what its own device says, uncorrected (ms since 1970): a clock that nobody has set by this one. */
  hear(tablet: string, device: number): void
  /** Whether two devices, or a manager, have said the same since the start. */
  readonly isVouchedFor: boolean
  /** Whether two devices, or a manager, say the same as this clock. */
  isAgreed(): boolean
  /** Something was stored under the time that is now: nothing that comes later may lie before it. */
  hasStored(): void
  /** A manager says that the time on the wall is right now. */
  confirm(): void
}

/** Farther behind the newest event than this (ms) the clock is not believed. */
const MOST_BEHIND_MS = 60_000
/** What a tablet told longer ago than this (ms) says nothing any more: it says hello every few seconds. */
const TOLD_LATELY_MS = 60_000

/**
 * Watches the clock on the wall against what is stored, what has run since it was last looked at, and what devices say
 * that nobody has set by it. A machine that lost its clock battery, or was set to another year, would otherwise hand every
 * tablet a wrong time. Started → believed until two devices say otherwise and none the same → doubted → they say it again,
 * and it lies behind nothing that is stored: their time goes on. Believed → leapt → two devices agree with each other: with
 * the wall, it is believed again; with anything else, running time goes on. `newest`: what was stored last, and noted beside
 * it (ISO 8601).
 */
export function openServerClock(
  newest: readonly (string | null)[],
  { now: wall, elapsed }: { readonly now: () => number; readonly elapsed: () => number },
): ServerClock {
  let highest = Math.max(0, ...newest.map((stored) => (stored === null ? 0 : Date.parse(stored))))
  /** Null: since the start the wall has lain behind what is stored. */
  let believed: { readonly time: number; readonly at: number } | null = null
  /** Two devices have agreed that the wall is not to be followed. */
  let goesOn = false
  /** Since the start somebody else has said the same: from now on running time is enough. */
  let isVouchedFor = false
  /** A manager has said this time; it has run on since. */
  let isSaid = false
  /** By how much two devices are ahead of running time that say otherwise, and since when. */
  let doubt: { readonly ahead: number; readonly since: number } | null = null
  const devices = new Map<string, { readonly ahead: number; readonly at: number }>()

  // Whole ms, as every clock tells them and every store keeps them.
  const running = () => Math.floor(believed ? believed.time + elapsed() - believed.at : wall())
  const hasLeapt = () => !clocksAgree(wall(), running())
  const isBehind = (time: number) => time < highest - MOST_BEHIND_MS

  function believe(time: number): void {
    isSaid &&= clocksAgree(time, running())
    believed = { time, at: elapsed() }
    doubt = null
    isVouchedFor = true
  }

  function now(): number {
    if (hasLeapt()) return running()
    const time = wall()
    goesOn = false
    // Wherever the wall stands: it is not earlier than what is stored.
    if (isBehind(time)) return highest
    believed = { time, at: elapsed() }
    return time
  }

  function confirm(): void {
    believe(wall())
    highest = wall()
    goesOn = false
  }

  /** How far ahead of running time devices are that told it after this moment (`elapsed`), and lately. */
  const toldSince = (since: number) =>
    [...devices.values()].filter(({ at }) => at > since && elapsed() - at <= TOLD_LATELY_MS).map(({ ahead }) => ahead)

  /** What two devices that agree with each other say now. */
  function pairs(since = Number.NEGATIVE_INFINITY): readonly (readonly [number, number])[] {
    const times = toldSince(since).map((ahead) => ahead + elapsed())
    return times.flatMap((one, i) =>
      times.slice(i + 1).flatMap((other) => (clocksAgree(one, other) ? [[one, other] as const] : [])),
    )
  }
  const saidByTwo = (time: number) => pairs().some((pair) => pair.every((one) => clocksAgree(one, time)))

  /** Follows two devices where what they say lies behind nothing that is stored. */
  function followDevices(since?: number): void {
    const time = pairs(since).find(([one]) => !isBehind(one))?.[0]
    if (time === undefined) return
    believe(time)
    goesOn = true
  }

  /** Lets two devices decide what one clock alone cannot. */
  function settle(): void {
    const isPutRight = doubt !== null && clocksAgree(wall(), doubt.ahead + elapsed())
    if (isPutRight) confirm()
    else if (hasLeapt() && doubt === null) {
      if (!saidByTwo(running()) && saidByTwo(wall())) confirm()
      else if (pairs().length > 0) goesOn = true
    } else if (saidByTwo(wall())) {
      if (isBehind(wall())) confirm()
      else believe(wall())
    } else if (isBehind(wall())) followDevices()
    else if (doubt !== null) followDevices(doubt.since)
    else if (!isVouchedFor) beginToDoubt()
  }

  function beginToDoubt(): void {
    const [pair] = pairs()
    const isAlone = toldSince(Number.NEGATIVE_INFINITY).every((ahead) => !clocksAgree(ahead + elapsed(), now()))
    if (pair && isAlone) doubt = { ahead: pair[0] - elapsed(), since: elapsed() }
  }

  function troubleWith(code: ClockTrouble['code'], other: number): ClockTrouble {
    const said = (ms: number) => new Date(ms).toISOString()
    return { code, facts: { clock: said(wall()), other: said(other) } }
  }

  return {
    now,
    trouble() {
      settle()
      const time = now()
      if (doubt) return troubleWith('clock-doubted', doubt.ahead + elapsed())
      if (hasLeapt() && !goesOn) return troubleWith('clock-leapt', time)
      if (!hasLeapt() && isBehind(wall())) return troubleWith('clock-behind', highest)
      return null
    },
    hear(tablet, device) {
      devices.set(tablet, { ahead: device - elapsed(), at: elapsed() })
    },
    hasStored() {
      highest = Math.max(highest, now())
    },
    get isVouchedFor() {
      return isVouchedFor
    },
    isAgreed: () => isSaid || saidByTwo(now()),
    confirm() {
      confirm()
      isSaid = true
    },
  }
}
