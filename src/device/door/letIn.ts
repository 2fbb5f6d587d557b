import * as v from 'valibot'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import type { Performed, SyncedLog } from '#device/hallLog/hallLog.ts'
import type { HallKey } from '#device/sealed/hallKey.ts'
import { AnswerToKnock, createDoorCalls, type Knock } from '#device/sync/doorCalls.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import { type NoWord, noWord } from '#device/sync/noWord.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import { PLACES, type Place } from '#domain/kind.ts'
import { admitTablet } from '#domain/tablets/commands.ts'
import { hashOfLine } from '#log/lines.ts'
import { sealBox } from './box.ts'
import { makeCode } from './code.ts'
import { type CodeKeys, keysOfCode, numberOfKnock } from './codeKeys.ts'

/**
 * How it stands at the door. `open`: nobody has knocked · `knocked`: somebody has, with the code · `stranger`: somebody
 * has, without it, and the code is spent · `admitting` · `admitted`: it is on its way in, `brought` once the hall server
 * has the answer · `refused` · `ended`: nobody was let in within ten minutes, and nobody waits any more.
 */
export type DoorState =
  | { readonly kind: 'open' }
  | { readonly kind: 'knocked' | 'admitting'; readonly name: string; readonly number: string }
  | { readonly kind: 'stranger' | 'refused' | 'ended' }
  | { readonly kind: 'admitted'; readonly tablet: string; readonly name: string; readonly brought: boolean }

/** A place in the hall that is offered to one new tablet, at the tablet that made the code. */
export interface Door {
  readonly code: string
  readonly place: Place
  /** Milliseconds since 1970, corrected time. */
  readonly ends: number
  readonly state: DoorState
  /** Whether the hall server was heard when it was last asked. */
  readonly heard: boolean
  /** Lets in who has knocked; null when nobody waits for it any more. */
  admit(): Promise<Performed | null>
  /** It is not the tablet that was meant: the code is spent for it, too. */
  refuse(): void
}

/** A door, or why there is none. */
export type OpenedDoor =
  | { readonly ok: true; readonly door: Door }
  | { readonly ok: false; readonly why: NoWord | 'not-your-place' | 'too-many-offers' }

/** What a door is stood at again by, after the app was started anew. */
export const KeptDoor = v.object({
  code: v.string(),
  place: v.picklist(PLACES),
  name: v.string(),
  ends: v.number(),
  /** What was said and has not reached the hall server yet. */
  word: v.nullable(
    v.variant('status', [
      v.object({ status: v.literal('refused') }),
      v.object({
        status: v.literal('admitted'),
        key: v.string(),
        answer: AnswerToKnock,
        tablet: v.string(),
        called: v.string(),
      }),
    ]),
  ),
})
export type KeptDoor = Readonly<v.InferOutput<typeof KeptDoor>>
type Word = NonNullable<KeptDoor['word']>

/** What a door needs of its tablet. */
export interface DoorPorts {
  readonly hall: string
  /** The root key of the hall; asked when somebody is let in: a tablet that has lost its database knows it by then again. */
  readonly root: () => string | null
  readonly log: SyncedLog
  readonly server: HallServer
  readonly chance: Chance
  readonly clock: Clock
  readonly now: () => number
  readonly stretch: PinStretch
  readonly newId: (prefix: string) => string
  /** All hall keys that this tablet can read, oldest first. */
  readonly hallKeys: () => Promise<readonly HallKey[]>
  /** Newest first. */
  readonly deskSecrets: () => Promise<readonly Uint8Array[]>
  readonly onChange: () => void
  readonly onFault: OnFault
}

/** A door, and what goes on behind it. */
export interface Watched {
  readonly door: Door
  readonly kept: KeptDoor
  /** Nothing will come of it any more. */
  readonly over: boolean
  /** Asks no more. */
  close(): void
}

/** A code stands open so long (ms), and what was said is brought for so long afterwards. */
export const LASTS_MS = 10 * 60_000
const ASK_EVERY_MS = 500

/** Makes a code and offers a place in the hall. */
export async function openDoor(
  { place, name }: { readonly place: Place; readonly name: string },
  of: DoorPorts,
): Promise<{ readonly ok: true; readonly watched: Watched } | Extract<OpenedDoor, { ok: false }>> {
  const code = makeCode(of.chance)
  const keys = await keysOfCode({ code, hall: of.hall, stretch: of.stretch })
  const kept: KeptDoor = { code, place, name, ends: of.now() + LASTS_MS, word: null }
  const first = await createDoorCalls(of.server.ask).tellOffer(keys.offer, toldOf(kept))
  if (first.kind === 'problem' && first.code === 'too-many-offers') return { ok: false, why: first.code }
  if (first.kind === 'revoked' || (first.kind === 'problem' && first.code === 'not-allowed-here'))
    return { ok: false, why: 'not-your-place' }
  // Whatever else came says nothing about this tablet's place.
  if (first.kind !== 'ok') return { ok: false, why: noWord(first) }
  return { ok: true, watched: watch(kept, keys, of) }
}

