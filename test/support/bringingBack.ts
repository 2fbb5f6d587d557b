import { writeCarried } from '#log/carried.ts'
import type { SignedText } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import type { Answer, Notebook, SigningTablet } from './signingTablet.ts'

/** Signs as this tablet does, in base64url. */
export const signedBy =
  ({ key }: SigningTablet) =>
  async (text: SignedText): Promise<string> =>
    Buffer.from(await key.sign(text), 'base64').toString('base64url')

/** A tablet brings back to the hall server all that lies in a book, of which `signer` says that it wrote it. */
export async function bringBack(
  hall: string,
  by: SigningTablet,
  { lines, journal, head: { n, hash } }: Notebook = by.notebook,
  signer = by,
): Promise<Answer> {
  const signature = await signedBy(signer)(signedHead(journal, { n, hash }))
  const at = new Date().toISOString()
  const cover = { hall, tablet: by.tablet, at, what: 'all', leftOut: 0 } as const
  const body = await writeCarried(cover, [{ journal, from: 1, lines, signature }], signedBy(by))
  return by.request('/api/salvage', { method: 'POST', headers: { 'Content-Type': 'application/x-ndjson' }, body })
}
