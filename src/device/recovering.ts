/**
 * The recovery sheet, the other way round: its root key lets this tablet into the hall, if it is not in it, and names a
 * manager. It is in this tab only, while the page is open, and nowhere else.
 *
 * Walk: hall known → sheet read, and of this hall → from outside: token from the hall server, list read → person and PIN
 * → `Recovered` signed by the root key → root key forgotten.
 */
import { toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock } from '#device/basics/ports.ts'
import { signText } from '#device/basics/signatures.ts'
import type { Performed } from '#device/hallLog/hallLog.ts'
import type { ActSigner } from '#device/journal/signLine.ts'
import { leaveHandedOver } from '#device/sealed/handedOver.ts'
import { readRecoverySheet } from '#device/sealed/recoverySheet.ts'
import { makeSealKey } from '#device/sealed/sealKey.ts'
import { createDoorCalls } from '#device/sync/doorCalls.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { HallTime } from '#device/sync/hallTime.ts'
import { type NoWord, noWord } from '#device/sync/noWord.ts'
import { readDeskSecrets, writeDeskSecrets } from '#device/who/deskSecret.ts'
import { type KeptIdentity, writeIdentity } from '#device/who/identity.ts'
import { openSigningKey } from '#device/who/openSigningKey.ts'
import { sealSecret } from '#device/who/renewedSecret.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { recover } from '#domain/staff/commands.ts'
import { signedRecovery } from '#log/signed.ts'
import type { PairedTablet } from './pairedTablet.ts'
import { rootSigner } from './rootSigner.ts'

/** Why the sheet cannot be used (yet). `behind`: the list of staff has not come whole. */
export type NotRecovered = NoWord | 'not-founded' | 'not-this-hall' | 'wrong-address' | 'behind' | 'stopped'
type Refused = { readonly ok: false; readonly why: NotRecovered }

/** Whom the sheet names, and what they have chosen as their PIN. Somebody of the list has call name and number there. */
export interface RecoveredManager {
  readonly staff: string
  readonly workNumber: string
  readonly callName: string
  readonly pin: string
  /** The other desk tablets are still in the hall's hands: they get the new desk secret, too. */
  readonly othersStay: boolean
}

/** A recovery that is under way on this tablet. */
export interface Recovery {
  /** The lines of its sheet are bound to it. */
  readonly hall: string
  /** Takes the whole sheet. A tablet from outside has its token and has read the list of staff when this answers. */
  take(
    lines: readonly string[],
    ask: { readonly name: string; readonly stop: AbortSignal },
  ): Promise<{ ok: true } | Refused>
  /** Names the manager and signs them in here. The root key is forgotten once it has signed. */
  name(manager: RecoveredManager): Promise<Performed>
  /** Forgets the root key. */
  close(): void
}

interface Ports {
  readonly server: HallServer
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  readonly clock: Clock
  readonly time: HallTime
  readonly origin: string
  /** This tablet, once it is in the hall or has been let in by the sheet. */
  readonly paired: () => PairedTablet | null
  readonly start: (kept: KeptIdentity, key: SigningKey) => Promise<void>
}

/** So often (ms) it is looked whether the list has come. */
const LOOK_EVERY_MS = 200

