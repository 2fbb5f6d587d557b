import { foldCalls } from '../calls/fold.ts'
import { foldCounters } from '../counters/fold.ts'
import { foldDays } from '../day/fold.ts'
import { foldNumbers } from '../numbers/fold.ts'
import { slice } from '../slice.ts'
import { foldTickets } from '../tickets/fold.ts'
import type { QueuePart, QueueReads } from './queue.ts'

export const queueSlice = slice<QueuePart, QueueReads>()('queue', {
  start: {
    tickets: new Map(),
    ticketsByLabel: new Map(),
    strays: [],
    counters: new Map(),
    numbers: new Map(),
    days: new Map(),
    emergencyDay: null,
    paces: new Map(),
  },
  needs: ['settings', 'tablets'],
  folds: { ...foldTickets, ...foldCalls, ...foldCounters, ...foldNumbers, ...foldDays },
})
