import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import type { Performed, SyncedLog } from '#device/hallLog/hallLog.ts'
import type { HallKey } from '#device/sealed/hallKey.ts'
import { type AnswerToKnock, createDoorCalls, type Knock } from '#device/sync/doorCalls.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import type { Place } from '#domain/kind.ts'
import { admitTablet } from '#domain/tablets/commands.ts'
import { hashOfLine } from '#log/lines.ts'
import { sealBox } from './box.ts'
import { makeCode } from './code.ts'
import { type CodeKeys, keysOfCode, numberOfKnock } from './codeKeys.ts'

/**
 * How it stands at the door. `open`: nobody has knocked · `knocked`: somebody has, with the code · `stranger`: somebody
 * has, without it, and the code is spent · `admitting` · `admitted`: it is on its way in · `refused`.
 */
export type DoorState =
  | { readonly kind: 'open' }
  | { readonly kind: 'knocked' | 'admitting'; readonly name: string; readonly number: string }
  | { readonly kind: 'stranger' | 'refused' }
  | { readonly kind: 'admitted'; readonly tablet: string }

/** A place in the hall that is offered to one new tablet, at the tablet that made the code. */
export interface Door {
  readonly code: string
  /** Milliseconds since 1970, corrected time. */
  readonly ends: number
  readonly state: DoorState
  /** Whether the hall server was heard when it was last asked. */
  readonly heard: boolean
  /** Lets in who has knocked; null when nobody waits for it any more. */
  admit(): Promise<Performed | null>
  /** It is not the tablet that was meant: the code is spent for it, too. */
  refuse(): void
  /** Asks no more. What was answered goes out all the same. */
  close(): void
}

/** A door, or why there is none. */
export type OpenedDoor =
  | { readonly ok: true; readonly door: Door }
  | { readonly ok: false; readonly why: 'server-unreachable' | 'not-your-place' | 'too-many-offers' }

const LASTS_MS = 10 * 60_000
const ASK_EVERY_MS = 500

/** Makes a code and offers a place in the hall; from then on it asks twice a second who has knocked. */
export async function openDoor(
  { place, name }: { readonly place: Place; readonly name: string },
  of: {
    readonly hall: string
    readonly root: string | null
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
  },
): Promise<OpenedDoor> {
  const { hall, root, log, clock, onChange } = of
  const server = createDoorCalls(of.server.ask)
  const code = makeCode(of.chance)
  const keys: CodeKeys = await keysOfCode({ code, hall, stretch: of.stretch })
  const ends = of.now() + LASTS_MS
  const told = { place, name, ends: new Date(ends).toISOString() }
  let state: DoorState = { kind: 'open' }
  let heard = true
  let knock: Knock | null = null
  /** What was said and has not reached the hall server yet. */
  let word: { status: 'refused' } | { status: 'admitted'; key: string; answer: AnswerToKnock } | null = null
  let closed = false
  let cancel = () => {}

  const first = await server.tellOffer(keys.offer, told)
  if (first.kind === 'problem')
    return { ok: false, why: first.code === 'too-many-offers' ? 'too-many-offers' : 'not-your-place' }
  if (first.kind === 'unauthorised' || first.kind === 'revoked') return { ok: false, why: 'not-your-place' }
  if (first.kind !== 'ok') return { ok: false, why: 'server-unreachable' }
  planNext()
  return {
    ok: true,
    door: {
      code,
      ends,
      get state() {
        return state
      },
      get heard() {
        return heard
      },
      admit,
      refuse() {
        if (state.kind !== 'knocked') return
        say({ status: 'refused' }, { kind: 'refused' })
      },
      close() {
        closed = true
        if (word === null) cancel()
      },
    },
  }

  function become(next: DoorState): void {
    state = next
    onChange()
  }

  function planNext(): void {
    cancel()
    if (of.now() > ends + LASTS_MS || (closed && word === null)) return
    cancel = clock.after(ASK_EVERY_MS, () => {
      goOn().then(planNext, of.onFault)
    })
  }

  /** Brings what was said, or asks who has knocked. */
  async function goOn(): Promise<void> {
    const before = heard
    if (word !== null) {
      // A server that was started anew does not know the offer; a knock that comes again finds the answer there.
      await server.tellOffer(keys.offer, told)
      const brought = await server.settleKnock(keys.offer, word)
      heard = brought.kind === 'ok'
      if (heard) word = null
    } else {
      const asked = await server.tellOffer(keys.offer, told)
      heard = asked.kind === 'ok'
      if (asked.kind === 'ok' && asked.value.knock && knock === null) await hear(asked.value.knock)
    }
    if (heard !== before) onChange()
  }

  async function hear(knocking: Knock): Promise<void> {
    knock = knocking
    const { key, sealKey, mac } = knocking
    const fits = (sealKey === null) === (place === 'wall')
    if (fits && (await keys.isKnock({ key, sealKey, place }, mac)))
      become({ kind: 'knocked', name: knocking.name || name, number: numberOfKnock(mac) })
    else say({ status: 'refused' }, { kind: 'stranger' })
  }

  function say(said: NonNullable<typeof word>, next: DoorState): void {
    word = said
    become(next)
    goOn().then(planNext, of.onFault)
  }

  async function admit(): ReturnType<Door['admit']> {
    if (state.kind !== 'knocked' || knock === null) return null
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
    const performed = await log.perform(admitTablet, { tablet, name: asking.name, place, key, sealKey, box })
    const event = performed.ok ? performed.events[0] : undefined
    const line = event ? await log.ownLine(event.journal, event.n) : null
    if (line === null) {
      become(asking)
      return performed
    }
    const mac = await keys.macOfAnswer({ admission: hashOfLine(line), root, box, key })
    say({ status: 'admitted', key, answer: { line, root, mac } }, { kind: 'admitted', tablet })
    return performed
  }
}
