import { describe, expect, it } from 'vitest'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { keptName, type Line, writeLine } from '#log/lines.ts'
import { asText, busyMorning } from '#support/busyMorning.ts'
import { admission, journalOf, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'

const DAY_MS = 86_400_000
const dayAfter = (days: number) => new Date(NINE + days * DAY_MS).toISOString().slice(0, 10)

/** A morning's lines, and those of two closings 62 days later, of which each says what goes on from it. */
function lines(): readonly (readonly Line[])[] {
  const morning = busyMorning({ tickets: 40 }).map((event) => {
    const written = writeLine(event, new Uint8Array(16))
    if (!written.ok) throw new Error(written.why)
    return written.line
  })
  const manager = otherTablet('d_manager', journalOf('cc'))
  const paces = { 'queue:q-pay': { mean: 0.5, variance: 0.06, count: 40 } }
  const closings = [62, 63].flatMap((days) =>
    manager.write(NINE + days * DAY_MS, {
      kind: 'DayClosed',
      subject: dayAfter(days),
      body: { open: 'carry-over', next: dayAfter(days + 1), known: {}, paces },
    }),
  )
  return [morning, closings]
}

/** What the hall looks like; a tablet's own first line is no part of it. */
const looks = (hall: OpenHall): string => asText({ ...hall, journals: null, at: null })
const later = () => NINE + 64 * DAY_MS

/** Everything that the hall server and a backup have. */
function everything(all: readonly Line[]): Record<string, number> {
  const safe: Record<string, number> = {}
  for (const line of all) {
    const { journal, n } = keptName(line)
    safe[journal] = Math.max(safe[journal] ?? 0, n)
  }
  return safe
}

async function tablet() {
  const all = lines()
  const storage = newStorage()
  const log = await openLog({ storage, now: later })
  await log.startEpoch('e_1')
  await bring(log, all)
  return { all: all.flat(), log, storage, again: () => bring(log, all) }
}

/** A hall server sends everything, from the first line on. */
async function bring(log: SyncedLog, all: readonly (readonly Line[])[]): Promise<void> {
  const admit = admission()
  for (const batch of all) await log.receive(admit(batch), 'history')
}

/** Bodies of events of tickets that still lie on the tablet. */
async function bodies(log: SyncedLog): Promise<number> {
  const { lines: held } = await log.carryOut('all')
  return held.filter(({ line }) => /"subject":"t_/.test(line) && line.includes('\t')).length
}

describe('lines of tickets of days closed long ago', () => {
  it('leave the tablet once, and it shows the same hall, also when it is folded afresh', async () => {
    const { all, log, storage } = await tablet()
    const before = looks(log.hall)
    expect(await bodies(log)).toBe(200)
    expect(await log.letLinesGo(everything(all))).toBe(200)
    expect(await bodies(log)).toBe(0)
    expect(await log.letLinesGo(everything(all))).toBe(0)
    expect(looks(log.hall)).toBe(before)
    await log.close()
    const again = await openLog({ storage, now: later, version: 'the next build' })
    expect(looks(again.hall)).toBe(before)
    await again.close()
  })

  it('stay as far as the hall server or a backup does not have them', async () => {
    const { all, log } = await tablet()
    expect(await log.letLinesGo({})).toBe(0)
    const [journal = ''] = Object.keys(everything(all))
    expect(await log.letLinesGo({ ...everything(all), [journal]: 3 })).toBe(0)
    expect(await bodies(log)).toBe(200)
    await log.close()
  })

  it('come again whole with another hall server, and nothing changes', async () => {
    const { all, log, again } = await tablet()
    const before = looks(log.hall)
    const { setAside } = log
    await log.letLinesGo(everything(all))
    await log.startEpoch('e_2')
    await again()
    expect(log.setAside).toEqual(setAside)
    expect(await bodies(log)).toBe(200)
    expect(looks(log.hall)).toBe(before)
    expect(await log.letLinesGo(everything(all))).toBe(200)
    await log.close()
  })
})
