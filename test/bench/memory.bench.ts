import { afterAll, beforeAll, bench, describe } from 'vitest'
import type { NewHallEvent } from '#domain/whole.ts'
import { busyMorning } from '#support/busyMorning.ts'
import { planChange } from '#support/caseStory.ts'
import { type BenchFiles, buildBenchPage, openBenchHall } from './benchHall.ts'
import { once, print } from './report.ts'

/* What a tablet holds in memory at the end of a large day that is still open, before and after it is opened anew. */
const TICKETS = 1_500
const CASES = 500

let files: BenchFiles
beforeAll(async () => {
  files = await buildBenchPage()
}, 60_000)
afterAll(() => files.remove())

describe(`a day of ${TICKETS} tickets and ${CASES} cases`, () => {
  bench(
    'in the memory of a tablet without screens',
    async () => {
      const hall = await openBenchHall(files)
      const page = await hall.tablet('a', 'counter')
      const writer = await hall.tablet('w', 'counter')
      for (const each of [page, writer]) await each.evaluate(() => window.bench.tablet.openCases())
      const day = drafts()
      await writer.evaluate((drafts) => window.bench.tablet.writeAll(drafts), day)
      await page.evaluate((count) => window.bench.tablet.allHere(count), day.length)
      const session = await page.context().newCDPSession(page)
      const heap = async () => {
        await session.send('HeapProfiler.collectGarbage')
        const { usedSize } = await session.send('Runtime.getHeapUsage')
        return usedSize / 1024 / 1024
      }
      print({ what: 'heap after the day', unit: 'MiB', measured: [await heap()], target: { most: 20 } })
      await page.reload()
      await page.evaluate(() => window.bench.tablet.open())
      await page.evaluate(() => window.bench.tablet.openCases())
      print({ what: 'heap when it is opened again', unit: 'MiB', measured: [await heap()], target: { most: 20 } })
      await hall.close()
    },
    once,
  )
})

/** Everything of that day, as one counter would have written it. */
function drafts(): NewHallEvent[] {
  const today = new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)
  const served = busyMorning({ tickets: TICKETS })
    .filter(({ subject }) => subject.startsWith('t_'))
    .map(({ kind, subject, body }) => ({ kind, subject, body: 'day' in body ? { ...body, day: today } : body }))
  const { tier, steps, priority, promiseHours } = planChange
  const reach = 'in-reach'
  const taken = { service: 'plan', version: 1, tier, priority, promiseHours, reach, ticket: null, care: false }
  const body = { ...taken, steps: steps[reach], day: today }
  const cases = Array.from({ length: CASES }, (_, i) => ({ kind: 'CaseOpened', subject: `c_${i}`, body }))
  return [...served, ...cases] as NewHallEvent[]
}
