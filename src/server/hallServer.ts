import type { Server } from 'node:http'
import { join } from 'node:path'
import type { FastifyBaseLogger } from 'fastify'
import pino from 'pino'
import { hashOfLine, keptEvent } from '#log/lines.ts'
import { machineNumber } from '#log/machineNumber.ts'
import type { Journals } from './admission/admission.ts'
import { openAsks } from './asking.ts'
import { openAuthorityList } from './authorityList.ts'
import { createBackups } from './backup/backups.ts'
import { madeLines } from './backup/said.ts'
import { KEPT, type Keep } from './backup/shelf.ts'
import { takeCare } from './caretaking.ts'
import { createChallenges } from './challenges.ts'
import { createCommitQueue } from './commitQueue.ts'
import { readStoredConfiguration } from './configuration.ts'
import { openDisk } from './disk.ts'
import { openEpochs } from './epochs.ts'
import type { EventStore } from './eventStore.ts'
import { createGathering } from './gathering.ts'
import { openHeadStartFiles } from './headStartFiles.ts'
import { createApp } from './http/app.ts'
import type { Limits } from './http/house.ts'
import { identityOf } from './identity.ts'
import { openKeyBeside } from './keyBeside.ts'
import { awaitedIn } from './kit/awaited.ts'
import { makeKit, writeKit } from './kit/hallKit.ts'
import { linkLines } from './linkLines.ts'
import { createListener, listen, readCertificate, showCertificate, stopListening, type Tls } from './listening.ts'
import { createMetrics } from './metrics.ts'
import { createNumbers } from './numbers.ts'
import { createOffers } from './offers.ts'
import { createOrigins, isEverywhere, isOwn, type Origins, ownAddresses } from './origins.ts'
import { createOwnJournal } from './ownJournal.ts'
import { createPairing, type ShownCode } from './pairing.ts'
import { openPresence } from './presence.ts'
import { createPrinters } from './printing/printers.ts'
import { createProbes } from './probes.ts'
import { createQuotas } from './quotas.ts'
import { createReceipts } from './receipts.ts'
import { createRecovering } from './recovering.ts'
import { release } from './release.ts'
import { createSalvage } from './salvage.ts'
import { openServerClock } from './serverClock.ts'
import { openSigner } from './signing.ts'
import { openSqliteStore } from './sqlite/sqliteStore.ts'
import { saidOf } from './sqlite/unopened.ts'
import { createSweeping } from './sweeping.ts'
import { createTokens } from './tokens.ts'
import { createTroubles } from './troubles.ts'
import { createTurns } from './turns.ts'
import { createWellbeing } from './wellbeing.ts'
import { openWitness } from './witness.ts'

/** How a hall server is opened. */
export interface HallServerOptions {
  /** Folder of the store. */
  readonly data: string
  /** 0: any free port. */
  readonly port?: number
  readonly host?: string
  /** Public origin for links; by default the address listened to. */
  readonly origin?: string | null
  /** With it the server speaks HTTPS. */
  readonly tls?: Tls | null
  /** Beside it, under the same name, something is reached without encryption: browsers are not told to refuse that. */
  readonly isPlainBeside?: boolean
  /** Folder of the built app, if it is served. */
  readonly files?: string | null
  /** Whoever shows it reads the figures from another machine; without it they are told on this one alone. */
  readonly metricsToken?: string | null
  readonly now?: () => number
  /** Ms since some moment, whatever the clock on the wall does: running time. */
  readonly elapsed?: () => number
  readonly logLevel?: string
  /** Which IP addresses may be tried to see how far the hall's line reaches; by default all but this machine's own. */
  readonly mayTry?: (ip: string) => boolean
  readonly limits?: Partial<Limits>
  /** Bytes of the disk that are kept back for the day on which it is full. */
  readonly reserve?: number
  /** Whoever starts it says that this copy of the store is the hall's, and nothing of it is lost. */
  readonly isHere?: boolean
  /** A folder for backups, which are made by the hour; null: on demand alone. */
  readonly backups?: string | null
  readonly keep?: Keep
  /** How much room the disk has; by default as the system says. */
  readonly freeBytes?: () => Promise<number>
  /** Lets it be reached otherwise than at host and port; answers with the port it is to name. */
  readonly listen?: (server: Server) => Promise<number>
}

/** A running hall server. */
export interface HallServer {
  readonly origin: string
  /** Whether whoever is on the network can read and change what tablets and server say to each other. */
  readonly isOpenToAll: boolean
  readonly hall: string
  /** By which a manager knows this machine before letting it serve the hall; null: it does already. */
  readonly machineNumber: string | null
  /** A code for the first tablet, a manager's; null once the hall is founded. */
  readonly firstCode: ShownCode | null
  /** Whoever comes from now on is shown this certificate, and may come under the names in it. Throws where it speaks no HTTPS. */
  showCertificate(tls: Tls): void
  /** Finishes what is being written, ends the streams, gives the store back. */
  close(): Promise<void>
}

