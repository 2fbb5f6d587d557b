import { toBase64, toBase64Url } from '#device/basics/base64.ts'
import type { Guards } from '#device/basics/guards.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import { createLatePump } from '#device/basics/latePump.ts'
import { createUnderWay } from '#device/basics/underWay.ts'
import type { ToBring } from '#device/carry/salvage.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { openHallLog } from '#device/hallLog/openHallLog.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import type { OwnSealedThings } from '#device/sealed/sealedThings.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { HallTime } from '#device/sync/hallTime.ts'
import { createPresence } from '#device/sync/presence.ts'
import type { Probing } from '#device/sync/probing.ts'
import { openSync, type Renewal, type Sync, type SyncState } from '#device/sync/sync.ts'
import type { KeptIdentity } from '#device/who/identity.ts'
import type { PersonKey } from '#device/who/personKey.ts'
import { openSessions, type Sessions } from '#device/who/session.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { secretsRecovered } from '#domain/authority/authority.ts'
import type { Contact } from '#domain/command.ts'
import { openAt } from '#domain/openAt.ts'
import { noProbes, type Probes } from '#domain/outages/outages.ts'
import { openKeptHistory } from './keptHistory.ts'
import { linkToShare, type SharedLink } from './neighbours.ts'
import type { TabletPorts } from './tabletPorts.ts'

/** The half of a tablet that exists once it is paired. */
export interface PairedTablet {
  readonly kept: KeptIdentity
  readonly key: SigningKey
  readonly log: SyncedLog
  readonly sessions: Sessions
  /** This tab's sync state, or the one the writing tab shares. */
  readonly link: Omit<SyncState, 'missing' | 'refused'>
  readonly sync: Sync
  /** Null on a wall, and for a moment after the start. */
  readonly sealed: OwnSealedThings | null
  /** The same once it is there. */
  openSealed(): Promise<OwnSealedThings | null>
  contact(): Contact
  readonly probes: Probes
  close(): Promise<void>
}

/** On no contact at all: nothing may be called but slips. */
const ALONE: Contact = { share: new Set(), leftTo: new Map() }

