import type { SimulatedTime } from './simulatedTime.ts'

/** What happened, as somebody would tell it who saw everything. */
export interface Story {
  readonly lines: readonly string[]
  tell(who: string, what: string): void
}

const HALL_TIME = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
})

/** Begins a story: each line has the true time of the hall, whatever any clock says. */
export function createStory(time: SimulatedTime): Story {
  const lines: string[] = []
  return {
    lines,
    tell(who, what) {
      const ms = String(Math.floor(time.now() % 1_000)).padStart(3, '0')
      lines.push(`${HALL_TIME.format(time.now())}.${ms}  ${who.padEnd(12)} ${what}`)
    },
  }
}
