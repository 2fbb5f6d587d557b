import { bytesToHex } from '@noble/hashes/utils.js'
import { toBase64Url } from '#device/basics/base64.ts'
import { createGuards } from '#device/basics/guards.ts'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { verifySignature } from '#device/basics/signatures.ts'
import type { Doors } from '#device/door/doors.ts'
import { areDoorsLeft } from '#device/door/doorsLeft.ts'
import { createSwitchedLog } from '#device/hallLog/switchedLog.ts'
import { createHallServer } from '#device/sync/hallServer.ts'
import { createHallTime, readOffset, writeOffset } from '#device/sync/hallTime.ts'
import { openQuietSwitch } from '#device/sync/quiet.ts'
import type { Renewal } from '#device/sync/sync.ts'
import { readDeskSecrets } from '#device/who/deskSecret.ts'
import { type KeptIdentity, readIdentity, writeIdentity } from '#device/who/identity.ts'
import { openSigningKey } from '#device/who/openSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { inTouch } from '#domain/command.ts'
import { running } from '#domain/incidents/queries.ts'
import { nameMadeAt } from '#log/naming.ts'
import type { FormerSelf } from './formerSelf.ts'
import { type PairedTablet, startPairedTablet } from './pairedTablet.ts'
import { createStorageGuard } from './storageGuard.ts'
import type { Tablet } from './tablet.ts'
import type { TabletPorts } from './tabletPorts.ts'
import { describeTablet, type TabletStatus } from './tabletStatus.ts'
import { createUpdates } from './updates.ts'

/**
 * Opens this tablet: reads who it is, opens its log and starts to sync; or waits to be paired. Nothing here waits for
 * the network.
 */
