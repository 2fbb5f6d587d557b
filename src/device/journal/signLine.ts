import { toBase64Url } from '#device/basics/base64.ts'
import { signText } from '#device/basics/signatures.ts'
import type { Line } from '#log/lines.ts'
import { signedAct, withProof } from '#log/proofs.ts'

/** Somebody who signs here: a member of staff who has shown their PIN, or the root key. Can be handed to another tab. */
export interface ActSigner {
  /** `s_0012`; of the root key `root`. */
  readonly staff: string
  /** Public half, 65 raw bytes, base64url. */
  readonly publicKey: string
  readonly sign: CryptoKey
}

/** The line with this person's proof in its head. */
export async function signLine(line: Line, { publicKey, sign }: ActSigner): Promise<Line> {
  return withProof(line, { key: publicKey, signature: toBase64Url(await signText(sign, signedAct(line))) })
}
