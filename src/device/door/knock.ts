import * as v from 'valibot'
import { toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock } from '#device/basics/ports.ts'
import { leaveHandedOver } from '#device/sealed/handedOver.ts'
import { makeSealKey, type SealKey } from '#device/sealed/sealKey.ts'
import type { AnswerToKnock, DoorCalls, Paired } from '#device/sync/doorCalls.ts'
import { type NoWord, noWord } from '#device/sync/noWord.ts'
import { writeDeskSecrets } from '#device/who/deskSecret.ts'
import { openSigningKey } from '#device/who/openSigningKey.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import type { Place } from '#domain/kind.ts'
import { isHallEvent } from '#domain/whole.ts'
import { hashOfLine, readLine } from '#log/lines.ts'
import { signedKnock } from '#log/signed.ts'
import { askForToken } from './askForToken.ts'
import { openBox } from './box.ts'
import { type CodeKeys, keysOfCode, numberOfKnock } from './codeKeys.ts'

/** Why somebody who knocked is not in. */
export type NotLetIn =
  | 'code-wrong'
  | 'code-expired'
  | 'code-spent'
  | 'offer-gone'
  | 'refused'
  | 'answer-wrong'
  | 'pairing-locked'
  | NoWord
  | 'wrong-address'
  | 'not-stretched'
  | 'stopped'

/** While somebody waits at the door: the number that stands on both tablets, and whether the manager's is heard. */
export interface AtTheDoor {
  readonly place: Place
  readonly number: string
  readonly reach: 'heard' | 'manager-away' | 'server-away' | 'server-busy'
}

/** Who was let in, and by whose word: only what the code vouches for. */
export interface LetIn {
  readonly ok: true
  readonly paired: Paired
  readonly root: string | null
  readonly key: SigningKey
}
type Ended = { readonly ok: false; readonly why: NotLetIn; readonly waitSeconds: number }

const Waiting = v.object({
  offer: v.nullable(v.string()),
  sealKey: v.nullable(v.object({ publicKey: v.string(), privateKey: v.string() })),
})
const WAITING = 'knock'
/** At first, while a person looks on, it is asked more often. */
const ASK_EVERY_MS = { atFirst: 300, later: 1_000 }
const AT_FIRST_MS = 5_000
/** Longer (ms) nobody waits: by then every offer has ended. */
const WAIT_MOST_MS = 11 * 60_000
/** A manager's tablet that was not heard for so long (ms) is away: it asks twice a second. */
const AWAY_MS = 8_000

/**
 * Knocks at the hall with a code. Makes keys → knocks → waits for the manager → checks the answer with the code → keeps
 * what is in the box → asks for a token. Until the answer was checked nothing is believed; until the token has come this
 * tablet is in no hall, and the same code goes on where it was.
 */
