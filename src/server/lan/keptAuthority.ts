import { createHash, createPrivateKey, type KeyObject, X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { codeOf } from '../faultCode.ts'
import { pemsIn, putPems } from './pemFile.ts'

/** What tablets trust, as PEM texts: a certificate that anybody may have, and its key. */
export interface Authority {
  readonly certificate: string
  readonly key: string
}

const FILE = 'authority.pem'
const fileIn = (data: string) => join(data, 'lan', FILE)

/** The authority beside a store; null: none was made yet. Throws a sentence when what lies there is not whole: tablets trust it, and nobody makes another one unasked. */
export function authorityOf(data: string): Authority | null {
  let text: string
  try {
    text = readFileSync(fileIn(data), 'utf8')
  } catch (fault) {
    if (codeOf(fault) === 'ENOENT') return null
    throw fault
  }
  const [certificate, key] = pemsIn(text)
  if (certificate && key && belongTogether(certificate, key)) return { certificate, key }
  throw new Error(
    `${fileIn(data)} 坏了。各台平板信任的是这个证书：从换机包或别处的一份放回来；都没有，就把它挪开再启动，每台平板要重新信任一次。/ ${fileIn(data)} is damaged. Every tablet trusts this authority: put the file back from the hall kit or a copy. Without one, move it away and start again; each tablet then has to trust another one.`,
  )
}

/** Puts an authority beside a store, whole or not at all, for its owner's eyes alone (mode 0600). */
export function putAuthority(data: string, { certificate, key }: Authority): void {
  if (!belongTogether(certificate, key)) throw new Error('This certificate and this key do not belong together.')
  putPems(data, FILE, certificate, key)
}

function belongTogether(certificate: string, key: string): boolean {
  try {
    return new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))
  } catch {
    return false
  }
}

/** From when on tablets believe it (ms since 1970). */
export const beginsAt = ({ certificate }: Authority): number => Date.parse(new X509Certificate(certificate).validFrom)

/** What tablets install: the certificate's bytes (DER). */
export const bytesOf = ({ certificate }: Authority): Buffer => new X509Certificate(certificate).raw

/** By this somebody tells it from one that somebody else has put in its place: SHA-256 as systems show it, `3F:A0:…`. */
export const fingerprintOf = (authority: Authority): string =>
  createHash('sha256')
    .update(bytesOf(authority))
    .digest('hex')
    .toUpperCase()
    .replace(/..(?=.)/g, '$&:')

/** Its name in the lists of a system: `StayOpen kiosk-pc 2026-11-29`. */
export const nameOf = ({ certificate }: Authority): string =>
  /^CN=(.*)$/m.exec(new X509Certificate(certificate).subject)?.[1] ?? 'StayOpen'

export const keyOf = ({ key }: Authority): KeyObject => createPrivateKey(key)
