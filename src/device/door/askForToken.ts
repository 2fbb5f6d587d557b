import { toBase64 } from '#device/basics/base64.ts'
import type { Answer } from '#device/sync/answers.ts'
import type { DoorCalls, Paired } from '#device/sync/doorCalls.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { signedChallenge } from '#log/signed.ts'

/** Asks for a token as a tablet of the hall: something to sign comes, and signed with the tablet's key it goes back. */
export async function askForToken(
  {
    hall,
    tablet,
    origin,
    ...had
  }: {
    readonly hall: string
    readonly tablet: string
    readonly origin: string
    /** For a hall server that has lost the line that let this tablet in. */
    readonly admission?: string
    /** The lane that it has, for one that has lost which. */
    readonly lane?: number
  },
  { server, key }: { readonly server: DoorCalls; readonly key: SigningKey },
): Promise<Answer<Paired>> {
  const asked = await server.challenge({ tablet })
  if (asked.kind !== 'ok') return asked
  const { challenge } = asked.value
  const signature = toBase64(await key.sign(signedChallenge({ hall, origin, tablet, challenge })))
  return server.token({ tablet, challenge, origin, signature, ...had })
}
