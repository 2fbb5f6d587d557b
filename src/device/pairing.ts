import { toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Chance, Clock, OnFault } from '#device/basics/ports.ts'
import { readWait } from '#device/sync/answers.ts'
import type { HallServer } from '#device/sync/hallServer.ts'
import type { HallTime } from '#device/sync/hallTime.ts'
import { writeDeskSecret } from '#device/who/deskSecret.ts'
import { type Identity, type KeptIdentity, writeIdentity } from '#device/who/identity.ts'
import { createSigningKey, openSigningKey, type SigningKey } from '#device/who/signingKey.ts'
import { plainCode } from '#domain/tablets/pairingLink.ts'
import { signedFirst } from '#log/signed.ts'

/** What pairing gave. */
export type Pairing =
  | { readonly ok: true; readonly identity: Identity }
  | {
      readonly ok: false
      readonly why:
        | 'code-wrong'
        | 'code-expired'
        | 'pairing-locked'
        | 'server-unreachable'
        | 'wrong-address'
        | 'already-paired'
        | 'storage-unavailable'
      readonly waitSeconds: number
    }

/** What pairing gave, with what the tablet needs to start. */
export type Paired =
  | { readonly ok: true; readonly kept: KeptIdentity; readonly key: SigningKey }
  | Extract<Pairing, { ok: false }>

/** Codes as people type them, or a whole pairing link: `A7K2-9QXD`, `https://hall.example/pair#code=A7K29QXD`. */
export const readCode = (typed: string): string => plainCode(/[#?&]code=([^&\s]+)/.exec(typed)?.[1] ?? typed)

/** Pairs this tablet with the hall server: makes its key, spends the code, remembers who it is. */
export async function pairTablet(
  { code, name }: { code: string; name: string },
  {
    server,
    keepsakes,
    chance,
    clock,
    time,
    origin,
    onFault,
  }: {
    server: HallServer
    keepsakes: Keepsakes
    chance: Chance
    clock: Clock
    time: HallTime
    /** Where this tablet reaches the hall server; what it signs is worth nothing elsewhere. */
    origin: string
    onFault: OnFault
  },
): Promise<Paired> {
  let key: SigningKey
  try {
    // The key is on the disk before the code is spent: a full disk costs nobody a code. And when the answer is lost, the
    // same key may ask with the same code again.
    key = (await openSigningKey(keepsakes)) ?? (await createSigningKey(keepsakes, chance))
  } catch (fault) {
    onFault(fault)
    return { ok: false, why: 'storage-unavailable', waitSeconds: 0 }
  }
  const askedAt = clock.now()
  const ask = async () => {
    const asked = await server.challenge(key.publicKey)
    if (asked.kind !== 'ok') return asked
    const { hall, challenge } = asked.value
    const knock = { code: readCode(code), key: key.publicKey, challenge, origin }
    return server.pair({ ...knock, name, signature: toBase64(await key.sign(signedFirst({ hall, ...knock }))) })
  }
  let answer = await ask()
  if (answer.kind === 'problem' && answer.code === 'key-already-paired') {
    // The answer to an earlier code was lost for good: this tablet comes in as a new one.
    key = await createSigningKey(keepsakes, chance)
    answer = await ask()
  }
  switch (answer.kind) {
    case 'ok': {
      time.learn(Date.parse(answer.value.time), askedAt, clock.now())
      const { hall, tablet, name, place, lane, token } = answer.value
      const kept: KeptIdentity = { identity: { hall, tablet, name, place, lane }, token }
      // All desk tablets make the same one of what every tablet knows of the hall: it keeps boxes from nobody who has the log.
      if (place !== 'wall') await writeDeskSecret(keepsakes, await hashOf(`stayopen desk secret ${hall}`))
      await writeIdentity(keepsakes, kept)
      return { ok: true, kept, key }
    }
    case 'wait':
      return { ok: false, why: 'pairing-locked', waitSeconds: Math.ceil(answer.ms / 1_000) }
    case 'problem':
      return {
        ok: false,
        why: refusals[answer.code] ?? 'code-wrong',
        waitSeconds:
          'retryAfter' in answer && typeof answer.retryAfter === 'string'
            ? Math.ceil(readWait(answer.retryAfter) / 1_000)
            : 0,
      }
    case 'unauthorised':
    case 'revoked':
      return { ok: false, why: 'code-wrong', waitSeconds: 0 }
    case 'unreachable':
    case 'not-our-server':
      return { ok: false, why: 'server-unreachable', waitSeconds: 0 }
  }
}

const hashOf = async (text: string): Promise<Uint8Array> =>
  new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

/** The server's codes for a refused pairing. */
const refusals: Readonly<Record<string, Extract<Pairing, { ok: false }>['why']>> = {
  'code-wrong': 'code-wrong',
  'code-expired': 'code-expired',
  'pairing-locked': 'pairing-locked',
  'wrong-origin': 'wrong-address',
  // The hall server was restarted between asking and answering.
  'challenge-failed': 'server-unreachable',
}
