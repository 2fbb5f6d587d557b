import {
  askStatus,
  faultIn,
  isPaperLow,
  isPaperTold,
  isPaperToldLow,
  isStatus,
  joined,
  type Question,
  slipParts,
} from './escPos.ts'
import type { SlipPicture } from './printing.ts'

/** Why a printer that was reached has not printed; `printer-silent`: it is not there any more. */
export type SlipFault = 'paper-out' | 'cover-open' | 'printer-stopped' | 'printer-silent'

/** A way to one printer, whatever it goes over: bytes there and bytes back. */
export interface PrinterLine {
  /**
   * Null: the way takes a whole slip at once, and questions overtake it. Else what is sent waits in turn, so a slip goes in
   * bands of so many rows and the questions between them.
   */
  readonly bandRows: number | null
  /** Answers when the way has taken it; null: it has, else why not. */
  send(bytes: Uint8Array<ArrayBuffer>): Promise<SlipFault | null>
  /** The next byte that is meant, what comes before it is let go; null: none within so many ms. */
  next(isMeant: (byte: number) => boolean, withinMs: number): Promise<number | 'gone' | null>
  /** What the way itself knows of a printer that answers nothing; null: nothing. */
  look(): Promise<SlipFault | null>
  /** Lets the printer forget what it has: half a slip never comes out later, between those of others. */
  forget(): Promise<void>
}

/** Rows in one command where the way takes a whole slip. */
const BAND_ROWS = 128
/** A printer answers a question within this time (ms), or never does. */
const ANSWER_MS = 1_500
/** While a slip comes out the printer is asked so often (ms) how it is. */
const LOOK_AGAIN_MS = 400
/** A slip is out within this time (ms) after it was sent, or the printer is asked no more. */
const PRINT_MS = 9_000

/**
 * Asks how it is → sends the slip → printed, when it says so; asked again all the while, since a roll ends in the middle.
 * `unsaid`: the printer took the slip and never says anything. `now` tells ms that only grow.
 */
export async function printOn(
  line: PrinterLine,
  picture: SlipPicture,
  now: () => number,
): Promise<'printed' | 'paper-low' | 'unsaid' | SlipFault> {
  const roll = { isLow: false }
  const isOut = () => (roll.isLow ? 'paper-low' : 'printed')
  const stopsFor = async (fault: SlipFault) => {
    if (fault !== 'printer-silent') await line.forget()
    return fault
  }
  const before = await statusOf(line, roll)
  if (before === 'gone') return 'printer-silent'
  const isMute = before === 'mute'
  const whyNot = isMute ? await line.look() : before === 'told' ? null : before
  if (whyNot !== null) return whyNot
  const parts = slipParts(picture, line.bandRows ?? BAND_ROWS)
  for (const part of line.bandRows === null ? [joined(parts)] : parts) {
    const fault = (await line.send(part)) ?? (isMute || part === parts.at(-1) ? null : await stoppedBetween(line))
    if (fault !== null) return stopsFor(fault)
  }
  if (isMute) {
    // It prints and never says anything: whoever stands before it does.
    const fault = await line.look()
    return fault === null ? 'unsaid' : stopsFor(fault)
  }
  const until = now() + PRINT_MS
  while (now() < until) {
    const told = await line.next(isPaperTold, LOOK_AGAIN_MS)
    if (told === 'gone') return 'printer-silent'
    if (told !== null) {
      roll.isLow ||= isPaperToldLow(told)
      return isOut()
    }
    const status = await statusOf(line, roll)
    if (status === 'gone') return 'printer-silent'
    if (status === 'told') return isOut()
    if (status !== null && status !== 'mute') return stopsFor(status)
  }
  return 'unsaid'
}

/** Null: it can print. `told`: while it was asked it said that the slip is out. Notes what it says of its roll. */
async function statusOf(
  line: PrinterLine,
  roll: { isLow: boolean },
): Promise<ReturnType<typeof faultIn> | 'mute' | 'gone' | 'told'> {
  const answers = { ...NOTHING_WRONG }
  for (const question of [1, 2, 3, 4] as const) {
    if ((await line.send(askStatus(question))) === 'printer-silent') return 'gone'
    const answer = await line.next((byte) => isStatus(byte) || isPaperTold(byte), ANSWER_MS)
    if (answer === 'gone') return 'gone'
    if (answer === null) return 'mute'
    if (!isStatus(answer)) {
      roll.isLow ||= isPaperToldLow(answer)
      return 'told'
    }
    answers[question] = answer
  }
  roll.isLow ||= isPaperLow(answers[4])
  return faultIn(answers)
}

const NOTHING_WRONG: Record<Question, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }

/** Between two bands one question is enough: what keeps it from printing. Null: nothing, or it is still at work. */
async function stoppedBetween(line: PrinterLine): Promise<SlipFault | null> {
  if (line.bandRows === null) return null
  const fault = await line.send(askStatus(2))
  if (fault !== null) return fault
  const answer = await line.next(isStatus, ANSWER_MS)
  if (answer === 'gone') return 'printer-silent'
  return answer === null ? line.look() : faultIn({ ...NOTHING_WRONG, 2: answer })
}

/** What is heard of a printer, byte by byte; `after` lets something happen in so many ms and answers what prevents it. */
export function hearing(after: (ms: number, act: () => void) => () => void): {
  hears(bytes: Uint8Array): void
  /** Nothing more comes. */
  end(): void
  readonly next: PrinterLine['next']
} {
  const heard: number[] = []
  let gone = false
  let look = () => {}
  return {
    hears(bytes) {
      heard.push(...bytes)
      look()
    },
    end() {
      gone = true
      look()
    },
    next: (isMeant, withinMs) =>
      new Promise((resolve) => {
        const settle = (answer: number | 'gone' | null) => {
          look = () => {}
          stop()
          resolve(answer)
        }
        const stop = after(withinMs, () => settle(null))
        look = () => {
          for (let byte = heard.shift(); byte !== undefined; byte = heard.shift())
            if (isMeant(byte)) return settle(byte)
          if (gone) settle('gone')
        }
        look()
      }),
  }
}