/** Starts a paired tablet: opens its log, then sync, presence, numbers and sessions around it. */
export async function startPairedTablet(
  kept: KeptIdentity,
  key: SigningKey,
  options: TabletPorts & {
    readonly server: HallServer
    readonly time: HallTime
    readonly keepsakes: Keepsakes
    readonly guards: Guards
    readonly newId: (prefix: string) => string
    readonly quiet: () => boolean
    /** Exchanges the token; what is asked of the hall server afterwards carries the new one. */
    readonly renewToken: () => Promise<Renewal>
    readonly onChange: () => void
  },
): Promise<PairedTablet> {
  const { keepsakes, neighbours, time, onFault, onChange } = options
  const { identity } = kept
  let contact = (): Contact => ALONE
  let by = (): string | null => null
  let signers = (): readonly ActSigner[] => []
  let isRevoked = () => false
  let topUpNumbers = () => {}
  let postPapers = () => {}
  let bringBack = () => {}
  let endIfRevoked = () => {}
  let copyAgain = () => {}
  const { hall, tablet, lane, place } = identity
  const underWay = createUnderWay()
  // It runs from the start; what waits for its time asks later.
  const running = import('#device/basics/runningTime.ts').then(({ openRunningTime }) => openRunningTime(options))
  running.catch(onFault)
  const log = await openHallLog({
    ...options,
    running: async () => (await running).now(),
    opens: await openAt(place),
    pen: options.pen?.(hall),
    commands: async (called) => (await import('#domain/whole.ts')).commandCalled(called),
    now: time.now,
    identity: { hall, tablet, lane, place, key: key.publicKey },
    root: kept.root,
    onSigned: () => copyAgain(),
    situation: () => ({
      by: by(),
      signers: signers(),
      contact: contact(),
      isTimeUnchecked: !time.isChecked,
      isRevoked: isRevoked(),
    }),
  })

  const history = await openKeptHistory(keepsakes, onFault)
  const confirmed = () => history.confirmedIn(log.cursor.server)
  let shared: SharedLink | null = null
  const sync = openSync({
    ...options,
    hall,
    log,
    sign: async (text) => toBase64(await key.sign(text)),
    history: history.said,
    heardAt: history.heardAt(),
    onReceipt: history.hearReceipt,
    onConfirmed(seq) {
      const { server } = log.cursor
      if (server !== null) history.hearConfirmed({ server, seq }, () => presence.ownShare(seq))
    },
    onState() {
      if (sync.state.heardAt !== null) history.hear(sync.state.heardAt)
      if (log.pen === 'this-tab') neighbours.tell({ kind: 'link', link: linkToShare(sync.state, confirmed()) })
      topUpNumbers()
      postPapers()
      bringBack()
      endIfRevoked()
      onChange()
    },
  })
  const link = (): PairedTablet['link'] =>
    log.pen === 'another-tab' && shared ? { ...shared, silent: new Map(shared.silent) } : sync.state

  const presence = createPresence({
    tablet,
    hall: () => log.hall,
    hallAsOf: (seq) => log.hallAsOf(seq),
    cursor: () => log.cursor,
    state: link,
    confirmed: () => (log.pen === 'another-tab' && shared ? shared.confirmed : confirmed()),
    // Nothing has come from a hall server since the start: the database is new.
    rememberedShare: () => (log.cursor.server === null ? history.confirmedShare() : []),
    now: time.now,
  })
  contact = presence.contact
  /** This tab hears the hall server and writes: it alone asks for numbers and sends papers. */
  const connected = () => sync.state.link === 'connected' && log.pen === 'this-tab'
  /** What asks for numbers comes once somebody is there to ask. */
  const numbers = createLatePump(async () => {
    const { openNumberKeeper } = await import('#device/sync/numbers.ts')
    return openNumberKeeper({
      ...options,
      log,
      identity,
      connected,
      now: time.now,
      isTimeChecked: () => time.isChecked,
    })
  }, onFault)
  topUpNumbers = () => {
    if (place !== 'wall' && connected()) numbers.nudge()
  }
  /** What a hall server lacks gets there from here: it has lost something, or nobody else may bring it. */
  const toBring = (): ToBring | null => {
    if (!connected()) return null
    const { head, refused, wants } = sync.state
    const written = refused.flatMap(({ journal, code }) => (code === 'not-your-journal' ? [journal] : []))
    const journals = new Set([...written, ...(log.cursor.seq >= head ? log.carriedHere() : [])])
    return wants === null && journals.size === 0 ? null : { name: [wants, ...journals].join(), wants, journals }
  }
  const salvage = createLatePump(async () => {
    const { openSalvage } = await import('#device/carry/salvage.ts')
    return openSalvage({
      ...options,
      log,
      key,
      identity,
      toBring,
      async maySend() {
        const refused = new Set(sync.state.refused.map(({ journal }) => journal))
        return (await log.unsent({ lines: 1, bytes: 1 }, refused)) !== null
      },
      now: time.now,
      onOffered(wants) {
        if (wants !== null) history.bringBack(wants)
        sync.poke()
      },
    })
  }, onFault)
  bringBack = () => {
    const ask = toBring()
    if (ask && (ask.journals.size > 0 || ask.wants !== history.said().offered)) salvage.nudge()
  }
  // What shows to the public opens nothing; everybody else gets it behind the first screen.
  const opening =
    place === 'wall'
      ? Promise.resolve(null)
      : import('#device/sealed/sealedThings.ts').then(async ({ openSealedThings }) =>
          openSealedThings({
            ...options,
            hall,
            tablet,
            log,
            by: () => by(),
            running: await running,
            connected,
          }),
        )
  let sealed: OwnSealedThings | null = null
  /** A tablet on which it cannot be loaded still signs people in. */
  const openSealed = () => opening.catch(() => null)
  opening.then((opened) => {
    sealed = opened
    postPapers = () => opened?.papers.nudge()
    onChange()
  }, onFault)
  const vault = {
    open: async (key: PersonKey) => (await openSealed())?.vault.open(key) ?? ('no-key' as const),
    lock: () => sealed?.vault.lock(),
    forget: async (staff: string) => (await openSealed())?.vault.forget(staff),
  }
  /** Nothing that is done here counts any more: the hall server says so, or the list that this tablet has itself. */
  isRevoked = () => link().link === 'revoked' || log.hall.tablets.get(tablet)?.revoked === true
  const sessions = await openSessions({
    ...options,
    vault,
    hall: () => log.hall,
    isRevoked,
    onSession() {
      sealed?.followSession()
      onChange()
    },
    perform: log.perform,
  })
  endIfRevoked = () => {
    if (isRevoked()) sessions.signOut()
  }
  by = () => sessions.session?.staff ?? null
  signers = () => sessions.signers
  /** No first screen waits for what tries the lines. */
  let probing: Probing | 'closed' | null = null
  import('#device/sync/probing.ts')
    .then(({ askProbes, openProbing }) => {
      if (probing === 'closed') return
      probing = openProbing({
        ...options,
        now: time.now,
        asks: () => {
          const { upstream, operator } = log.hall.settings.probed
          return place !== 'wall' && (upstream !== '' || operator !== '')
        },
        heard: () => link().link === 'connected',
        ask: () => askProbes(options.server),
      })
    })
    .catch(onFault)
  /** A recovery elsewhere has made a new desk secret; in a hall that never had one nothing is fetched. */
  let told = ''
  const followSecrets = () => {
    const secrets = secretsRecovered(log.hall.authority)
    if (place === 'wall' || secrets.join() === told) return
    told = secrets.join()
    const taking = import('#device/who/renewedSecret.ts').then(({ takeSecrets }) =>
      takeSecrets(hall, secrets, keepsakes),
    )
    underWay(taking).catch((fault: unknown) => {
      onFault(fault)
      told = ''
    })
  }
  followSecrets()
  const copying = createLatePump(async () => (await import('./keepingCopy.ts')).keepCopy({ ...options, log }), onFault)
  copyAgain = copying.nudge
  const besides = [
    copying,
    createLatePump(
      async () =>
        (await import('./keepingSigned.ts')).keepSigned({
          ...options,
          log,
          sign: async (text) => toBase64Url(await key.sign(text)),
        }),
      onFault,
    ),
    createLatePump(
      async () =>
        (await import('./lookingOver.ts')).lookOver({ ...options, log, papers: () => sealed?.papers ?? null }),
      onFault,
    ),
    createLatePump(
      async () =>
        (await import('./lettingGo.ts')).letGo({ ...options, log, papers: () => sealed?.papers ?? null, connected }),
      onFault,
    ),
  ]
  for (const each of besides) each.nudge()
  const stops = [
    log.onChange(sessions.follow),
    log.onChange(() => endIfRevoked()),
    log.onChange(({ hall: after, before }) => {
      if (after.authority !== before.authority) followSecrets()
    }),
    log.onPen(onChange),
    options.network.onWake(sessions.woke),
    neighbours.onTold((message) => {
      if (message.kind !== 'link') return
      shared = message.link
      endIfRevoked()
      onChange()
    }),
  ]

  sync.poke()

  return {
    kept,
    key,
    log,
    sessions,
    sync,
    get sealed() {
      return sealed
    },
    openSealed,
    contact: presence.contact,
    get probes() {
      return probing === null || probing === 'closed' ? noProbes : probing.probes
    },
    get link() {
      return link()
    },
    async close() {
      for (const stop of stops) stop()
      if (probing !== null && probing !== 'closed') probing.close()
      probing = 'closed'
      sessions.close()
      await (await openSealed())?.close()
      await underWay.ended()
      await sync.close()
      for (const each of [numbers, ...besides, salvage]) await each.close()
      await (await running).close()
      await log.close()
    },
  }
}
