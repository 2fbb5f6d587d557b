import type { AtTheDoor } from '#device/door/knock.ts'
import type { Door, DoorState } from '#device/door/letIn.ts'
import type { HallChange, HallLog } from '#device/hallLog/hallLog.ts'
import { readRecoverySheet, writeRecoverySheet } from '#device/sealed/recoverySheet.ts'
import type { Care } from '#device/sync/care.ts'
import type { SlipPrinted } from '#device/sync/printing.ts'
import type { Tablet } from '#device/tablet.ts'
import type { TabletStatus } from '#device/tabletStatus.ts'
import { makePersonKey } from '#device/who/personKey.ts'
import type { Session } from '#device/who/session.ts'
import { type Contact, inTouch, ROOT } from '#domain/command.ts'
import { belongsTo, recordFrom } from '#domain/incidents/record.ts'
import type { Place } from '#domain/kind.ts'
import { noProbes } from '#domain/outages/outages.ts'
import { UNTIL_DESTROYED_MS } from '#domain/papers/papers.ts'
import { personalIn } from '#domain/personalText.ts'
import type { Role } from '#domain/roles.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { foundHall, recover } from '#domain/staff/commands.ts'
import type { HallCommand, NewHallEvent } from '#domain/whole.ts'
import { emptyHall, foldEvents, type Hall, type HallEvent, isHallEvent, kinds, mayBeRedacted } from '#domain/whole.ts'
import { eventId, type LogEvent, NO_PREVIOUS } from '#log/event.ts'
import { createStampClock } from '#log/stamp.ts'
import { when } from './hallAfter.ts'
import { newPersonKey } from './newPersonKey.ts'
import { townHall } from './townHall.ts'

/** The PIN of everybody on the fake staff list. */
export const PIN = '284617'

/** 小王 serves, 小李 greets, 老陈 is the manager. */
export const STAFF = { wang: 's_wang', li: 's_li', chen: 's_chen' } as const

const people: Readonly<Record<string, { callName: string; workNumber: string; roles: Role[] }>> = {
  [STAFF.wang]: { callName: '小王', workNumber: '0012', roles: ['front'] },
  [STAFF.li]: { callName: '小李', workNumber: '0013', roles: ['front'] },
  [STAFF.chen]: { callName: '老陈', workNumber: '0001', roles: ['manager'] },
}

interface FakeTabletOptions {
  readonly place?: Place
  /** What the hall is set up with; the town hall unless said otherwise. */
  readonly settings?: SettingsChange
  /** Device clock at the start. The hall's morning, 09:00 in Shanghai. */
  readonly startsAt?: string
  /** Who is signed in. */
  readonly by?: string | null
  /** How many numbers of each queue this tablet has been granted; 0 makes it print from its offline lane. */
  readonly leased?: number
  /** The first tablet of a hall that nobody has set up: no settings, no staff. */
  readonly newHall?: boolean
  /** The hall knows whose journal it is that this tablet writes: what it acknowledges is its own. */
  readonly knowsOwnJournal?: boolean
  /** The hall as this tablet found it when it started, instead of a morning in which nothing has happened. */
  readonly found?: Hall
  /** Not paired yet; the hall server takes the code A7K29QXD. */
  readonly unpaired?: boolean
  /** When it knocks nobody lets it in, and this is how the manager's tablet is heard. */
  readonly waits?: AtTheDoor['reach']
}

/** The pairing code a fake hall server accepts and hands out. */
export const CODE = 'A7K29QXD'

/** Somebody who acts at another tablet of the same hall. */
export interface Colleague {
  perform<Ask>(command: HallCommand<Ask>, ask: Ask): readonly HallEvent[]
}

export interface FakeTablet extends Tablet {
  /** Its hall is whole: everything is open. */
  readonly log: HallLog & { readonly hall: Hall }
  /** Somebody knocks with the code that this tablet made, or without having it. */
  knock(how?: { readonly stranger?: boolean }): void
  /** How the hall server says that it and the tablets are; null: it does not answer. */
  setCare(care: Care | null): void
  /** What this tablet has told of how it is, as JSON. */
  readonly tellings: readonly string[]
  /** Lets time go by, in minutes. */
  pass(minutes: number): void
  /** Another tablet of the hall, with `by` signed in; what happens there arrives here at once. */
  colleague(place: Place, by: string | null): Colleague
  /** Changes what the corner says. */
  setStatus(change: Partial<TabletStatus>): void
  /** What the commands hear about silent counters. */
  setContact(contact: Contact): void
  /** No second clock says that it is this time. */
  doubtTime(): void
  /** What was printed on printers of the hall. */
  readonly slips: readonly { readonly printer: string; readonly bytes: number }[]
  /** What printers of the hall say of the next slips. */
  setPrinter(says: SlipPrinted): void
  /** The next acts on this tablet are not saved: the disk is full. */
  fillDisk(full: boolean): void
}

