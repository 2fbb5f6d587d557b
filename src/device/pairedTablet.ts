import * as v from 'valibot'
import type { Contact } from '#domain/command.ts'
import { commandsByName } from '#domain/commands.ts'
import { tellSealKey } from '#domain/keys/commands.ts'
import { toBase64 } from './base64.ts'
import { type Drafts, openDrafts } from './drafts.ts'
import type { Guards } from './guards.ts'
import type { SyncedLog } from './hallLog.ts'
import type { HallServer } from './hallServer.ts'
import type { HallTime } from './hallTime.ts'
import type { KeptIdentity } from './identity.ts'
import type { Keepsakes } from './keepsakes.ts'
import type { SharedLink } from './neighbours.ts'
import { openNumberKeeper } from './numbers.ts'
import { openHallLog } from './openHallLog.ts'
import { openPapers, type Papers } from './papers.ts'
import { createPresence } from './presence.ts'
import { openSessions, type Sessions } from './session.ts'
import type { SigningKey } from './signingKey.ts'
import { openSync, type Sync, type SyncState } from './sync.ts'
import type { TabletPorts } from './tabletPorts.ts'
import { openVault, type Vault } from './vault.ts'

/** The half of a tablet that exists once it is paired. */
export interface PairedTablet {
  readonly kept: KeptIdentity
  readonly key: SigningKey
  readonly log: SyncedLog
  readonly sessions: Sessions
  /** This tab's sync state, or the one the writing tab shares. */
  readonly link: Omit<SyncState, 'missing' | 'refused'>
  readonly sync: Sync
  readonly vault: Vault
  readonly papers: Papers
  readonly drafts: Drafts
  contact(): Contact
  close(): Promise<void>
}

const Confirmed = v.object({ server: v.string(), seq: v.number() })
const CONFIRMED = 'confirmed'
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
    readonly onChange: () => void
  },
): Promise<PairedTablet> {
  const { keepsakes, neighbours, time, report, onChange } = options
  const { identity } = kept
  let contact = (): Contact => ALONE
  let by = (): string | null => null
  let topUpNumbers = () => {}
  let postPapers = () => {}
  const { hall, tablet, lane, place } = identity
  const log = await openHallLog({
    ...options,
    writer: options.writer?.(hall),
    commands: commandsByName,
    now: time.now,
    identity: { hall, tablet, lane, place, key: key.publicKey },
    situation: () => ({ by: by(), contact: contact() }),
  })

  let confirmed = await keepsakes.read(CONFIRMED, Confirmed)
  let shared: SharedLink | null = null
  const sync = openSync({
    ...options,
    hall,
    log,
    sign: async (text) => toBase64(await key.sign(text)),
    onConfirmed(seq) {
      const from = log.cursor.server
      if (from === null || (confirmed?.seq === seq && confirmed.server === from)) return
      confirmed = { server: from, seq }
      keepsakes.write(CONFIRMED, confirmed).catch(report)
    },
    onState() {
      if (log.writer === 'this-tab') neighbours.tell({ kind: 'link', link: share(sync.state) })
      topUpNumbers()
      postPapers()
      onChange()
    },
  })
  const confirmedSeq = () => (confirmed && confirmed.server === log.cursor.server ? confirmed.seq : null)
  const share = ({ link, heardAt, head, silent }: SyncState): SharedLink => ({
    link,
    heardAt,
    head,
    silent: [...silent],
    confirmed: confirmedSeq(),
  })
  const link = (): PairedTablet['link'] =>
    log.writer === 'another-tab' && shared ? { ...shared, silent: new Map(shared.silent) } : sync.state

  const presence = createPresence({
    tablet,
    hall: () => log.hall,
    hallAsOf: (seq) => log.hallAsOf(seq),
    cursor: () => log.cursor,
    state: link,
    confirmed: () => (log.writer === 'another-tab' && shared ? shared.confirmed : confirmedSeq()),
    now: time.now,
  })
  contact = presence.contact
  const numbers = await openNumberKeeper({
    ...options,
    log,
    identity,
    connected: () => sync.state.link === 'connected' && log.writer === 'this-tab',
    now: time.now,
  })
  topUpNumbers = numbers.nudge
  const vault = await openVault({
    ...options,
    hall,
    tablet,
    told: () => log.hall.keys.turns.map(({ keyId }) => keyId),
    onChange() {
      learnKeys()
      onChange()
    },
  })
  const papers = await openPapers({
    ...options,
    vault,
    heard: () => (sync.state.link === 'connected' && log.writer === 'this-tab' ? log.cursor.server : null),
    isShredded: (name) => log.hall.shredded.has(name),
  })
  postPapers = papers.nudge
  const drafts = openDrafts({ ...options, vault })
  const sessions = await openSessions({ ...options, vault, hall: () => log.hall, onSession: onChange })
  by = () => sessions.session?.staff ?? null
  /** An open vault takes in what the log tells of keys, and tells the log to which key others may seal new ones. */
  function learnKeys(): void {
    if (vault.state !== 'unlocked') return
    const { sealKey } = vault
    const told = log.hall.keys.sealKeys.get(tablet)
    vault.follow(log.hall).catch(report)
    if (sealKey !== null && told !== sealKey) log.perform(tellSealKey, { key: sealKey }).catch(report)
  }
  const stops = [
    log.onChange(({ hall: now, before, events }) => {
      if (now.keys !== before.keys) learnKeys()
      for (const { kind, subject } of events) if (kind === 'PapersShredded') drafts.remove(subject).catch(report)
      if (now.shredded === before.shredded) return
      papers.shred([...now.shredded].filter((name) => !before.shredded.has(name))).catch(report)
    }),
    log.onChange(sessions.follow),
    log.onWriter(onChange),
    neighbours.onTold((message) => {
      if (message.kind !== 'link') return
      shared = message.link
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
    vault,
    papers,
    drafts,
    contact: presence.contact,
    get link() {
      return link()
    },
    async close() {
      for (const stop of stops) stop()
      sessions.close()
      await papers.close()
      await numbers.close()
      await sync.close()
      await log.close()
    },
  }
}