/** Begins a recovery. In the hall no server is needed; from outside it says which hall it is. */
export async function openRecovery(
  ports: Ports,
): Promise<{ readonly ok: true; readonly recovery: Recovery } | Refused> {
  const { keepsakes, chance, clock, time, origin, paired } = ports
  const server = createDoorCalls(ports.server.ask)
  const about = await whichHall()
  if (!about.ok) return about
  const { hall, root: publicKey } = about
  let root: ActSigner | null = null

  return {
    ok: true,
    recovery: {
      hall,
      async take(lines, { name, stop }) {
        const sheet = readRecoverySheet(lines, hall)
        const signer = sheet && (await rootSigner(sheet.rootKey, publicKey))
        if (!sheet || !signer) return refused('not-this-hall')
        if (!paired()) {
          const comesIn = await comeIn(signer, { name, deskSecret: sheet.deskSecret })
          if (!comesIn.ok) return comesIn
        }
        const whole = isListed() || (await untilRead(stop))
        if (!whole) return refused(stop.aborted ? 'stopped' : 'behind')
        // Boxes and other tablets may have older desk secrets than this tablet, and the sheet's is the oldest.
        const known = await readDeskSecrets(keepsakes)
        if (!known.some((each) => toBase64(each) === toBase64(sheet.deskSecret)))
          await writeDeskSecrets(keepsakes, [...known, sheet.deskSecret])
        root = signer
        return { ok: true }
      },
      async name(manager) {
        const tablet = paired()
        if (!root || !tablet) throw new Error('name() needs a sheet that was taken')
        const performed = await nameManager(manager, { root, tablet })
        if (!performed.ok) return performed
        root = null
        await tablet.sessions.signIn(manager.staff, manager.pin)
        return performed
      },
      close() {
        root = null
      },
    },
  }

  async function whichHall(): Promise<{ ok: true; hall: string; root: string } | Refused> {
    const tablet = paired()
    if (tablet) {
      const root = tablet.kept.root ?? tablet.log.hall.authority.root
      return root === null ? refused('not-founded') : { ok: true, hall: tablet.kept.identity.hall, root }
    }
    const askedAt = clock.now()
    const welcome = await server.welcome()
    if (welcome.kind !== 'ok') return refused(noWord(welcome))
    const { hall, root } = welcome.value
    time.learn(Date.parse(welcome.value.time), askedAt, clock.now())
    return root === null ? refused('not-founded') : { ok: true, hall, root }
  }

  /** The tablet gets a token because the root key wants it in, and pins that root key. */
  async function comeIn(
    signer: ActSigner,
    { name, deskSecret }: { readonly name: string; readonly deskSecret: Uint8Array },
  ): Promise<{ ok: true } | Refused> {
    let key = (await openSigningKey(keepsakes)) ?? (await createSigningKey(keepsakes, chance))
    let given = await askWith(key)
    if (given.kind === 'problem' && given.code === 'key-already-paired') {
      // It was in this hall and was sent away: it comes back as a new tablet.
      key = await createSigningKey(keepsakes, chance)
      given = await askWith(key)
    }
    if (given.kind !== 'ok') {
      if (given.kind === 'problem' && given.code === 'wrong-sheet') return refused('not-this-hall')
      return refused(given.kind === 'problem' && given.code === 'wrong-origin' ? 'wrong-address' : noWord(given))
    }
    const { tablet, place, lane, token } = given.value
    await writeDeskSecrets(keepsakes, [deskSecret])
    await leaveHandedOver({ keys: [], sealKey: await makeSealKey() }, { hall, tablet, keepsakes, chance })
    const kept = { identity: { hall, tablet, name: given.value.name, place, lane }, root: signer.publicKey, token }
    await writeIdentity(keepsakes, kept)
    await ports.start(kept, key)
    return { ok: true }

    async function askWith(own: SigningKey) {
      const asked = await server.challenge({ key: own.publicKey })
      if (asked.kind !== 'ok') return asked
      const said = { key: own.publicKey, challenge: asked.value.challenge, origin }
      const text = signedRecovery({ hall, ...said })
      const signature = toBase64(await own.sign(text))
      const rootSignature = toBase64(await signText(signer.sign, text))
      return server.recover({ ...said, name, signature, rootSignature })
    }
  }

  /** A tablet of the list has the list, as far as it has heard. */
  function isListed(): boolean {
    const tablet = paired()
    return tablet?.log.hall.authority.tablets.has(tablet.kept.identity.tablet) === true
  }

  /** Until everything that the hall server had has come: whom the sheet names stands in it. */
  async function untilRead(stop: AbortSignal): Promise<boolean> {
    for (;;) {
      const tablet = paired()
      if (stop.aborted || !tablet || tablet.link.link === 'revoked') return false
      const { link, head } = tablet.link
      const isFounded = tablet.log.hall.authority.founded !== null
      if (link === 'connected' && head > 0 && tablet.log.cursor.seq >= head && isFounded) return true
      await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve))
    }
  }

  async function nameManager(
    { staff, workNumber, callName, pin, othersStay }: RecoveredManager,
    { root, tablet }: { readonly root: ActSigner; readonly tablet: PairedTablet },
  ): Promise<Performed> {
    const { log, sessions, kept, key } = tablet
    const known = await readDeskSecrets(keepsakes)
    const [before] = known
    if (!before) throw new Error('a tablet behind the desk has a desk secret')
    const secret = chance.bytes(32)
    // First as one of them, so that whoever is killed in between finds the box that stands under it.
    await writeDeskSecrets(keepsakes, [...known, secret])
    const sealed = othersStay ? await sealSecret(hall, { before, secret }, chance) : null
    const made = await sessions.makeFirstKey(staff, pin, secret)
    const listed = log.hall.authority.tablets.get(kept.identity.tablet)
    const sealKey = listed ? listed.sealKey : ((await (await tablet.openSealed())?.vault.prepare()) ?? null)
    const here = { name: kept.identity.name, key: key.publicKey, sealKey }
    // Whoever is signed in may sign with the very key that ends now.
    sessions.signOut()
    const stops = [sessions.lend(root), made.lend()]
    try {
      const { key, box } = made
      const asked = { tablet: here, secret: sealed, staff, workNumber, callName, key, box }
      const performed = await log.perform(recover, asked)
      if (performed.ok) await writeDeskSecrets(keepsakes, [secret, ...known])
      return performed
    } finally {
      for (const stop of stops) stop()
    }
  }
}

const refused = (why: NotRecovered): Refused => ({ ok: false, why })