/** So long (ms) a journal counts among those of its tablet after a line of it has come. */
const JOURNALS_COUNT_MS = 7 * 24 * 60 * 60_000

const NO_MORE_LINKS =
  '营业厅已经建好，不再从这里出链接：请经理在自己的平板上打开“平板 → 添加平板”。平板全都不在了，用恢复单。\nThe hall is founded, and no link of this server lets anybody in any more: a manager does, under Tablets → Add a tablet. Where no tablet is left, use the recovery sheet.'

const LIMITS: Limits = {
  requestsPerMinute: 6_000,
  pairingsPerMinute: 60,
  knocksPerMinute: 900,
  headStartsPerMinute: 20,
  lacksPerMinute: 60,
  streamsPerMinute: 120,
  unnamedBytes: 64 * 1024 * 1024,
  papersADay: 4 * 1024 * 1024 * 1024,
  slipsPerMinute: 60,
}

/** Opens the store, founds the hall on the first start, and listens. A store that cannot be opened is a sentence with a way out. */
export async function openHallServer(options: HallServerOptions): Promise<HallServer> {
  let store: EventStore | null = null
  try {
    store = openSqliteStore(options.data)
    return await openOn(store, options)
  } catch (fault) {
    await store?.close().catch(() => {})
    throw saidOf(fault, options.data)
  }
}

