import { toBase64Url, toHex } from '#device/basics/base64.ts'
import { createGuards } from '#device/basics/guards.ts'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import type { Carrier } from '#device/carry/carrier.ts'
import type { HallLog, WriterState } from '#device/hallLog/hallLog.ts'
import { OTHER_BYTES } from '#device/hallLog/intake.ts'
import { createSwitchedLog } from '#device/hallLog/switchedLog.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { VaultState } from '#device/sealed/vault.ts'
import { createHallServer } from '#device/sync/hallServer.ts'
import { createHallTime, readOffset, writeOffset } from '#device/sync/hallTime.ts'
import { openQuietSwitch, type Quiet } from '#device/sync/quiet.ts'
import { type KeptIdentity, readIdentity } from '#device/who/identity.ts'
import { PIN_COST } from '#device/who/pinStretch.ts'
import { openSigningKey, type SigningKey, verifySignature } from '#device/who/signingKey.ts'
import { type Contact, inTouch } from '#domain/command.ts'
import { running } from '#domain/incidents/queries.ts'
import type { Place } from '#domain/kind.ts'
import { noProbes, type Probes } from '#domain/outages/outages.ts'
import type { Role } from '#domain/staff/events.ts'
import { type PairedTablet, startPairedTablet } from './pairedTablet.ts'
import { pairTablet } from './pairing.ts'
import { createStorageGuard } from './storageGuard.ts'
import type { TabletPorts } from './tabletPorts.ts'
import { createUpdates } from './updates.ts'

/** Who this tablet is, as pairing settled it. */
export interface Identity {
  readonly hall: string
  readonly tablet: string
  readonly name: string
  readonly place: Place
  readonly lane: number
}

/** The truth in the corner: whom this tablet hears, what is where. */
export interface TabletStatus {
  /** connected · offline (no network) · server-lost (network, no hall server) · revoked · not-paired. */
  readonly link: 'connected' | 'offline' | 'server-lost' | 'revoked' | 'not-paired'
  /** When the hall server was last heard, corrected ms since 1970; null: never on this start. */
  readonly heardAt: number | null
  /** The device clock was never compared with a hall server's. */
  readonly clock: 'set' | 'not-set'
  /** Own events the server does not have, and when the oldest happened. */
  readonly unsent: { readonly count: number; readonly oldest: number | null }
  /** Sealed papers the server does not have. */
  readonly unsentPapers: number
  /** Whether what customers told the hall can be read here now. */
  readonly vault: VaultState
  /** Events the server has and this tablet does not yet. */
  readonly behind: number
  /** Tablets not heard by the server for the hall's `silentAfterSeconds`, with the time they were last heard. */
  readonly silent: ReadonlyMap<string, number>
  /** Journals of which the server, or this tablet, misses lines: "tablet 3 is missing events 399–412". */
  readonly missing: readonly {
    readonly journal: string
    readonly from: number
    readonly to: number
    /** A person has to look: the server refused these lines with this code. */
    readonly refused?: string
  }[]
  /**
   * Lines that are kept and count for nobody: the server found them meaningless or not allowed at their tablet's place
   * and said so with this code, or sent other bytes than this tablet holds (`other-bytes`).
   */
  readonly setAside: readonly { readonly journal: string; readonly n: number; readonly code: string }[]
  readonly storage: {
    readonly persisted: boolean | null
    readonly usedBytes: number
    readonly quotaBytes: number
    /** The database was rebuilt from the journal at this start. */
    readonly rebuilt: boolean
  }
  /** Whether this tab writes, hands its commands to another tab, or cannot save at all, and why. */
  readonly writer: WriterState
  /** A new version of the app waits. */
  readonly updateWaits: boolean
  /** What this tablet has tried to reach lately, by layer. */
  readonly probes: Probes
  /** Somebody has cut this tablet off on purpose; null: it talks as it can. */
  readonly quiet: Quiet | null
}

/** Who is signed in. */
export interface Session {
  readonly staff: string
  readonly callName: string
  readonly roles: readonly Role[]
}

/** What a PIN showed. `wait` counts seconds until the next try is allowed. */
export type Proof =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly why: 'wrong-pin' | 'wait' | 'no-pin-set' | 'staff-unknown'
      readonly waitSeconds: number
    }

/** What signing in gave. */
export type SignIn = { readonly ok: true; readonly session: Session } | Extract<Proof, { readonly ok: false }>

/** What pairing gave. */
export type Pairing =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false
      readonly why:
        | 'code-wrong'
        | 'code-expired'
        | 'pairing-locked'
        | 'server-unreachable'
        | 'already-paired'
        | 'storage-unavailable'
      readonly waitSeconds: number
    }

