import { browserPorts } from '#device/browser/browserPorts.ts'
import type { Performed } from '#device/hallLog/hallLog.ts'
import { openTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import { callNextTicket, finishService, greetCustomer } from '#domain/calls/commands.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { commandsOf } from '#domain/command.ts'
import { openCounter } from '#domain/counters/commands.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addStaff, boxKey } from '#domain/staff/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { waitingIn } from '#domain/tickets/tickets.ts'
import type { HallEvent, Kinds, NewHallEvent } from '#domain/whole.ts'

/** The most that a browser draws at once. */
const RANDOM_BYTES = 65_536

const { command, accept } = commandsOf<Kinds>()()

/** Writes many events with one tap, as nobody does in a hall. */
const writeMany = command<{ drafts: readonly NewHallEvent[] }>('writeMany', (_, { drafts }) => accept(...drafts))

/** A whole tablet without screens: journal, database, sync; its network cable can be pulled. */
export function createBenchTablet() {
  let tablet: Tablet | null = null
  let cable = new AbortController()
  let received = 0
  /** When what others wrote was shown here (ms since 1970), by subject. */
  const shownAt = new Map<string, number>()
  let rolls = 0

  const get = (): Tablet => {
    if (!tablet) throw new Error('open it first')
    return tablet
  }

  /** Resolves with the time (ms since 1970) at which the condition holds; asked at every change. */
  const reached = (holds: () => boolean): Promise<number> =>
    new Promise((resolve) => {
      const stops: (() => void)[] = []
      const look = () => {
        if (!holds()) return
        for (const stop of stops) stop()
        resolve(Date.now())
      }
      stops.push(get().onStatus(look), get().log.onChange(look))
      look()
    })

  return {
    /** Opens the tablet and looks at who waits; answers how long both took (ms). */
    async open(): Promise<number> {
      const begin = performance.now()
      const ports = browserPorts({ version: 'bench' })
      tablet = await openTablet({
        ...ports,
        updates: null,
        fetch: (path, init) => {
          if (cable.signal.aborted) return Promise.reject(new TypeError('the cable is pulled'))
          const signals = [cable.signal, ...(init?.signal ? [init.signal] : [])]
          return fetch(path, { ...init, signal: AbortSignal.any(signals) })
        },
      })
      const { hall } = tablet.log
      for (const queue of hall.settings.queues) waitingIn(hall, queue.id).slice(0, 50)
      const took = performance.now() - begin
      const shown = document.querySelector('#shown')
      tablet.log.onChange(({ events, origin, hall }) => {
        if (origin !== 'own') {
          received += events.length
          for (const { subject } of events) if (!shownAt.has(subject)) shownAt.set(subject, now())
        }
        if (shown) shown.textContent = String(hall.tickets.size)
      })
      return took
    },
    async pair(code: string): Promise<void> {
      const pairing = await get().pair({ code, name: 'bench' })
      if (!pairing.ok) throw new Error(pairing.why)
    },
    pullCable: () => cable.abort(),
    plugIn(): number {
      cable = new AbortController()
      get().syncNow()
      return Date.now()
    },
    /** Taps one after another: ms until each is saved and shown, and until it is painted. */
    async tap(count: number): Promise<{ saved: number[]; painted: number[] }> {
      const { log } = get()
      const queue = log.hall.settings.queues[0]?.id ?? ''
      const saved: number[] = []
      const painted: number[] = []
      for (let i = 0; i < count; i++) {
        const begin = performance.now()
        await must(log.perform(issueTicket, { queue, service: null, priority: null }))
        saved.push(performance.now() - begin)
        await nextFrame()
        painted.push(performance.now() - begin)
      }
      return { saved, painted }
    },
    /** One tap: what it made, and when (ms since 1970). */
    async tapOnce(): Promise<{ subject: string; at: number }> {
      const { log } = get()
      const queue = log.hall.settings.queues[0]?.id ?? ''
      const at = now()
      const [taken] = await must(log.perform(issueTicket, { queue, service: null, priority: null }))
      return { subject: taken?.subject ?? '', at }
    },
    /** When this was shown here (ms since 1970), once it is. */
    async shown(subject: string): Promise<number> {
      await reached(() => shownAt.has(subject))
      return shownAt.get(subject) ?? Number.NaN
    },
    /** Opens a counter for whoever is signed in. */
    async openCounter(counter: string): Promise<void> {
      await must(get().log.perform(openCounter, { counter }))
    },
    /** Calls the next: which number, and when (ms since 1970). */
    async call(counter: string): Promise<{ label: string; at: number }> {
      const { log } = get()
      const at = now()
      const called = await must(log.perform(callNextTicket, { counter }))
      return { label: log.hall.tickets.get(called[0]?.subject ?? '')?.label ?? '', at }
    },
    /** Whoever was called comes, and is done. */
    async serve(counter: string): Promise<void> {
      const { log } = get()
      await must(log.perform(greetCustomer, { counter }))
      await must(log.perform(finishService, { counter, outcome: 'done' }))
    },
    /** Notices of the hall one after another, each of which a manager signs: ms until each is saved and shown. */
    async tapSigned(count: number): Promise<number[]> {
      const saved: number[] = []
      for (let i = 0; i < count; i++) {
        const begin = performance.now()
        await must(get().log.perform(configureHall, { notice: `${received}-${i}` }))
        saved.push(performance.now() - begin)
      }
      return saved
    },
    /** Adds so many people, and gives whoever is signed in with this PIN a new one, as everybody else gets: their boxes cost what they cost in a hall. */
    async addPeople(count: number, pin: string, newPin: string): Promise<void> {
      const { log, newId, makeKey, changePin } = get()
      for (let i = 0; i < count; i++) {
        const staff = newId('s')
        const about = { workNumber: `2${String(i).padStart(3, '0')}`, callName: `员工 ${i}`, roles: ['front'] } as const
        await must(log.perform(addStaff, { staff, ...about, ...(await makeKey(staff, newPin)) }))
      }
      const changed = await changePin(pin, newPin)
      if (!changed.ok) throw new Error(changed.why)
      await must(log.perform(boxKey, { staff: changed.staff, key: changed.key, box: changed.box }))
    },
    /** Ms until whoever is first on the staff list is signed in. */
    async signedIn(pin: string): Promise<number> {
      get().signOut()
      const [staff = ''] = get().log.hall.staff.keys()
      const begin = performance.now()
      const signedIn = await get().signIn(staff, pin)
      if (!signedIn.ok) throw new Error(signedIn.why)
      return performance.now() - begin
    },
    /** Writes events of about 600 bytes, 60 at a time. */
    async write(count: number): Promise<void> {
      for (let left = count; left > 0; left -= 60) {
        const drafts = Array.from({ length: Math.min(60, left) }, () => rollTicket(++rolls))
        await must(get().log.perform(writeMany, { drafts }))
      }
    },
    /** Opens the cases, as whoever takes one does. */
    openCases: (): Promise<void> => get().log.open(casesSlice),
    /** Writes these events, 60 at a time. */
    async writeAll(drafts: readonly NewHallEvent[]): Promise<void> {
      for (let at = 0; at < drafts.length; at += 60)
        await must(get().log.perform(writeMany, { drafts: drafts.slice(at, at + 60) }))
    },
    /** Signs the first of the staff in: sealing needs somebody who opens the vault. */
    async signIn(pin: string): Promise<void> {
      const [staff = ''] = get().log.hall.staff.keys()
      const signedIn = await get().signIn(staff, pin)
      if (!signedIn.ok) throw new Error(signedIn.why)
    },
    /** Seals papers of this size (bytes); each lies on the disk when it is answered. */
    async keepPapers(count: number, size: number): Promise<void> {
      const sealed = await get().openSealed()
      for (let i = 0; i < count; i++) {
        const bytes = new Uint8Array(size)
        for (let at = 0; at < size; at += RANDOM_BYTES) crypto.getRandomValues(bytes.subarray(at, at + RANDOM_BYTES))
        const name = await sealed?.papers.seal({ subject: `c_${i}`, kind: 'photo' }, bytes)
        if (!name) throw new Error('no paper was sealed')
      }
    },
    async papersLeft(): Promise<number> {
      return (await get().openSealed())?.papers.unsent.size ?? 0
    },
    /** Resolves when every paper is at the server. */
    async papersSent(): Promise<void> {
      const sealed = await get().openSealed()
      await reached(() => sealed?.papers.unsent.size === 0)
    },
    allSent: () => reached(() => get().status.link === 'connected' && get().status.unsent.count === 0),
    allHere: (events: number) => reached(() => received >= events),
    caughtUp: () => reached(() => get().status.link === 'connected' && get().status.behind === 0),
    state: () => {
      const { gathers, link, unsent } = get().status
      const lines = (gathers?.brought ?? []).reduce((sum, each) => sum + each.lines, 0)
      return { received, unsent: unsent.count, link, gathers: gathers !== null, broughtBack: lines }
    },
  }
}

/** What was saved; a refusal ends the bench. */
async function must(performing: Promise<Performed>): Promise<readonly HallEvent[]> {
  const performed = await performing
  if (!performed.ok) throw new Error(performed.why)
  return performed.events
}

/** Ms since 1970, finer than a whole one. */
const now = (): number => performance.timeOrigin + performance.now()

const nextFrame = (): Promise<void> =>
  new Promise((done) => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => done()
      port2.postMessage(null)
    })
  })

const rollTicket = (number: number): NewHallEvent => ({
  kind: 'TicketIssued',
  subject: `t_${crypto.randomUUID()}`,
  body: {
    label: String(number).padStart(5, '0'),
    number,
    origin: 'roll',
    queue: 'q-pay',
    service: null,
    day: '2026-11-23',
    priority: null,
    ahead: number,
    quote: { from: 10, to: 20 },
    paperTime: '2026-11-23T01:00:00.000Z',
  },
})
