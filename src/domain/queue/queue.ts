import type { CountersPart } from '../counters/counters.ts'
import type { DaysPart } from '../day/day.ts'
import type { NumbersPart } from '../numbers/numbers.ts'
import type { SettingsPart } from '../settings/settings.ts'
import type { Folding } from '../slice.ts'
import type { TabletsPart } from '../tablets/tablets.ts'
import type { TicketsPart } from '../tickets/tickets.ts'
import type { PacesPart } from '../waits/pace.ts'

/** Tickets, counters, numbers, days and service times: one slice, because each act on one of them moves another. */
export interface QueuePart extends TicketsPart, CountersPart, NumbersPart, DaysPart, PacesPart {}

/** What the folds of the queue may read besides. */
export type QueueReads = SettingsPart & TabletsPart

export type FoldingQueue = Folding<QueuePart> & QueueReads
