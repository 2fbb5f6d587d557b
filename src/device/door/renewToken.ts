import type { Keepsakes } from '#device/basics/keepsakes.ts'
import { createDoorCalls } from '#device/sync/doorCalls.ts'
import type { AskJson } from '#device/sync/hallServer.ts'
import type { Renewal } from '#device/sync/sync.ts'
import { type Identity, readIdentity, writeIdentity } from '#device/who/identity.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { askForToken } from './askForToken.ts'

/**
 * Exchanges this tablet's token, or gets one with its key alone when the hall server does not know the one it has any more:
 * it was off for months, or the server's store was put back. The new one is kept before it is used.
 */
export async function renewToken(
  { hall, tablet }: Pick<Identity, 'hall' | 'tablet'>,
  ports: {
    readonly ask: AskJson
    readonly key: SigningKey
    readonly origin: string
    readonly keepsakes: Keepsakes
  },
): Promise<{ readonly kind: Exclude<Renewal, 'renewed'> } | { readonly kind: 'renewed'; readonly token: string }> {
  const { key, origin, keepsakes } = ports
  const given = await askForToken({ hall, tablet, origin }, { server: createDoorCalls(ports.ask), key })
  if (given.kind === 'revoked') return { kind: 'revoked' }
  if (given.kind !== 'ok' || given.value.hall !== hall || given.value.tablet !== tablet) return { kind: 'not-now' }
  const { token } = given.value
  const kept = await readIdentity(keepsakes)
  if (kept?.identity.tablet !== tablet) return { kind: 'not-now' }
  await writeIdentity(keepsakes, { ...kept, token })
  return { kind: 'renewed', token }
}
