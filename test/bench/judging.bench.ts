import { bench, describe } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { Line } from '#log/lines.ts'
import { admission, issued, newStorage, openLog, take } from '#support/openLog.ts'
import { signedHall } from '#support/signedHall.ts'
import { townHall } from '#support/townHall.ts'
import { once, print } from './report.ts'

/*
 * What it costs that every line is asked whether its writer may: the same lines and taps, in the same run, in a hall that
 * was founded and in one that nobody has founded, where nothing is judged. Between the two rounds are taken in turn.
 */
const ROUNDS = 7
const OUTAGE = 10_000
const TABLETS = 20
const EACH = 200
const TAPS = 300

/** A founded hall that is set up, and lines of these tablets. */
function hallWith(tablets: number, each: number) {
  const hall = signedHall()
  const set = hall.first.write({ kind: 'HallConfigured', subject: 'h_test', body: { ...townHall }, hand: hall.manager })
  const lines: Line[] = []
  for (let t = 0; t < tablets; t++) {
    const book = hall.admits(`d_${t}`, 'reception')
    for (let i = 0; i < each; i++) lines.push(book.write(issued(`t_${t}_${i}`, `A${t * each + i + 1}`)))
  }
  return { root: hall.root, before: [...hall.lines, set], lines }
}

/** Does it in a hall in which everything is judged and in one in which nothing is, in turn. */
async function inTurn(task: (founded: boolean) => Promise<number>): Promise<{ measured: number[]; raw: number[] }> {
  const [measured, raw]: [number[], number[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++)
    for (const founded of round % 2 === 0 ? [true, false] : [false, true])
      (founded ? measured : raw).push(await task(founded))
  return { measured, raw }
}

async function begun(options: Parameters<typeof openLog>[0], lines: readonly Line[]): Promise<SyncedLog> {
  const log = await openLog(options)
  await log.startEpoch('e_1')
  await log.receive(admission()(lines), 'history')
  return log
}

/** Ms of the processor, of which others on this machine take none. */
async function worked(task: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await task()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1_000
}

const receive = (log: SyncedLog, lines: readonly Line[], at: number): Promise<number> =>
  worked(async () => {
    const admit = admission(log.cursor.seq)
    for (let from = 0; from < lines.length; from += at) await log.receive(admit(lines.slice(from, from + at)), 'live')
  })

/** Beside a hall that asks nothing. */
const target = { most: 1.05, of: 'raw' } as const

describe('whether whoever wrote it may, asked of every line', () => {
  bench(
    'a tap, 10,000 lines after an outage, one line, twenty tablets, opening',
    async () => {
      const one = hallWith(1, OUTAGE)
      const many = hallWith(TABLETS, EACH)
      const rootOf = (hall: { root: string }, founded: boolean) => (founded ? { root: hall.root } : {})

      const taps = await inTurn(async (founded) => {
        const log = await begun(rootOf(one, founded), one.before)
        await take(log)
        const ms = await worked(async () => {
          for (let i = 0; i < TAPS; i++) await take(log)
        })
        await log.close()
        return ms / TAPS
      })
      print({ what: 'a tap', unit: 'ms of processor', ...taps, target })

      const outage = await inTurn(async (founded) => {
        const log = await begun(rootOf(one, founded), one.before)
        const ms = await receive(log, one.lines, 500)
        await log.close()
        return ms
      })
      print({ what: `W1: ${OUTAGE} lines after an outage`, unit: 'ms of processor', ...outage, target })

      const live = await inTurn(async (founded) => {
        const log = await begun(rootOf(one, founded), one.before)
        const ms = await receive(log, one.lines.slice(0, TAPS), 1)
        await log.close()
        return ms / TAPS
      })
      print({ what: 'W2: one line that happens now', unit: 'ms of processor', ...live, target })

      const twenty = await inTurn(async (founded) => {
        const log = await begun(rootOf(many, founded), many.before)
        const ms = await receive(log, many.lines, EACH)
        await log.close()
        return ms
      })
      print({ what: `W3: ${TABLETS} tablets × ${EACH} lines`, unit: 'ms of processor', ...twenty, target })

      const opening = await inTurn(async (founded) => {
        const options = { ...rootOf(one, founded), storage: newStorage() }
        const log = await begun(options, one.before)
        await receive(log, one.lines, 2_000)
        const { size } = log.hall.tickets
        await log.close()
        let again: SyncedLog | null = null
        const ms = await worked(async () => {
          again = await openLog(options)
          if (again.hall.tickets.size !== size) throw new Error('not everything is there')
        })
        await again!.close()
        return ms
      })
      print({ what: `W4: opening with ${OUTAGE} lines`, unit: 'ms of processor', ...opening, target })
    },
    once,
  )
})