/** Stands at a door again that was open when the app was last closed. */
export async function standAgain(kept: KeptDoor, of: DoorPorts): Promise<Watched> {
  return watch(kept, await keysOfCode({ code: kept.code, hall: of.hall, stretch: of.stretch }), of)
}

const toldOf = ({ place, name, ends }: KeptDoor) => ({ place, name, ends: new Date(ends).toISOString() })

/** Asks twice a second who has knocked, until somebody was let in or sent away, or the time is over. */
function watch(before: KeptDoor, keys: CodeKeys, of: DoorPorts): Watched {
  const { hall, log, clock, onChange } = of
  const { code, place, name, ends } = before
  const told = toldOf(before)
  const server = createDoorCalls(of.server.ask)
  let word: Word | null = before.word
  let state: DoorState = stateAfter(word)
  let heard = true
  let knock: Knock | null = null
  let asking = false
  let askAgain = false
  let closed = false
  let cancel = () => {}

  planNext()
  return {
    door: {
      code,
      place,
      ends,
      get state() {
        return state
      },
      get heard() {
        return heard
      },
      admit,
      refuse() {
        if (state.kind === 'knocked' && !endWhenDue()) say({ status: 'refused' }, { kind: 'refused' })
      },
    },
    get kept() {
      return { code, place, name, ends, word }
    },
    get over() {
      return isOver()
    },
    close() {
      closed = true
      cancel()
    },
  }

  function isOver(): boolean {
    if (word !== null) return of.now() > ends + LASTS_MS
    return !['open', 'knocked', 'admitting'].includes(state.kind)
  }

  function become(next: DoorState): void {
    state = next
    onChange()
  }

  /** The new tablet hears the same of the hall server at this moment. */
  function endWhenDue(): boolean {
    if ((state.kind === 'open' || state.kind === 'knocked') && of.now() >= ends) become({ kind: 'ended' })
    return state.kind === 'ended'
  }

  function planNext(): void {
    cancel()
    if (!closed && !isOver()) cancel = clock.after(ASK_EVERY_MS, goOn)
  }

  /** One question at a time. */
  function goOn(): void {
    askAgain = asking
    if (asking) return
    asking = true
    ask()
      .catch(of.onFault)
      .finally(() => {
        asking = false
        if (askAgain) goOn()
        else planNext()
      })
  }

  /** Brings what was said, or asks who has knocked. */
  async function ask(): Promise<void> {
    if (endWhenDue()) return
    const before = heard
    // A server that was started anew does not know the offer; a knock that comes again finds the answer there.
    const asked = await server.tellOffer(keys.offer, told)
    heard = asked.kind === 'ok'
    const said = word
    if (said !== null) {
      const brought = await server.settleKnock(keys.offer, wordOf(said))
      heard = brought.kind === 'ok'
      if (heard) {
        word = null
        if (state.kind === 'admitted') state = { ...state, brought: true }
        onChange()
      }
    } else if (asked.kind === 'ok' && asked.value.knock && knock === null) await hear(asked.value.knock)
    if (heard !== before) onChange()
  }

  async function hear(knocking: Knock): Promise<void> {
    knock = knocking
    const { key, sealKey, mac } = knocking
    const fits = (sealKey === null) === (place === 'wall')
    const hasCode = fits && (await keys.isKnock({ key, sealKey, place }, mac))
    if (endWhenDue()) return
    if (hasCode) become({ kind: 'knocked', name: knocking.name || name, number: numberOfKnock(mac) })
    else say({ status: 'refused' }, { kind: 'stranger' })
  }

  function say(said: Word, next: DoorState): void {
    word = said
    become(next)
    goOn()
  }

  async function admit(): ReturnType<Door['admit']> {
    if (endWhenDue() || state.kind !== 'knocked' || knock === null) return null
    const asking = state
    const { key, sealKey } = knock
    become({ ...asking, kind: 'admitting' })
    const tablet = of.newId('d')
    const box =
      sealKey === null
        ? null
        : await sealBox(
            { hall, tablet, place, key, sealKey },
            { keys: await of.hallKeys(), deskSecrets: await of.deskSecrets() },
          )
    const { name } = asking
    const performed = await log.perform(admitTablet, { tablet, name, place, key, sealKey, box })
    const event = performed.ok ? performed.events[0] : undefined
    const line = event ? await log.ownLine(event.journal, event.n) : null
    if (line === null) {
      become(asking)
      planNext()
      return performed
    }
    const root = of.root()
    const mac = await keys.macOfAnswer({ admission: hashOfLine(line), root, box, key, name })
    const said: Word = { status: 'admitted', key, answer: { line, root, mac, name }, tablet, called: name }
    say(said, stateAfter(said))
    return performed
  }
}

function stateAfter(word: Word | null): DoorState {
  if (word === null) return { kind: 'open' }
  if (word.status === 'refused') return { kind: 'refused' }
  return { kind: 'admitted', tablet: word.tablet, name: word.called, brought: false }
}

/** What the hall server is told of it. */
const wordOf = (word: Word) =>
  word.status === 'refused' ? word : { status: word.status, key: word.key, answer: word.answer }
