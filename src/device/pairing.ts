import { toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import type { AtTheDoor, NotLetIn } from '#device/door/knock.ts'
import { createDoorCalls, type DoorCalls } from '#device/sync/doorCalls.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { HallTime } from '#device/sync/hallTime.ts'
import { noWord } from '#device/sync/noWord.ts'
import { writeDeskSecrets } from '#device/who/deskSecret.ts'
import { type Identity, type KeptIdentity, writeIdentity } from '#device/who/identity.ts'
import { openSigningKey } from '#device/who/openSigningKey.ts'
import type { PinStretch } from '#device/who/pinStretch.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { plainCode } from '#domain/tablets/pairingLink.ts'
import { signedFirst } from '#log/signed.ts'

/** What pairing gave. */
export type Pairing =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false
      readonly why: NotLetIn | 'already-paired' | 'storage-unavailable'
      readonly waitSeconds: number
    }

/** What pairing gave, with what the tablet needs to start. */
export type PairedHere =
  | { readonly ok: true; readonly kept: KeptIdentity; readonly key: SigningKey }
  | Extract<Pairing, { ok: false }>

/** A code as somebody typed it or a link brought it, and what this tablet is to be called. */
export interface PairingAsk {
  readonly code: string
  readonly name: string
  /** What it is called as the first of its hall where nobody has named it: no manager has a name for it. */
  readonly nameOfFirst?: string
  /** Told while this tablet waits for the manager's word. */
  readonly onWaiting?: (at: AtTheDoor) => void
  /** Nobody waits any more. */
  readonly stop?: AbortSignal
}

interface Ports {
  readonly server: DoorCalls
  readonly keepsakes: Keepsakes
  readonly chance: Chance
  readonly clock: Clock
  readonly time: HallTime
  readonly stretch: PinStretch
  /** Where this tablet reaches the hall server; what it signs is worth nothing elsewhere. */
  readonly origin: string
  readonly onFault: OnFault
}

/** Codes as people type them, or a whole pairing link: `A7K2-9QXD`, `https://hall.example/pair#code=A7K29QXD`. */
export const readCode = (typed: string): string => plainCode(/[#?&]code=([^&\s]+)/.exec(typed)?.[1] ?? typed)

/** Brings this tablet into the hall: as its first by the terminal's code, later by knocking with a manager's. */
export async function pairTablet(
  ask: PairingAsk,
  { server, ...others }: Omit<Ports, 'server'> & { readonly server: HallServer },
): Promise<PairedHere> {
  const ports: Ports = { ...others, server: createDoorCalls(server.ask) }
  try {
    const askedAt = ports.clock.now()
    const welcome = await ports.server.welcome()
    if (welcome.kind !== 'ok') return refused(noWord(welcome))
    ports.time.learn(Date.parse(welcome.value.time), askedAt, ports.clock.now())
    return welcome.value.founded ? await knockIn(welcome.value.hall, ask, ports) : await pairFirst(ask, ports)
  } catch (fault) {
    ports.onFault(fault)
    return refused('storage-unavailable')
  }
}

async function knockIn(hall: string, { code, name, onWaiting, stop }: PairingAsk, ports: Ports): Promise<PairedHere> {
  const { forgetKnock, knockAt } = await import('#device/door/knock.ts')
  const letIn = await knockAt(
    { hall, code: readCode(code), name },
    { ...ports, onWaiting: onWaiting ?? (() => {}), stop: stop ?? new AbortController().signal },
  )
  if (!letIn.ok) return letIn
  const { paired, root, key } = letIn
  const { tablet, place, lane, token } = paired
  const kept: KeptIdentity = { identity: { hall, tablet, name: paired.name, place, lane }, root, token }
  await writeIdentity(ports.keepsakes, kept)
  await forgetKnock(ports.keepsakes)
  return { ok: true, kept, key }
}

async function pairFirst({ code, name, nameOfFirst = '' }: PairingAsk, ports: Ports): Promise<PairedHere> {
  const { server, keepsakes, chance, origin } = ports
  // The key is on the disk before the code is spent: a full disk costs nobody a code. And when the answer is lost, the
  // same key may ask with the same code again.
  let key = (await openSigningKey(keepsakes)) ?? (await createSigningKey(keepsakes, chance))
  const ask = async () => {
    const asked = await server.challenge({ key: key.publicKey })
    if (asked.kind !== 'ok') return asked
    const { hall, challenge } = asked.value
    const first = { code: readCode(code), key: key.publicKey, challenge, origin }
    return server.pairFirst({
      ...first,
      name: name || nameOfFirst,
      signature: toBase64(await key.sign(signedFirst({ hall, ...first }))),
    })
  }
  let answer = await ask()
  if (answer.kind === 'problem' && answer.code === 'key-already-paired') {
    // The answer to an earlier code was lost for good: this tablet comes in as a new one.
    key = await createSigningKey(keepsakes, chance)
    answer = await ask()
  }
  if (answer.kind === 'ok') {
    const { hall, tablet, place, lane, token } = answer.value
    const kept: KeptIdentity = {
      identity: { hall, tablet, name: answer.value.name, place, lane },
      root: null,
      token,
    }
    await writeDeskSecrets(keepsakes, [chance.bytes(32)])
    await writeIdentity(keepsakes, kept)
    return { ok: true, kept, key }
  }
  if (answer.kind === 'wait')
    return refused(answer.code === 'pairing-locked' ? answer.code : noWord(answer), Math.ceil(answer.ms / 1_000))
  return refused((answer.kind === 'problem' && refusals[answer.code]) || noWord(answer))
}

const refused = (why: Extract<Pairing, { ok: false }>['why'], waitSeconds = 0): PairedHere => ({
  ok: false,
  why,
  waitSeconds,
})

/** The server's codes for the first tablet; any other says nothing about what was typed. */
const refusals: Readonly<Record<string, NotLetIn>> = {
  'code-wrong': 'code-wrong',
  'wrong-origin': 'wrong-address',
  // The hall server was restarted between asking and answering.
  'challenge-failed': 'server-failed',
}
