import { createPen, firstJournal } from '#device/journal/pen.ts'
import { type HallEvent, isHallEvent, type NewHallEvent } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import type { Line } from '#log/lines.ts'
import { configured, issued, NINE } from './openLog.ts'
import { realChance } from './realChance.ts'

/** Lines of one journal, in order. */
export interface JournalLines {
  readonly journal: string
  readonly lines: readonly Line[]
  readonly events: readonly HallEvent[]
}

/**
 * A morning of `tickets` customers, one every ten seconds, at one reception and four counters: each ticket is issued,
 * printed, called, greeted and served. A journal per tablet, as the tablets would have written them.
 */
export function busyJournals({ tickets, from = NINE }: { tickets: number; from?: number }): readonly JournalLines[] {
  const tablets = ['aa', 'b1', 'b2', 'b3', 'b4'].map((end, lane) => {
    const journal = `j_00000000000000${end}`
    const owner = { hall: 'h_test', tablet: `d_${end}`, lane, key: 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE' }
    return {
      journal,
      pen: createPen(owner, [firstJournal(journal)], realChance),
      lines: [] as Line[],
      events: [] as HallEvent[],
    }
  })
  const write = (tablet: number, at: number, ...drafts: NewHallEvent[]): void => {
    const { pen, lines, events } = tablets[tablet]!
    const written = pen.write(drafts, null, at)
    if (written === 'line-too-long') throw new Error(written)
    pen.commit(written)
    lines.push(...written.lines)
    events.push(...written.events.filter(isHallEvent))
  }
  write(0, from - 60_000, configured)
  for (let i = 0; i < tickets; i++) {
    const at = from + i * 10_000
    const subject = `t_${i}`
    const desk = 1 + (i % 4)
    const counter = String(desk)
    const rule = { code: 'next', waited: 1, passed: 0 } as const
    write(0, at, issued(subject, `A${String(i + 1).padStart(4, '0')}`))
    write(0, at + 500, { kind: 'SlipPrinted', subject, body: { result: 'printed', copy: 1 } })
    write(desk, at + 60_000, { kind: 'TicketCalled', subject, body: { counter, rule } })
    write(desk, at + 70_000, { kind: 'CustomerArrived', subject, body: { counter } })
    write(desk, at + 99_000, { kind: 'ServiceFinished', subject, body: { counter, outcome: 'done' } })
  }
  return tablets.map(({ journal, lines, events }) => ({ journal, lines, events }))
}

/** The same morning in fold order. */
export const busyMorning = (options: { tickets: number; from?: number }): readonly HallEvent[] =>
  busyJournals(options)
    .flatMap(({ events }) => events)
    .sort(compareEvents)

/** A hall as text, so that big ones are compared at once; maps are written in order of their keys. */
export const asText = (hall: object): string =>
  JSON.stringify(hall, (_, value: unknown) =>
    value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value,
  )