/**
 * A tablet that behaves, in memory: commands really decide, events are really checked and folded. It has no disk and
 * no network, and every event comes in order.
 */
export function createFakeTablet(options: FakeTabletOptions = {}): FakeTablet {
  const { place = 'reception', settings = townHall, startsAt = '2026-11-23T01:00:00.000Z', leased = 99 } = options
  const self = { id: 'd_self', place, lane: 2, journal: 'j_00000000000000aa' }
  let now = Date.parse(startsAt)
  let hall = options.found ?? emptyHall('h_test')
  let contact = inTouch
  let diskIsFull = false
  let isTimeUnchecked = false
  let session = sessionOf(options.by ?? null)
  let status = connected
  let ids = 0
  let wrongPins = 0
  let held: readonly string[] | null = null
  let paired = !options.unpaired
  let printerSays = (): SlipPrinted => 'printed'
  let care: Care | null = null
  const tellings: string[] = []
  const slips: { printer: string; bytes: number }[] = []
  let knock = (_stranger: boolean) => {}
  const clock = createStampClock(self.journal, null)
  const heads = new Map<string, number>()
  const told: HallEvent[] = []
  const changeListeners = new Set<(change: HallChange) => void>()
  const statusListeners = new Set<() => void>()

  function append(drafts: readonly NewHallEvent[], journal: string, by: string | null, origin: HallChange['origin']) {
    const events = drafts.map((draft): HallEvent => {
      const n = (heads.get(journal) ?? 0) + 1
      heads.set(journal, n)
      const stamp = clock.next(now)
      const { signer: _, ...said } = draft
      const event: LogEvent = {
        hall: hall.id,
        journal,
        n,
        stamp,
        prev: NO_PREVIOUS,
        by,
        papers: [...(draft.papers ?? [])],
        drill: draft.drill ?? null,
        ...said,
      }
      if (!isHallEvent(event)) throw new Error(`${draft.kind} is not sound: ${JSON.stringify(draft.body)}`)
      return event
    })
    const before: Hall = hall
    hall = foldEvents(hall, events)
    told.push(...events)
    for (const listener of changeListeners) listener({ hall, before, events, origin })
    return events
  }

  /** The hall is set up, nothing has happened yet, and this tablet has its numbers. */
  function openMorning(): void {
    const opening = options.newHall ? [] : openingEvents(settings)
    const server = { tablet: 'server', key: keyOf('server'), nonce: 'n'.repeat(32), lane: 0 }
    const opens = { kind: 'JournalOpened', subject: 'server', body: server } as const
    append([opens, ...letIn(self), ...opening], 'j_00000000000000ff', null, 'history')
    if (options.knowsOwnJournal) {
      const own = { tablet: self.id, key: SPKI, nonce: 'n'.repeat(32), lane: self.lane }
      append([{ kind: 'JournalOpened', subject: self.id, body: own }], self.journal, null, 'history')
    }
    if (leased === 0 || options.newHall) return
    const blocks = (settings.queues ?? []).map(({ id: queue }): NewHallEvent => {
      return {
        kind: 'NumbersLeased',
        subject: `n_${queue}`,
        body: { queue, day: '2026-11-23', from: 1, to: leased, tablet: self.id },
      }
    })
    append(blocks, 'j_00000000000000ff', null, 'history')
  }

  function tell(): void {
    for (const listener of statusListeners) listener()
  }

  const situation = (tablet: typeof self, by: string | null) => ({
    isTimeUnchecked,
    now,
    tablet,
    by,
    contact,
    newId: (prefix: string) => `${prefix}_${String(++ids).padStart(4, '0')}`,
    heads,
  })

  const log: HallLog & { readonly hall: Hall } = {
    get hall() {
      return hall
    },
    // Everything is open here.
    open: async () => undefined,
    async perform(command, ask, how) {
      await Promise.resolve()
      if (diskIsFull) return { ok: false, why: 'disk-is-full', facts: {} }
      const decision = when(hall, command, ask, situation(self, session?.staff ?? null))
      if (!decision.ok) return decision
      for (const { kind, body } of how?.harmless ? [] : decision.events) {
        const words = personalIn((kinds.get(kind)?.words ?? []).map((field) => Reflect.get(body, field)))
        if (words !== null) return { ok: false, why: 'looks-personal', facts: { words } }
      }
      return { ok: true, events: append(decision.events, self.journal, session?.staff ?? null, 'own') }
    },
    // Nothing is read from a disk here: what was taken out is what a redaction names.
    async textLines() {
      const gone = new Map(
        told.flatMap((event) =>
          event.kind === 'LineRedacted' && !hall.stoppedRedactions.has(eventId(event))
            ? [[`${event.subject}:${event.body.n}`, event]]
            : [],
        ),
      )
      return told
        .filter(({ kind }) => mayBeRedacted(kind))
        .map((event) => {
          const takenOut = gone.get(eventId(event)) ?? null
          const line = { journal: event.journal, n: event.n, hash: '0'.repeat(64) }
          return {
            line,
            head: event,
            body: takenOut ? null : event.body,
            takenOut,
            goesIn: takenOut ? UNTIL_DESTROYED_MS : null,
          }
        })
        .reverse()
    },
    async recordOf(incident) {
      const outline = hall.outlines.get(incident)
      if (!outline) return hall.incidents.get(incident) ?? null
      const belonging = told.filter((event) => belongsTo(outline, event))
      return recordFrom(outline, belonging)
    },
    onChange(listener) {
      changeListeners.add(listener)
      return () => changeListeners.delete(listener)
    },
  }

  if (!options.found) openMorning()

  return {
    log,
    get identity() {
      return paired ? { hall: hall.id, tablet: self.id, name: '前台 1', place, lane: self.lane } : null
    },
    get status() {
      return status
    },
    get session() {
      return session
    },
    signer: null,
    sealed: null,
    openSealed: async () => null,
    get contact() {
      return contact
    },
    now: () => now,
    onStatus(listener) {
      statusListeners.add(listener)
      return () => statusListeners.delete(listener)
    },
    async pair({ code, onWaiting, stop }) {
      if (paired) return { ok: false, why: 'already-paired', waitSeconds: 0 }
      if (status.link === 'offline') return { ok: false, why: 'server-unreachable', waitSeconds: 0 }
      if (code !== CODE) return { ok: false, why: 'code-wrong', waitSeconds: 0 }
      onWaiting?.({ place, number: '0417', reach: options.waits ?? 'heard' })
      if (options.waits) {
        await new Promise((resolve) => stop?.addEventListener('abort', resolve))
        return { ok: false, why: 'stopped', waitSeconds: 0 }
      }
      paired = true
      tell()
      return { ok: true, identity: this.identity! }
    },
    async signIn(staff, pin) {
      const person = hall.staff.get(staff)
      if (wrongPins >= 3) return { ok: false, why: 'wait', waitSeconds: 5 }
      if (pin !== PIN && person?.box?.sealed !== boxed(pin)) {
        wrongPins++
        return { ok: false, why: 'wrong-pin', waitSeconds: wrongPins >= 3 ? 5 : 0 }
      }
      wrongPins = 0
      const next = sessionOf(staff) ?? (person ? { staff, callName: person.callName, roles: person.roles } : null)
      if (!next) return { ok: false, why: 'staff-unknown', waitSeconds: 0 }
      session = next
      tell()
      return { ok: true, session: next }
    },
    newId: (prefix) => `${prefix}_${String(++ids).padStart(4, '0')}`,
    async prove(staff, pin) {
      if (pin !== PIN) return { ok: false, why: 'wrong-pin', waitSeconds: 0 }
      return { ok: true, key: await newPersonKey(staff) }
    },
    signOut() {
      session = null
      tell()
    },
    touched() {},
    async foundHall({ staff, workNumber, callName, pin }) {
      const made = { key: keyOf(staff), box: boxOf(pin) }
      const here = { name: '前台 1', key: SPKI, sealKey: SPKI }
      const ask = { root: keyOf(ROOT), tablet: here, staff, workNumber, callName, ...made }
      const rootKey = (await makePersonKey()).privateKey
      const sheet = await writeRecoverySheet({
        hall: hall.id,
        rootKey,
        deskSecret: new Uint8Array(32).fill(SHEET_SECRET),
      })
      held = sheet
      return { performed: await log.perform(foundHall, ask), sheet }
    },
    openHeldSheet: async () => ({
      isHeld: held !== null,
      lines: async () => (session ? held : null),
      async drop() {
        held = null
      },
    }),
    takeKeySheet: async (typed) => typed === KEY_SHEET,
    async openRecovery() {
      if (status.link === 'offline' && !paired) return { ok: false, why: 'server-unreachable' }
      return {
        ok: true,
        recovery: {
          hall: hall.id,
          async take(lines) {
            const read = readRecoverySheet(lines, hall.id)
            if (!read || read.deskSecret[0] !== SHEET_SECRET) return { ok: false, why: 'not-this-hall' }
            paired = true
            tell()
            return { ok: true }
          },
          async name({ staff, workNumber, callName, pin }) {
            const made = { key: `${keyOf(staff).slice(0, -1)}1`, box: boxOf(pin) }
            const here = { name: '前台 1', key: SPKI, sealKey: SPKI }
            const performed = await log.perform(recover, {
              tablet: here,
              secret: null,
              staff,
              workNumber,
              callName,
              ...made,
            })
            const person = hall.staff.get(staff)
            if (performed.ok) session = { staff, callName: person?.callName ?? callName, roles: ['manager'] }
            tell()
            return performed
          },
          close() {},
        },
      }
    },
    makeKey: async (staff, pin) => ({ key: keyOf(staff), box: boxOf(pin) }),
    async renewKey(pin) {
      const staff = session?.staff ?? ''
      return pin === PIN ? { ok: false, why: 'same-pin' } : { ok: true, key: keyOf(staff), box: boxOf(pin) }
    },
    async changePin(oldPin, newPin) {
      if (!session || (oldPin ?? PIN) !== PIN) return { ok: false, why: 'wrong-pin', waitSeconds: 0 }
      return { ok: true, staff: session.staff, key: keyOf(session.staff), box: boxOf(newPin) }
    },
    async openDoor({ place: at, name }) {
      if (status.link === 'offline') return { ok: false, why: 'server-unreachable' }
      const knocked = { kind: 'knocked', name, number: '0417' } as const
      let state: DoorState = { kind: 'open' }
      const become = (next: DoorState) => {
        state = next
        const others = status.doors.filter((each) => each !== door)
        status = { ...status, doors: ['refused', 'stranger', 'ended'].includes(next.kind) ? others : [...others, door] }
        tell()
      }
      knock = (stranger) => become(stranger ? { kind: 'stranger' } : knocked)
      const door: Door = {
        code: CODE,
        place: at,
        ends: now + 600_000,
        get state() {
          return state
        },
        get heard() {
          return status.link === 'connected'
        },
        async admit() {
          if (now >= door.ends) {
            become({ kind: 'ended' })
            return null
          }
          become({ ...knocked, kind: 'admitting' })
          const other = { id: `d_${++ids}`, name, place: at, lane: 9 }
          const [admission, description, lane] = letIn(other)
          append([admission, description], 'j_00000000000000ff', null, 'live')
          const brought = door.heard
          if (brought) append([lane], 'j_00000000000000ff', null, 'live')
          become({ kind: 'admitted', tablet: other.id, name, brought })
          return { ok: true, events: [] }
        },
        refuse: () => become({ kind: 'refused' }),
      }
      become(state)
      return { ok: true, door }
    },
    knock: ({ stranger = false } = {}) => knock(stranger),
    async sign(text) {
      return `signed-${text.split('/')[1]}-${text.length}`
    },
    async verify(text, signature) {
      return signature === `signed-${text.split('/')[1]}-${text.length}`
    },
    async post(path, _headers, body) {
      if (path === '/api/care' && care !== null)
        return { status: 200, text: JSON.stringify(care), retryAfter: null, server: null }
      if (path === '/api/wellbeing') {
        tellings.push(String(body))
        return { status: 204, text: '', retryAfter: null, server: null }
      }
      const printer = /^\/api\/printers\/(\w+)\/slips$/.exec(path)?.[1]
      if (printer === undefined) return null
      const said = printerSays()
      const isTaken = said === 'printed' || said === 'paper-low' || said === 'unsaid'
      if (isTaken) slips.push({ printer, bytes: body.length })
      const out = said === 'paper-low' ? { said: 'printed', paperIsLow: true } : { said }
      const text = JSON.stringify(isTaken ? out : { code: said })
      return { status: isTaken ? 200 : 409, text, retryAfter: null, server: null }
    },
    slips,
    tellings,
    setCare(said) {
      care = said
    },
    setPrinter(says) {
      printerSays = () => says
    },
    openCarrier: async () => null,
    syncNow() {},
    confirmServerTime: async () => true,
    sayTime(said) {
      now = said
      isTimeUnchecked = false
    },
    async goQuiet(why, forMs) {
      status = {
        ...status,
        link: 'server-lost',
        quiet: { why, since: now, until: forMs === null ? null : now + forMs },
      }
      tell()
    },
    async endQuiet() {
      status = { ...status, link: 'connected', quiet: null }
      tell()
    },
    holdStill: () => () => {},
    applyUpdate() {
      status = { ...status, updateWaits: false }
      tell()
    },
    async askPersistence() {
      return true
    },
    async close() {},
    pass(minutes) {
      now += minutes * 60_000
    },
    colleague(at, by) {
      const journal = `j_${String(heads.size).padStart(16, '0')}`
      heads.set(journal, 0)
      const other = { id: `d_${at}_${heads.size}`, place: at, lane: 10 + heads.size, journal }
      return {
        perform(command, ask) {
          const decision = when(hall, command, ask, situation(other, by))
          if (!decision.ok) throw new Error(`${command.name} was refused: ${decision.why}`)
          const appended = append(decision.events, journal, by, 'live')
          // Roles follow, as on a real tablet.
          const person = hall.staff.get(session?.staff ?? '')
          if (session && person && person.roles.join() !== session.roles.join()) {
            session = { ...session, roles: person.roles }
            tell()
          }
          return appended
        },
      }
    },
    setStatus(change) {
      status = { ...status, ...change }
      tell()
    },
    setContact(next) {
      contact = next
      tell()
    },
    doubtTime() {
      isTimeUnchecked = true
    },
    fillDisk(full) {
      diskIsFull = full
    },
  }
}

