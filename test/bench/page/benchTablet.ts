import { browserPorts } from '#device/browser/browserPorts.ts'
import { openTablet } from '#device/openTablet.ts'
import type { Tablet } from '#device/tablet.ts'
import { commandsOf } from '#domain/command.ts'
import { configureHall } from '#domain/settings/commands.ts'
import { addStaff, boxKey } from '#domain/staff/commands.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { waitingIn } from '#domain/tickets/tickets.ts'
import type { Kinds, NewHallEvent } from '#domain/whole.ts'

const { command, accept } = commandsOf<Kinds>()()

/** Writes many events with one tap, as nobody does in a hall. */
const writeMany = command<{ drafts: readonly NewHallEvent[] }>('writeMany', (_, { drafts }) => accept(...drafts))

/** A whole tablet without screens: journal, database, sync; its network cable can be pulled. */
export function createBenchTablet() {
  let tablet: Tablet | null = null
  let cable = new AbortController()
  let received = 0
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
        if (origin !== 'own') received += events.length
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
        const performed = await log.perform(issueTicket, { queue, service: null, priority: null })
        if (!performed.ok) throw new Error(performed.why)
        saved.push(performance.now() - begin)
        await nextFrame()
        painted.push(performance.now() - begin)
      }
      return { saved, painted }
    },
    /** Notices of the hall one after another, each of which a manager signs: ms until each is saved and shown. */
    async tapSigned(count: number): Promise<number[]> {
      const saved: number[] = []
      for (let i = 0; i < count; i++) {
        const begin = performance.now()
        const performed = await get().log.perform(configureHall, { notice: `${received}-${i}` })
        if (!performed.ok) throw new Error(performed.why)
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
        const performed = await log.perform(addStaff, { staff, ...about, ...(await makeKey(staff, newPin)) })
        if (!performed.ok) throw new Error(performed.why)
      }
      const changed = await changePin(pin, newPin)
      if (!changed.ok) throw new Error(changed.why)
      const performed = await log.perform(boxKey, { staff: changed.staff, key: changed.key, box: changed.box })
      if (!performed.ok) throw new Error(performed.why)
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
        const performed = await get().log.perform(writeMany, { drafts })
        if (!performed.ok) throw new Error(performed.why)
      }
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
        const bytes = crypto.getRandomValues(new Uint8Array(size))
        const name = await sealed?.papers.seal({ subject: `c_${i}`, kind: 'photo' }, bytes)
        if (!name) throw new Error('no paper was sealed')
      }
    },
    async papersLeft(): Promise<number> {
      return (await get().openSealed())?.papers.unsent.size ?? 0
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