async function openOn(store: EventStore, options: HallServerOptions): Promise<HallServer> {
  const { elapsed = () => performance.now(), host = '127.0.0.1', port = 0, tls = null } = options
  const log: FastifyBaseLogger = pino({ level: options.logLevel ?? 'info', base: null })
  const metrics = createMetrics()
  const witness = openWitness(options.data)
  const identity = await identityOf(store, { folder: options.data, witness })
  const stored = [await store.newestReceived(), witness.seen()?.at ?? null]
  const clock = openServerClock(stored, { now: options.now ?? Date.now, elapsed })
  const { now } = clock
  const stop = new AbortController()
  const queue = createCommitQueue(store, {
    now,
    onCommit({ events, ms }) {
      clock.hasStored()
      metrics.events.inc(events)
      metrics.group.observe(events)
      metrics.commit.observe(ms / 1_000)
    },
  })
  const own = createOwnJournal(store, identity, now)
  const epochs = await openEpochs({
    store,
    identity,
    queue,
    own,
    receipts: createReceipts(identity.hall, identity.signingKey),
    witness,
    time: now,
    isHere: options.isHere ?? false,
  })
  // A torn end that nobody was answered for is no damage, unless something shows that more was there.
  const damage = store.damage === 'log-end' && epochs.now === identity.server ? null : store.damage
  if (store.damage !== null)
    log.error(
      { damage: store.damage },
      'the store was damaged: it may have less than it had, and tablets may hold the rest',
    )
  const awaited = awaitedIn(options.data)
  const rootBeside = openKeyBeside(options.data, 'root')
  const list = await openAuthorityList(store, elapsed, {
    founded: rootBeside.of(identity.hall),
    awaited: awaited?.root ?? null,
    keep: (root) => rootBeside.keep(identity.hall, root),
  })
  const isAhead = (line: string) => {
    const event = keptEvent(line)
    return event !== null && list.firstAhead([event], now()) !== null
  }
  const openOwn = () =>
    queue.write({ journal: own.name, prepare: async () => ({ runs: await own.open(isAhead), answer: () => null }) })
  // A kill may have come before it was said where they belong.
  own.cameBack((await store.journalsOf('server')).map(({ journal }) => journal))
  await openOwn()
  const gathering = await createGathering({ store, list, epoch: () => epochs.now, elapsed })
  const onFault = (fault: unknown) => log.error(fault)
  epochs.follow(() => {
    gathering.begin().catch(onFault)
  })
  const journals: Journals = {
    journal: (name) => store.journal(name),
    async countOf(tablet) {
      // Years of journals may come back at once to a store that has lost them.
      if (!(await gathering.isOver())) return 0
      return store.journalsSince(tablet, new Date(clock.now() - JOURNALS_COUNT_MS).toISOString())
    },
    async hashAt(journal, n) {
      const line = await store.line(journal, n)
      return line === null ? null : hashOfLine(line)
    },
  }
  const serverKey = openSigner(identity.signingKey).publicKey
  const wants = async () => {
    const damages = await store.damages()
    return epochs.isLater || damages > 0 ? `${epochs.now}.${damages}` : null
  }
  const turns = createTurns()
  const salvage = createSalvage({ hall: identity.hall, serverKey, store, queue, list, journals, own, clock, turns })
  const presence = await openPresence(store, now)
  const numbers = createNumbers({ store, queue, own, gathering })
  const headStarts = await openHeadStartFiles(join(options.data, 'head-starts'))
  const configuration = readStoredConfiguration(store, list)
  const probes = createProbes({ configuration, now, mayTry: options.mayTry })
  const printers = createPrinters({ configuration, mayReach: options.mayTry })

  const named = options.origin ?? null
  let certified = tls ? readCertificate(tls.cert) : null
  /** At which port it listens the system may have to say first. */
  const atAll = named === null && isEverywhere(host)
  const originsAt = (heard: number): Origins =>
    createOrigins({
      origin: named ?? `${tls ? 'https' : 'http'}://${atAll ? (ownAddresses()[0] ?? 'localhost') : host}:${heard}`,
      port: heard,
      isOurs: (hostname) => certified?.isFor(hostname) ?? (atAll && ownAddresses().includes(hostname)),
      behindProxy: named !== null && tls === null,
    })
  let origins = originsAt(port)
  const isOrigin = (asked: string) => origins.isOrigin(asked)
  const challenges = createChallenges(now)
  const letsIn = { hall: identity.hall, store, queue, own, list, challenges, isOrigin, now }
  const pairing = createPairing(letsIn)
  const offers = createOffers(now)
  const tokens = createTokens(letsIn)
  const recovering = createRecovering(letsIn)
  const disk = await openDisk({ folder: options.data, reserve: options.reserve ?? 0, free: options.freeBytes })
  const troubles = createTroubles({ now, room: () => disk.room, damage })
  const backups = createBackups({
    store,
    hall: identity.hall,
    data: options.data,
    folder: options.backups ?? null,
    keep: options.keep ?? KEPT,
    release,
    settle: presence.save,
    writeKit: async (folder) => {
      const made = await kit()
      if (made !== null) writeKit(folder, { hall: identity.hall, kit: made })
    },
    isSound: async () => damage === null && (await store.damaged()).length === 0,
    now,
    elapsed,
    log,
  })
  /** The hall kit as it is now; null: there is no sheet yet that could open it. */
  async function kit(): Promise<string | null> {
    const root = list.root()
    if (root === null) return null
    const lane = Math.max((await store.closedEpochs()).lane, ...(await store.tablets()).map((each) => each.lane))
    return makeKit(options.data, { hall: identity.hall, root, origin: origins.origin, lane, now: now() })
  }
  const silent = () => new Set(presence.silent().map(({ tablet }) => tablet))
  const sweeping = createSweeping({ store, isHeard: (tablet) => !silent().has(tablet), elapsed })
  const limits = { ...LIMITS, ...options.limits }
  const house = {
    store,
    hall: identity.hall,
    epochs,
    gathering,
    salvage,
    wants,
    journals,
    queue,
    list,
    pairing,
    offers,
    tokens,
    recovering,
    challenges,
    numbers,
    headStarts,
    presence,
    probes,
    printers,
    clock,
    metrics,
    log,
    origins: () => origins,
    certificateEnds: () => certified?.ends ?? null,
    metricsToken: options.metricsToken ?? null,
    limits,
    disk,
    quotas: createQuotas(elapsed, limits.papersADay),
    troubles,
    turns,
    backups,
    wellbeing: createWellbeing(now),
    kit,
    stop: stop.signal,
  }
  const app = await createApp(house, { files: options.files ?? null, https: tls !== null && !options.isPlainBeside })
  const server = createListener(tls, (request, response) => app.routing(request, response))
  const listening = options.listen ? options.listen(server) : listen(server, host, port)
  const address = await listening.catch(async (fault) => {
    await presence.close()
    throw fault
  })
  origins = originsAt(address)

  const asks = await openAsks(options.data, async (ask) => {
    if (ask.what === 'backup') return madeLines(await backups.make(ask.folder))
    if (ask.what === 'kit') return writeKit(ask.folder, { hall: identity.hall, kit: await kit() })
    if (list.isFounded() || awaited) throw new Error(NO_MORE_LINKS)
    return linkLines(origins.origin, (await pairing.makeCode()).code, null)
  })
  const caretaking = takeCare({ headStarts, list, sweeping, disk, store, own, openOwn, clock, backups, asks, onFault })

  const firstCode = list.isFounded() || awaited ? null : await pairing.makeCode()
  log.info({ hall: identity.hall, server: epochs.now, head: await store.head(), host, port: address }, 'hall is open')

  let closing: Promise<void> | null = null
  async function close(): Promise<void> {
    stop.abort()
    await stopListening(server, queue.finish)
    await app.close()
    await presence.close()
    metrics.stop()
    caretaking.stop()
    await backups.close()
    await list.close()
    epochs.close()
    await store.close()
    log.info('hall is closed')
  }
  return {
    origin: origins.origin,
    isOpenToAll: tls === null && !isOwn(host) && !origins.origin.startsWith('https:'),
    hall: identity.hall,
    firstCode,
    machineNumber: (list.isFounded() || awaited) && !list.isServer(serverKey) ? machineNumber(serverKey) : null,
    showCertificate(next) {
      showCertificate(server, next)
      certified = readCertificate(next.cert)
    },
    close() {
      closing ??= close()
      return closing
    },
  }
}