/** Not a box that anything opens, but one that another PIN does not match. */
const boxed = (pin: string): string => btoa(pin)
const boxOf = (pin: string) => ({
  salt: '0'.repeat(32),
  memory: 1024,
  passes: 1,
  under: '0'.repeat(16),
  sealed: boxed(pin),
})
const keyOf = (staff: string): string => staff.padEnd(87, '0')

/** What stands on the key sheet of this hall. */
export const KEY_SHEET = 'A7K2-9QXD'

/** What stands on the sheet of this hall as its desk secret, 32 times. */
export const SHEET_SECRET = 7
/** Not a key that anything was signed with. */
const SPKI = 'MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAE'

/** The tablet is in the hall. */
const letIn = ({ id, place, lane, name = '前台 1' }: { id: string; place: Place; lane: number; name?: string }) =>
  [
    {
      kind: 'TabletAdmitted',
      subject: id,
      body: { place, key: SPKI, sealKey: null, box: null, after: [] },
    },
    { kind: 'TabletDescribed', subject: id, body: { name } },
    { kind: 'LaneGiven', subject: id, body: { lane } },
  ] as const satisfies readonly NewHallEvent[]

const connected: TabletStatus = {
  link: 'connected',
  heardAt: Date.parse('2026-11-23T01:00:00.000Z'),
  freshAt: Date.parse('2026-11-23T01:00:00.000Z'),
  byPages: false,
  clock: 'set',
  unsent: { count: 0, oldest: null },
  unsentPapers: 0,
  refusedPapers: [],
  vault: 'no-key',
  behind: 0,
  silent: new Map(),
  missing: [],
  setAside: [],
  ahead: [],
  knocks: [],
  gathers: null,
  why: null,
  apart: null,
  troubles: [],
  doors: [],
  unvouched: [],
  storage: { persisted: true, usedBytes: 4_000_000, quotaBytes: 2_000_000_000, rebuilt: false },
  pen: 'this-tab',
  updateWaits: false,
  probes: noProbes,
  quiet: null,
}

function sessionOf(staff: string | null): Session | null {
  const person = staff === null ? undefined : people[staff]
  return staff === null || !person ? null : { staff, callName: person.callName, roles: person.roles }
}

function openingEvents(settings: SettingsChange): NewHallEvent[] {
  const staff = Object.entries(people).flatMap(([subject, { workNumber, callName, roles }]): NewHallEvent[] => [
    { kind: 'PersonAdmitted', subject, body: { key: subject.padEnd(87, 'A'), roles: [...roles], after: [] } },
    { kind: 'PersonDescribed', subject, body: { workNumber, callName } },
  ])
  const founded: NewHallEvent[] = [
    { kind: 'HallConfigured', subject: 'h_test', body: settings },
    { kind: 'RecoverySheetKept', subject: 'h_test', body: {} },
  ]
  return [...founded, ...staff]
}
