/**
 * @module device/sealed
 * What only an unlocked tablet can read: the hall key in its vault, sealed papers and drafts. Loaded after the first
 * screen, and never on a wall.
 */
import type { DatabaseFactory, Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, JournalDisk, OnFault } from '#device/basics/ports.ts'
import type { RunningTime } from '#device/basics/runningTime.ts'
import { createUnderWay } from '#device/basics/underWay.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import { createPaperCalls } from '#device/sync/paperCalls.ts'
import { addSecrets } from '#device/who/renewedSecret.ts'
import { tellPaperLost } from '#domain/cases/commands.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { hallKeys } from '#domain/keys/queries.ts'
import { papersSlice } from '#domain/papers/fold.ts'
import { opened } from '#domain/shelf.ts'
import { admitTablet, tellSecretsTaken } from '#domain/tablets/commands.ts'
import { type Destroying, openDestroying } from './destroying.ts'
import { type Drafts, openDrafts } from './drafts.ts'
import { openKeyTurning } from './keyTurning.ts'
import { type PaperDoor, shutBehindDoor } from './openPaper.ts'
import { openPapers, type Papers } from './papers.ts'
import { openVault, type Vault } from './vault.ts'

/**
 * What only an unlocked tablet can read, as it hands it out: the hall key, sealed papers and drafts. Nothing in it opens a
 * paper but the door, which notes who reads it and why.
 */
export interface SealedThings {
  readonly vault: Omit<Vault, 'unseal'>
  readonly papers: Omit<Papers, 'open'>
  readonly door: PaperDoor
  readonly drafts: Drafts
  readonly destroying: Pick<Destroying, 'left'>
  /** Somebody signed in or out. */
  followSession(): void
  close(): Promise<void>
}

/** The same for the rest of the device, which seals and opens things of its own besides papers. */
export interface OwnSealedThings extends SealedThings {
  readonly vault: Vault
}

/** After these nobody types into the case any more. */
const DRAFT_ENDS: ReadonlySet<string> = new Set(['PapersShredded', 'CaseEnded'])

/** Opens them around the log of a paired tablet. Loaded after the first screen: numbers are given without them. */
export async function openSealedThings(options: {
  readonly disk: JournalDisk
  readonly database?: DatabaseFactory
  readonly clock: Clock
  readonly chance: Chance
  readonly onFault: OnFault
  readonly hall: string
  readonly tablet: string
  readonly log: SyncedLog
  readonly server: HallServer
  readonly keepsakes: Keepsakes
  readonly connected: () => boolean
  readonly running: RunningTime
  /** Who is signed in. */
  readonly by: () => string | null
  readonly onChange: () => void
}): Promise<OwnSealedThings> {
  const { log, tablet, onFault, onChange } = options
  const underWay = createUnderWay()
  await log.open(papersSlice)
  const hall = () => opened(log.hall, papersSlice)
  const vault = await openVault({
    ...options,
    told: () => hallKeys(log.hall.authority),
    onChange() {
      learnKeys()
      onChange()
    },
  })
  const papers = await openPapers({
    ...options,
    server: createPaperCalls(options.server),
    vault,
    heard: () => (options.connected() ? log.cursor.server : null),
    isShredded: (name) => hall().shredded.has(name),
    async tellLost(paper) {
      await log.open(casesSlice)
      return (await log.perform(tellPaperLost, { paper })).ok
    },
  })
  const drafts = openDrafts({ ...options, vault })
  const destroying = await openDestroying({
    ...options,
    papers,
  })

  const turning = openKeyTurning({ ...options, vault })

  /** An open vault takes in what the list tells of keys, and turns where that is due. */
  function learnKeys(): void {
    underWay(takeInKeys()).catch(onFault)
    underWay(nameSealKey()).catch(onFault)
    turning.look()
  }

  async function takeInKeys(): Promise<void> {
    await addSecrets(await vault.follow(), options.keepsakes)
    await tellTaken()
  }

  /** From here on PINs that are chosen after a theft can be checked on this tablet. */
  async function tellTaken(): Promise<void> {
    if (vault.state !== 'unlocked') return
    const opened = new Set(vault.keys.map(({ id }) => id))
    const brought = hallKeys(log.hall.authority).turns.filter(
      ({ keyId, secret }) => secret !== null && opened.has(keyId),
    )
    const told = log.hall.secretsTaken.get(tablet)
    const keys = brought.map(({ keyId }) => keyId).filter((key) => !told?.has(key))
    if (keys.length > 0) await log.perform(tellSecretsTaken, { tablet, keys })
  }

  /** A vault that was begun anew with the key sheet has another seal key: the manager who did that lets the list name it. */
  async function nameSealKey(): Promise<void> {
    const { sealKey, state } = vault
    const here = log.hall.authority.tablets.get(tablet)
    if (state !== 'unlocked' || sealKey === null || !here || here.place === 'server' || here.sealKey === sealKey) return
    const { place, key } = here
    await log.perform(admitTablet, { tablet, place, key, sealKey, box: null })
  }

  /** Drafts of cases that ended while this tablet was off. */
  async function forgetDrafts(): Promise<void> {
    const subjects = await drafts.list()
    if (subjects.length === 0) return
    await log.open(casesSlice)
    const { cases } = opened(log.hall, casesSlice)
    for (const subject of subjects) if (cases.get(subject)?.end) await drafts.remove(subject)
  }

  // What was shredded while this tablet was off is among the events that arrive, or was before the app was last closed.
  const stop = log.onChange(({ hall: after, before: earlier, events }) => {
    if (after.authority !== earlier.authority) learnKeys()
    for (const { kind, subject } of events) if (DRAFT_ENDS.has(kind)) underWay(drafts.remove(subject)).catch(onFault)
    underWay(destroying.follow(opened(after, papersSlice).shredded)).catch(onFault)
  })
  underWay(destroying.follow(hall().shredded)).catch(onFault)
  underWay(forgetDrafts()).catch(onFault)
  papers.nudge()

  return {
    vault,
    papers,
    door: shutBehindDoor(papers),
    drafts,
    destroying,
    followSession: learnKeys,
    async close() {
      stop()
      turning.close()
      destroying.close()
      await underWay.ended()
      await papers.close()
    },
  }
}
