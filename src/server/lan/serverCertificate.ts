import { X509Certificate } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { join } from 'node:path'
import type { Tls } from '../listening.ts'
import { mayVouchFor, P256 } from './authority.ts'
import { type Authority, beginsAt, keyOf } from './keptAuthority.ts'
import { pemsIn, putPems } from './pemFile.ts'
import { inLink, type Reach } from './reach.ts'
import { x509 } from './x509.ts'

const FILE = 'server.pem'
const DAY_MS = 86_400_000
/** Apple takes 825 days from an authority that somebody has added, and browsers may come to ask for less. */
const LASTS_DAYS = 397
/** A hall that was closed for a month begins with one that is still good. */
const RENEWED_DAYS = 60

/** Why another certificate is made; null: the one there is still does. `now` in ms since 1970. */
export function whyRenew(
  held: Tls | null,
  { authority, reach, now }: { readonly authority: Authority; readonly reach: Reach; readonly now: number },
): 'first' | 'authority' | 'ends' | 'reach' | null {
  if (!held) return 'first'
  const certificate = new X509Certificate(held.cert)
  if (!certificate.verify(new X509Certificate(authority.certificate).publicKey)) return 'authority'
  if (Date.parse(certificate.validTo) - now < RENEWED_DAYS * DAY_MS) return 'ends'
  // Made by a clock that was ahead.
  if (Date.parse(certificate.validFrom) > Math.max(now, beginsAt(authority))) return 'ends'
  return subjectsOf(held.cert).join() === vouchedFor(authority, reach).join() ? null : 'reach'
}

/** Makes a certificate for what of these the authority may vouch for. It is good a day back: a tablet's clock may be slow. */
export async function makeCertificate(
  authority: Authority,
  { reach, now }: { readonly reach: Reach; readonly now: number },
): Promise<Tls> {
  const issuer = new x509.X509Certificate(authority.certificate)
  const signingKey = await crypto.subtle.importKey(
    'pkcs8',
    keyOf(authority).export({ type: 'pkcs8', format: 'der' }),
    P256,
    false,
    ['sign'],
  )
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const begins = Math.max(now - DAY_MS, issuer.notBefore.getTime())
  const certificate = await x509.X509CertificateGenerator.create({
    // A name with a space is nobody's address: those stand below.
    subject: [{ CN: ['StayOpen hall server'] }],
    issuer: issuer.subjectName,
    publicKey: keys.publicKey,
    signingKey,
    signingAlgorithm: P256,
    notBefore: new Date(begins),
    notAfter: new Date(Math.min(begins + LASTS_DAYS * DAY_MS, issuer.notAfter.getTime())),
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        vouchedFor(authority, reach).map((value) => ({ type: isIP(value) === 0 ? 'dns' : 'ip', value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.publicKey),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert: certificate.toString('pem'), key }
}

/** The names and addresses in a certificate (PEM), in one order and one way of writing. */
export function subjectsOf(pem: string): readonly string[] {
  const names = new x509.X509Certificate(pem).getExtension(x509.SubjectAlternativeNameExtension)?.names.items ?? []
  return sorted(names.filter(({ type }) => type === 'dns' || type === 'ip').map(({ value }) => value))
}

const vouchedFor = (authority: Authority, { names, addresses }: Reach): readonly string[] =>
  sorted([...names, ...addresses]).filter((each) => mayVouchFor(authority, each))

const sorted = (all: readonly string[]): readonly string[] => [...new Set(all.map(plainly))].sort()
/** An IPv6 address can be written in many ways: `fd00:0::5` is `fd00::5`. */
const plainly = (each: string) =>
  isIP(each) === 6 ? new URL(`http://${inLink(each)}`).hostname.slice(1, -1) : each.toLowerCase()

/** The certificate that lies beside a store from the last time; null: none, or none that can be read. */
export function certificateOf(data: string): Tls | null {
  try {
    const text = readFileSync(join(data, 'lan', FILE), 'utf8')
    const [cert, key] = pemsIn(text)
    return cert && key && subjectsOf(cert).length > 0 ? { cert, key } : null
  } catch {
    return null
  }
}

export function putCertificate(data: string, { cert, key }: Tls): void {
  putPems(data, FILE, cert, key)
}