/** This tablet as the screens meet it. */
export interface Tablet {
  readonly log: HallLog
  readonly identity: Identity | null
  readonly status: TabletStatus
  readonly session: Session | null
  /** The hall key on this tablet, its sealed papers and drafts; null before pairing, on a wall, and for a moment after the start. */
  readonly sealed: SealedThings | null
  /** The same once it is there. */
  openSealed(): Promise<SealedThings | null>
  /** What commands on this tablet go by now: its share while alone, the tickets left to silent counters. */
  readonly contact: Contact
  /** Corrected time, ms since 1970. */
  now(): number
  /** A new id made on this tablet, with the prefix of its noun: `n_9f3c21a7b0d84e55`. */
  newId(prefix: string): string
  /** Called when identity, status or session change; the answer stops it. */
  onStatus(listener: () => void): () => void
  pair(ask: { code: string; name: string }): Promise<Pairing>
  signIn(staff: string, pin: string): Promise<SignIn>
  /** A second person shows with their PIN that they are here, e.g. as a witness. */
  prove(staff: string, pin: string): Promise<Proof>
  signOut(): void
  /** Somebody touched the screen: the idle lock starts again. */
  touched(): void
  /** Stretches a new PIN for a `StaffPinSet` event. */
  stretchPin(pin: string): Promise<{ salt: string; hash: string; memory: number; passes: number }>
  /** Asks the hall server for a pairing code for another tablet (manager places only). */
  makeCode(ask: {
    place: Place
    name: string
  }): Promise<
    | { ok: true; code: string; expires: number; link: string }
    | { ok: false; why: 'server-unreachable' | 'not-your-place' }
  >
  /** A signature over a slip's payload, base64url, for its QR code. */
  sign(text: string): Promise<string>
  /** True when the signature is one of the hall's tablets' over the text; works without the network. */
  verify(text: string, signature: string, tablet: string): Promise<boolean>
  /** Carries events to and from other tablets without a server; null before pairing. */
  openCarrier(): Promise<Carrier | null>
  /** Try to reach the hall server now. */
  syncNow(): void
  /** Cuts this tablet off from the network, for so long (ms) or until somebody ends it. Nothing that is done is lost. */
  goQuiet(why: Quiet['why'], forMs: number | null): Promise<void>
  endQuiet(): Promise<void>
  /** While a guard holds, no update is activated and the idle lock waits (a form, a customer, a call). Answer releases. */
  holdStill(reason: string): () => void
  applyUpdate(): void
  askPersistence(): Promise<boolean>
  close(): Promise<void>
}

/**
 * Opens this tablet: reads who it is, opens its log and starts to sync; or waits to be paired. Nothing here waits for
 * the network.
 */
