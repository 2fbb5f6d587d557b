import { clocksAgree } from '#log/stamp.ts'
import type { EventStore } from './eventStore.ts'

/** Why the server's time cannot be believed; a leap is told with both times (ISO 8601). */
export type ClockTrouble =
  | { readonly code: 'clock-behind'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'clock-leapt'; readonly facts: { readonly clock: string; readonly running: string } }

/** The server's time, and whether it can be believed. */
export interface ServerClock {
  /** The time on the wall; after a leap that nobody has vouched for, the time before it and what has run since. */
  now(): number
  /** Null while the time can be believed. */
  trouble(): ClockTrouble | null
  /** A tablet tells what its own device says, uncorrected (ms since 1970): a clock that nobody has set by this one. */
  hear(tablet: string, device: number): void
  /** Whether two devices say the same as this clock. */
  isAgreed(): boolean
  /** A manager says that the time on the wall is right now. */
  confirm(): void
}

/** Farther behind the newest event than this (ms) the clock is not believed. */
const MOST_BEHIND_MS = 60_000
/** What a tablet told longer ago than this (ms) says nothing any more: it says hello every few seconds. */
const TOLD_LATELY_MS = 60_000

/**
 * Watches the clock on the wall against what is stored and against what has run since it was last looked at. A machine
 * that lost its clock battery, or was set to another year, would otherwise hand every tablet a wrong time. Believed →
 * leapt → two devices agree with each other: with the wall, it is believed again; with anything else, running time goes on.
 */
export async function openServerClock(
  store: Pick<EventStore, 'newestReceived'>,
  { now: wall, elapsed }: { readonly now: () => number; readonly elapsed: () => number },
): Promise<ServerClock> {
  const newest = await store.newestReceived()
  let highest = newest === null ? 0 : Date.parse(newest)
  let believed = { time: wall(), at: elapsed() }
  /** Since the leap two devices have agreed that the wall is not to be followed. */
  let goesOn = false
  const devices = new Map<string, { readonly ahead: number; readonly at: number }>()

  const running = () => believed.time + elapsed() - believed.at
  const hasLeapt = () => !clocksAgree(wall(), running())

  function now(): number {
    if (hasLeapt()) return running()
    believed = { time: wall(), at: elapsed() }
    goesOn = false
    return believed.time
  }

  function confirm(): void {
    believed = { time: wall(), at: elapsed() }
    highest = believed.time
    goesOn = false
  }

  /** What two devices that agree with each other say now. */
  function pairs(): readonly (readonly [number, number])[] {
    const told = [...devices.values()].filter(({ at }) => elapsed() - at <= TOLD_LATELY_MS)
    const times = told.map(({ ahead }) => ahead + elapsed())
    return times.flatMap((one, i) =>
      times.slice(i + 1).flatMap((other) => (clocksAgree(one, other) ? [[one, other] as const] : [])),
    )
  }
  const saidByTwo = (time: number) => pairs().some((pair) => pair.every((one) => clocksAgree(one, time)))

  /** Lets two devices decide what one clock alone cannot. */
  function settle(): void {
    if (hasLeapt()) {
      if (!saidByTwo(running()) && saidByTwo(wall())) confirm()
      else if (pairs().length > 0) goesOn = true
    } else if (now() < highest - MOST_BEHIND_MS && saidByTwo(wall())) confirm()
  }

  return {
    now,
    trouble() {
      settle()
      const time = now()
      if (hasLeapt() && !goesOn) {
        const said = (ms: number) => new Date(ms).toISOString()
        return { code: 'clock-leapt', facts: { clock: said(wall()), running: said(time) } }
      }
      if (time < highest - MOST_BEHIND_MS) return { code: 'clock-behind', facts: {} }
      if (time > highest) highest = time
      return null
    },
    hear(tablet, device) {
      devices.set(tablet, { ahead: device - elapsed(), at: elapsed() })
    },
    isAgreed: () => saidByTwo(now()),
    confirm,
  }
}
