import { callKinds } from '../calls/events.ts'
import { foldCalls } from '../calls/fold.ts'
import { counterKinds } from '../counters/events.ts'
import { foldCounters } from '../counters/fold.ts'
import { dayKinds } from '../day/events.ts'
import { foldDays } from '../day/fold.ts'
import { numberKinds } from '../numbers/events.ts'
import { foldNumbers } from '../numbers/fold.ts'
import { settingsSlice } from '../settings/fold.ts'
import { slice } from '../slice.ts'
import { tabletsSlice } from '../tablets/fold.ts'
import { ticketKinds } from '../tickets/events.ts'
import { foldTickets } from '../tickets/fold.ts'
import type { QueuePart } from './queue.ts'

export const queueSlice = slice<QueuePart>()('queue', {
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
  needs: [settingsSlice, tabletsSlice],
  kinds: { ...ticketKinds, ...callKinds, ...counterKinds, ...numberKinds, ...dayKinds },
  folds: { ...foldTickets, ...foldCalls, ...foldCounters, ...foldNumbers, ...foldDays },
})