export async function openTablet(ports: TabletPorts): Promise<Tablet> {
  const { clock, chance, neighbours, report } = ports
  const keepsakes = openKeepsakes(ports)
  const guards = createGuards()
  const listeners = new Set<() => void>()
  const newId = (prefix: string) => `${prefix}_${toHex(chance.bytes(8))}`
  const time = createHallTime({
    clock,
    offset: await readOffset(keepsakes),
    onLearnt: (offset) => void writeOffset(keepsakes, offset).catch(report),
  })
  let paired: PairedTablet | null = null
  let status: TabletStatus | null = null
  let token: string | null = null

  function tell(): void {
    status = null
    for (const listener of [...listeners]) listener()
  }

  /** What the sync of a paired tablet tells. */
  function follow(): void {
    tell()
    if (!paired) return
    const { link } = paired
    if (link.link === 'connected' && link.head > 0 && paired.log.cursor.seq >= link.head) updates.caughtUp()
  }

  const closing = new AbortController()
  const quiet = await openQuietSwitch({
    keepsakes,
    clock,
    fetch: ports.fetch,
    report,
    onChange() {
      paired?.sync.restart()
      tell()
    },
  })
  const switchQuiet = async (act: () => Promise<void>) => {
    await act()
    neighbours.tell({ kind: 'quiet', quiet: quiet.quiet })
  }
  const server = createHallServer({ fetch: quiet.fetch, clock, token: () => token, stop: closing.signal })
  const storage = createStorageGuard({ port: ports.storage, clock, onChange: tell })
  const updates = createUpdates({ port: ports.updates, neighbours, guards, clock, newId, report, onChange: tell })
  const log = createSwitchedLog()

  async function start(kept: KeptIdentity, key: SigningKey): Promise<void> {
    token = kept.token
    paired = await startPairedTablet(kept, key, {
      ...ports,
      server,
      time,
      keepsakes,
      guards,
      newId,
      quiet: () => quiet.quiet !== null,
      onChange: follow,
    })
    log.switchTo(paired.log)
    tell()
  }

  /** Starts from what the disk holds; false when this tablet was never paired. */
  async function startFromDisk(): Promise<boolean> {
    const kept = await readIdentity(keepsakes)
    const key = kept && (await openSigningKey(keepsakes))
    if (kept && key) await start(kept, key)
    return paired !== null
  }

  function describe(): TabletStatus {
    const about = {
      clock: time.clock,
      storage: { ...storage.storage, rebuilt: paired?.log.rebuilt ?? false },
      updateWaits: updates.waits,
      quiet: quiet.quiet,
      probes: paired?.probes ?? noProbes,
    }
    if (!paired) {
      const nothing = {
        heardAt: null,
        unsent: { count: 0, oldest: null },
        unsentPapers: 0,
        vault: 'no-key' as const,
        behind: 0,
        silent: new Map(),
        missing: [],
        setAside: [],
      }
      return { ...about, ...nothing, link: 'not-paired', writer: 'this-tab' }
    }
    const { link, sync } = paired
    const { silentAfterSeconds } = paired.log.hall.settings.rules
    const now = time.now()
    const silent = [...link.silent].filter(([, { since }]) => now - since >= silentAfterSeconds * 1_000)
    return {
      ...about,
      link: link.link,
      heardAt: link.heardAt,
      unsent: paired.log.backlog,
      unsentPapers: paired.sealed?.papers.unsent.size ?? 0,
      vault: paired.sealed?.vault.state ?? 'no-key',
      behind: Math.max(0, link.head - paired.log.cursor.seq),
      silent: new Map(silent.map(([id, { since }]) => [id, since])),
      setAside: paired.log.setAside.map(({ code = OTHER_BYTES, ...line }) => ({ ...line, code })),
      missing: [
        ...sync.state.missing,
        ...sync.state.refused.map(({ journal, n, code }) => ({ journal, from: n, to: n, refused: code })),
      ],
      writer: paired.log.writer,
    }
  }

  await startFromDisk()
  log.log.onChange(({ hall }) => {
    status = null
    // An exercise never keeps anybody from hearing of what is real, or from telling it.
    if (quiet.quiet?.why === 'network-drill' && running(hall).some(({ drill }) => !drill)) {
      switchQuiet(quiet.end).catch(report)
    }
  })
  const stopTold = neighbours.onTold((message) => {
    if (message.kind === 'paired' && !paired) startFromDisk().catch(report)
    if (message.kind === 'quiet') quiet.take(message.quiet)
  })

  return {
    log: log.log,
    get identity() {
      return paired?.kept.identity ?? null
    },
    get status() {
      status ??= describe()
      return status
    },
    get session() {
      return paired?.sessions.session ?? null
    },
    get sealed() {
      return paired?.sealed ?? null
    },
    openSealed: async () => (await paired?.openSealed()) ?? null,
    get contact() {
      return paired?.contact() ?? inTouch
    },
    now: time.now,
    newId,
    onStatus(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async pair(ask) {
      if (paired) return { ok: false, why: 'already-paired', waitSeconds: 0 }
      const answer = await pairTablet(ask, { server, keepsakes, chance, clock, time, report })
      if (!answer.ok) return answer
      await start(answer.kept, answer.key)
      neighbours.tell({ kind: 'paired' })
      return { ok: true, identity: answer.kept.identity }
    },
    signIn: async (staff, pin) =>
      paired ? paired.sessions.signIn(staff, pin) : { ok: false, why: 'staff-unknown', waitSeconds: 0 },
    prove: async (staff, pin) =>
      paired ? paired.sessions.prove(staff, pin) : { ok: false, why: 'staff-unknown', waitSeconds: 0 },
    signOut: () => paired?.sessions.signOut(),
    touched: () => paired?.sessions.touched(),
    async stretchPin(pin) {
      const salt = toHex(chance.bytes(16))
      return { salt, hash: await ports.stretch({ pin, salt, ...PIN_COST }), ...PIN_COST }
    },
    async makeCode(ask) {
      const answer = await server.makeCode(ask)
      if (answer.kind === 'ok') {
        const { code, expires, link } = answer.value
        return { ok: true, code, expires: typeof expires === 'number' ? expires : Date.parse(expires), link }
      }
      const refused = answer.kind === 'problem' || answer.kind === 'unauthorised' || answer.kind === 'revoked'
      return { ok: false, why: refused ? 'not-your-place' : 'server-unreachable' }
    },
    async sign(text) {
      if (!paired) throw new Error('sign() needs a paired tablet')
      return toBase64Url(await paired.key.sign(text))
    },
    async verify(text, signature, tablet) {
      const signer = log.log.hall.tablets.get(tablet)
      return signer ? verifySignature(signer.key, text, signature) : false
    },
    async openCarrier() {
      if (!paired) return null
      const { createCarrier } = await import('#device/carry/carrier.ts')
      return createCarrier({ ...paired, identity: paired.kept.identity, now: time.now })
    },
    syncNow: () => paired?.sync.poke(),
    goQuiet: (why, forMs) => switchQuiet(() => quiet.begin(why, forMs)),
    endQuiet: () => switchQuiet(quiet.end),
    holdStill: guards.hold,
    applyUpdate: updates.apply,
    askPersistence: storage.askPersistence,
    async close() {
      closing.abort()
      stopTold()
      quiet.close()
      updates.close()
      storage.close()
      await paired?.close()
      keepsakes.close()
      neighbours.close()
    },
  }
}