export async function knockAt(
  { hall, code, name }: { readonly hall: string; readonly code: string; readonly name: string },
  ports: {
    readonly server: DoorCalls
    readonly keepsakes: Keepsakes
    readonly chance: Chance
    readonly clock: Clock
    readonly stretch: PinStretch
    readonly origin: string
    readonly onWaiting: (at: AtTheDoor) => void
    readonly stop: AbortSignal
  },
): Promise<LetIn | Ended> {
  const { server, keepsakes, chance, clock, origin, onWaiting, stop } = ports
  // The program that stretches codes may not have come.
  const keys = await keysOfCode({ code, hall, stretch: ports.stretch }).catch(() => null)
  if (!keys) return ended('not-stretched')
  const { offer } = keys
  const seen = await server.lookAtOffer(offer)
  // That a code is wrong only the hall server's own word for it says.
  if (seen.kind !== 'ok')
    return seen.kind === 'problem' && seen.code === 'offer-unknown' ? ended('code-wrong') : unheard(seen)
  const { place } = seen.value
  const { key, sealKey } = await keysFor(place)
  const shown = { key: key.publicKey, sealKey: sealKey?.publicKey ?? null }
  const mac = await keys.macOfKnock({ ...shown, place })
  const number = numberOfKnock(mac)
  const wait = (reach: AtTheDoor['reach']) => onWaiting({ place, number, reach })
  const since = clock.now()
  const until = since + WAIT_MOST_MS

  wait('heard')
  const answered = await waitForAnswer()
  if ('ok' in answered) return answered
  const admitted = await readAnswer(answered, { keys, hall, place, ...shown })
  if (!admitted) return ended('answer-wrong')
  const { tablet, box } = admitted
  if (sealKey) {
    const opened = box === null ? null : await openBox({ hall, tablet, place, key: key.publicKey }, sealKey, box)
    if (!opened) return ended('answer-wrong')
    await writeDeskSecrets(keepsakes, opened.deskSecrets)
    await leaveHandedOver({ keys: opened.keys, sealKey }, { hall, tablet, keepsakes, chance })
  }
  const paired = await waitForToken(tablet)
  if ('ok' in paired) return paired
  // Where it stands and who it is the code has vouched for; the hall server adds the lane.
  return { ok: true, paired: { ...paired, hall, tablet, place, name: admitted.name }, root: answered.root, key }

  /** The keys are on the disk before anybody hears of them; the same offer finds them again, another one gets others. */
  async function keysFor(place: Place): Promise<{ key: SigningKey; sealKey: SealKey | null }> {
    const kept = await keepsakes.read(WAITING, Waiting)
    const known = kept?.offer === offer ? await openSigningKey(keepsakes) : null
    if (known) return { key: known, sealKey: kept?.sealKey ?? null }
    const [key, sealKey] = [await createSigningKey(keepsakes, chance), place === 'wall' ? null : await makeSealKey()]
    await keepsakes.write(WAITING, { offer, sealKey })
    return { key, sealKey }
  }

  async function waitForAnswer(): Promise<AnswerToKnock | Ended> {
    const signed = { offer, ...shown, mac, name, origin }
    const ask = { ...signed, signature: toBase64(await key.sign(signedKnock(signed))) }
    for (;;) {
      const heard = await server.knock(ask)
      if (stop.aborted) return ended('stopped')
      if (heard.kind === 'ok') {
        if (heard.value.status === 'admitted') return heard.value.answer
        if (heard.value.status === 'refused') return ended('refused')
        wait(heard.value.heardMs > AWAY_MS ? 'manager-away' : 'heard')
      } else if (heard.kind === 'problem' && heard.code === 'offer-unknown') {
        // It was there: the hall server has been started anew, and hears of it again from the manager's tablet.
        wait('manager-away')
      } else if (heard.kind === 'problem') {
        return ended(refusals[heard.code] ?? noWord(heard))
      } else if (heard.kind === 'wait') {
        // Only that one says that codes were wrong; whoever is asked too much, or stops, answers later.
        if (heard.code === 'pairing-locked') return ended(heard.code, Math.ceil(heard.ms / 1_000))
        wait('server-busy')
      } else wait('server-away')
      if (clock.now() > until) {
        if (heard.kind === 'problem') return ended('offer-gone')
        return heard.kind === 'ok' ? ended('code-expired') : unheard(heard)
      }
      await untilLater(heard.kind === 'wait' ? heard.ms : 0)
    }
  }

  /** The line that lets this tablet in may reach the hall server after the answer. */
  async function waitForToken(tablet: string): Promise<Paired | Ended> {
    for (;;) {
      const given = await askForToken({ hall, tablet, origin }, { server, key })
      if (given.kind === 'ok') return given.value
      if (given.kind === 'revoked') return ended('refused')
      wait(given.kind === 'problem' ? 'heard' : given.kind === 'wait' ? 'server-busy' : 'server-away')
      if (stop.aborted) return ended('stopped')
      if (clock.now() > until) return unheard(given)
      await untilLater(given.kind === 'wait' ? given.ms : 0)
    }
  }

  /** Until it is asked again; not before `leastMs`, which the hall server wants to be left alone. */
  function untilLater(leastMs: number): Promise<void> {
    return new Promise((resolve) => {
      const done = () => {
        cancel()
        stop.removeEventListener('abort', done)
        resolve()
      }
      const every = clock.now() - since < AT_FIRST_MS ? ASK_EVERY_MS.atFirst : ASK_EVERY_MS.later
      const cancel = clock.after(Math.max(every, leastMs), done)
      stop.addEventListener('abort', done)
      if (stop.aborted) done()
    })
  }
}

/** Once the tablet is in the hall, nothing of how it came in is kept. */
export const forgetKnock = (keepsakes: Keepsakes): Promise<void> =>
  keepsakes.write(WAITING, { offer: null, sealKey: null })

/** What the answer says, if its line lets in this tablet and the code vouches for all of it; null otherwise. */
async function readAnswer(
  { line, root, mac, name: told }: AnswerToKnock,
  expected: {
    readonly keys: CodeKeys
    readonly hall: string
    readonly place: Place
    readonly key: string
    readonly sealKey: string | null
  },
): Promise<{ readonly tablet: string; readonly name: string; readonly box: string | null } | null> {
  const { keys, hall, place, key, sealKey } = expected
  const read = readLine(line)
  if (!read.ok || !read.event || read.event.hall !== hall) return null
  const { event } = read
  if (!isHallEvent(event) || event.kind !== 'TabletAdmitted') return null
  const { body } = event
  if (body.key !== key || body.sealKey !== sealKey || body.place !== place) return null
  const name = told ?? body.name
  if (name === undefined) return null
  const { box } = body
  if (!(await keys.isAnswer({ admission: hashOfLine(line), root, box, key, name: told }, mac))) return null
  return { tablet: event.subject, name, box }
}

const refusals: Readonly<Record<string, NotLetIn>> = {
  'offer-ended': 'code-expired',
  'offer-spent': 'code-spent',
  'wrong-origin': 'wrong-address',
}

const ended = (why: NotLetIn, waitSeconds = 0): Ended => ({ ok: false, why, waitSeconds })
const unheard = (answer: Parameters<typeof noWord>[0]): Ended =>
  ended(noWord(answer), answer.kind === 'wait' ? Math.ceil(answer.ms / 1_000) : 0)