export async function openTablet(ports: TabletPorts): Promise<Tablet> {
  const { clock, chance, neighbours, onFault } = ports
  const keepsakes = openKeepsakes(ports)
  const guards = createGuards()
  const listeners = new Set<() => void>()
  const newId = (prefix: string) => `${prefix}_${bytesToHex(chance.bytes(8))}`
  const time = createHallTime({
    clock,
    elapsed: ports.elapsed,
    learnt: await readOffset(keepsakes),
    onLearnt: (learnt) => void writeOffset(keepsakes, learnt).catch(onFault),
  })
  let paired: PairedTablet | null = null
  let status: TabletStatus | null = null
  let token: string | null = null
  let doors: Doors | null = null
  let former: FormerSelf | null = null
  let closed: Promise<void> | null = null

  function tell(): void {
    status = null
    for (const listener of [...listeners]) listener()
  }

  function onStatus(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
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
    onFault,
    onChange() {
      paired?.sync.restart()
      tell()
    },
  })
  const switchQuiet = async (act: () => Promise<void>) => {
    await act()
    neighbours.tell({ kind: 'quiet', quiet: quiet.quiet })
  }
  const calls = { fetch: quiet.fetch, clock, token: () => token, stop: closing.signal }
  const server = createHallServer({
    ...calls,
    renew: async () => paired && renew(paired.kept, paired.key),
  })
  const storage = createStorageGuard({ port: ports.storage, clock, onChange: tell })
  const updates = createUpdates({ port: ports.updates, neighbours, guards, clock, newId, onFault, onChange: tell })
  const log = createSwitchedLog()

  /** Once a week, and whenever the hall server does not know the token any more. Whoever needs it meanwhile waits for the same one. */
  let renewing: Promise<Renewal> | null = null
  const renew = (kept: KeptIdentity, key: SigningKey): Promise<Renewal> => {
    renewing ??= exchangeToken(kept, key).finally(() => {
      renewing = null
    })
    return renewing
  }
  async function exchangeToken({ identity }: KeptIdentity, key: SigningKey): Promise<Renewal> {
    const { renewToken } = await import('#device/door/renewToken.ts')
    const renewed = await renewToken(identity, { ...ports, calls, key, keepsakes, log: () => paired?.log })
    if (renewed.kind !== 'renewed') return renewed.kind
    token = renewed.token
    neighbours.tell(renewed)
    return renewed.kind
  }

  /** What lets tablets in comes with the first code, or with one that stood open when the app was last closed. */
  async function openDoors({ kept, log, openSealed }: PairedTablet): Promise<Doors> {
    const { openDoors } = await import('#device/door/doors.ts')
    doors ??= openDoors({
      ...ports,
      hall: kept.identity.hall,
      root: () => kept.root ?? log.hall.authority.root,
      log,
      server,
      keepsakes,
      now: time.now,
      newId,
      vault: async () => (await openSealed())?.vault ?? null,
      hallKeys: async () => (await openSealed())?.vault.keys ?? [],
      deskSecrets: () => readDeskSecrets(keepsakes),
      onStatus,
      onChange: tell,
    })
    return doors
  }

  async function start(kept: KeptIdentity, key: SigningKey): Promise<void> {
    token = kept.token
    const started = await startPairedTablet(kept, key, {
      ...ports,
      server,
      time,
      keepsakes,
      guards,
      newId,
      quiet: () => quiet.quiet !== null,
      renewToken: () => renew(kept, key),
      onChange: follow,
    })
    paired = started
    log.switchTo(started.log)
    tell()
    areDoorsLeft(keepsakes)
      .then((left) => (left ? openDoors(started) : null))
      .catch(onFault)
  }

  /** Starts from what the disk holds; false when this tablet was never paired, or cannot show any more who it is. */
  async function startFromDisk(): Promise<boolean> {
    const key = await openSigningKey(keepsakes)
    const kept = (await readIdentity(keepsakes)) ?? (await whoItWas(key))
    if (kept && key) await start(kept, key)
    else if (kept) await whoItWas(null)
    return paired !== null
  }

  /** Nothing says who this tablet is, or its key is gone: what it has written may tell. */
  async function whoItWas(key: SigningKey | null): Promise<KeptIdentity | null> {
    if (!(await ports.disk.names()).some((name) => name.startsWith('log3-'))) return null
    const { formerSelf } = await import('./formerSelf.ts')
    former = await formerSelf(ports.disk)
    const kept = (key && (await former?.with(key.publicKey))) ?? null
    if (kept) await writeIdentity(keepsakes, kept)
    return kept
  }

  await startFromDisk()
  log.log.onChange(({ hall }) => {
    status = null
    // An exercise never keeps anybody from hearing of what is real, or from telling it.
    if (quiet.quiet?.why === 'network-drill' && running(hall).some(({ drill }) => !drill)) {
      switchQuiet(quiet.end).catch(onFault)
    }
  })
  const stopTold = neighbours.onTold((message) => {
    if (message.kind === 'paired' && !paired) startFromDisk().catch(onFault)
    if (message.kind === 'renewed') token = message.token
    if (message.kind === 'locked') paired?.sessions.signOut()
    if (message.kind === 'time') time.take(message.time)
    if (message.kind === 'quiet') quiet.take(message.quiet)
  })

  return {
    log: log.log,
    get identity() {
      return paired?.kept.identity ?? null
    },
    get status() {
      status ??= describeTablet({
        paired,
        former,
        doors: doors?.open ?? [],
        time,
        storage,
        updates,
        quiet: quiet.quiet,
      })
      return status
    },
    get session() {
      return paired?.sessions.session ?? null
    },
    get signer() {
      return paired?.sessions.signer ?? null
    },
    get sealed() {
      return paired?.sealed ?? null
    },
    openSealed: async () => (await paired?.openSealed()) ?? null,
    get contact() {
      return paired?.contact() ?? inTouch
    },
    now: time.now,
    newId: (prefix) => (paired ? nameMadeAt(paired.kept.identity.tablet, newId(prefix)) : newId(prefix)),
    onStatus,
    async pair(ask) {
      if (paired) return { ok: false, why: 'already-paired', waitSeconds: 0 }
      const { pairTablet } = await import('./pairing.ts')
      const answer = await pairTablet(ask, { ...ports, server, keepsakes, time })
      if (!answer.ok) return answer
      await start(answer.kept, answer.key)
      neighbours.tell({ kind: 'paired' })
      return { ok: true, identity: answer.kept.identity }
    },
    signIn: async (staff, pin) =>
      paired ? paired.sessions.signIn(staff, pin) : { ok: false, why: 'staff-unknown', waitSeconds: 0 },
    prove: async (staff, pin) =>
      paired ? paired.sessions.prove(staff, pin) : { ok: false, why: 'staff-unknown', waitSeconds: 0 },
    signOut() {
      paired?.sessions.signOut()
      neighbours.tell({ kind: 'locked' })
    },
    touched: () => paired?.sessions.touched(),
    async foundHall(first) {
      const [deskSecret] = await readDeskSecrets(keepsakes)
      if (!paired || !deskSecret) throw new Error('foundHall() needs a paired tablet with a desk secret')
      const { kept, key, log, sessions, openSealed } = paired
      const { foundHallHere } = await import('./founding.ts')
      return foundHallHere(first, {
        hall: kept.identity.hall,
        log,
        sessions,
        deskSecret,
        tablet: { name: kept.identity.name, key: key.publicKey },
        async prepareVault() {
          const sealKey = await (await openSealed())?.vault.prepare()
          if (!sealKey) throw new Error('what holds the hall key did not load')
          return sealKey
        },
        keepsakes,
        chance,
      })
    },
    async openHeldSheet() {
      const { openHeldSheet } = await import('./heldSheet.ts')
      return openHeldSheet(keepsakes, {
        signer: paired?.sessions.signer ?? null,
        hall: paired?.kept.identity.hall ?? '',
      })
    },
    async openRecovery() {
      const { openRecovery } = await import('./recovering.ts')
      return openRecovery({
        ...ports,
        server,
        keepsakes,
        time,
        paired: () => paired,
        async start(kept, key) {
          await start(kept, key)
          neighbours.tell({ kind: 'paired' })
        },
      })
    },
    async takeKeySheet(typed) {
      if (!paired) return false
      const { takeKeySheet } = await import('#device/sealed/takingKeySheet.ts')
      const { log, kept } = paired
      const { hall, tablet } = kept.identity
      return takeKeySheet(typed, { hall, tablet, log, keepsakes })
    },
    async makeKey(staff, pin) {
      if (!paired) throw new Error('makeKey() needs a paired tablet')
      return paired.sessions.makeKey(staff, pin)
    },
    async renewKey(pin) {
      if (!paired) throw new Error('renewKey() needs a paired tablet')
      return paired.sessions.renewKey(pin)
    },
    changePin: async (oldPin, newPin) =>
      paired ? paired.sessions.changePin(oldPin, newPin) : { ok: false, why: 'staff-unknown', waitSeconds: 0 },
    async openDoor(ask) {
      if (!paired) return { ok: false, why: 'not-your-place' }
      return (await openDoors(paired)).make(ask)
    },
    async sign(text) {
      if (!paired) throw new Error('sign() needs a paired tablet')
      return toBase64Url(await paired.key.sign(text))
    },
    async verify(text, signature, tablet) {
      const signer = log.log.hall.tablets.get(tablet)
      // What a tablet signed that was sent away vouches for nothing any more.
      return signer && !signer.revoked ? verifySignature(signer.key, text, signature) : false
    },
    async openCarrier() {
      if (!paired) return null
      const { createCarrier } = await import('#device/carry/carrier.ts')
      return createCarrier({ ...paired, identity: paired.kept.identity, now: time.now })
    },
    post: server.post,
    syncNow: () => paired?.sync.poke(),
    async confirmServerTime() {
      const answer = await server.ask('POST', '/api/time', { confirm: true })
      paired?.sync.poke()
      return answer?.status === 200
    },
    sayTime(now) {
      time.take(now)
      neighbours.tell({ kind: 'time', time: now })
      tell()
    },
    goQuiet: (why, forMs) => switchQuiet(() => quiet.begin(why, forMs)),
    endQuiet: () => switchQuiet(quiet.end),
    holdStill: guards.hold,
    applyUpdate: updates.apply,
    askPersistence: storage.askPersistence,
    close() {
      closed ??= closeAll()
      return closed
    },
  }

  async function closeAll(): Promise<void> {
    closing.abort()
    stopTold()
    await doors?.close()
    quiet.close()
    updates.close()
    storage.close()
    await paired?.close()
    await keepsakes.close()
    neighbours.close()
  }
}
