/**
 * @module server/lan: the hall server on the hall's own network. It has a certificate authority of its own, made once,
 * which tablets are told to trust; a certificate by it, made anew whenever names, addresses or time ask for it; and a page
 * without encryption that hands the authority out. Nothing here needs the internet.
 */
import { isIP } from 'node:net'
import { AsnConvert } from '@peculiar/asn1-schema'
import { GeneralName, GeneralSubtree, GeneralSubtrees, NameConstraints } from '@peculiar/asn1-x509'
import type { Authority } from './keptAuthority.ts'
import { isPrivate, PRIVATE_NETWORKS } from './reach.ts'
import { x509 } from './x509.ts'

export const P256 = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const
const DAY_MS = 86_400_000
const YEARS = 20
/** Nothing of this program is older: a clock before it is wrong. */
const EARLIEST = Date.parse('2026-11-01T00:00:00Z')
const NAME_CONSTRAINTS = '2.5.29.30'

/**
 * Makes an authority that can vouch for these names, for private addresses and for nothing else, and for web servers alone.
 * `now` in ms since 1970; throws a sentence when that cannot be right.
 */
export async function makeAuthority({
  names,
  machine,
  now,
}: {
  readonly names: readonly string[]
  /** What tells it from another hall's in a list of authorities. */
  readonly machine: string
  readonly now: number
}): Promise<Authority> {
  if (now < EARLIEST)
    throw new Error(
      `The clock of this computer says ${new Date(now).toISOString().slice(0, 10)}, which cannot be: set it, then start again. 本机时钟不对，请先校准再启动。`,
    )
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const day = new Date(now).toISOString().slice(0, 10)
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: [{ CN: [`StayOpen ${machine} ${day}`] }, { O: ['StayOpen'] }],
    keys,
    notBefore: new Date(now - DAY_MS),
    notAfter: new Date(now + YEARS * 365.25 * DAY_MS),
    signingAlgorithm: P256,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      // A system that trusts it for web servers must not trust it for programs or letters.
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.Extension(NAME_CONSTRAINTS, true, AsnConvert.serialize(only(names))),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  })
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { certificate: certificate.toString('pem'), key }
}

function only(names: readonly string[]): NameConstraints {
  const bases = [
    ...names.map((dNSName) => new GeneralName({ dNSName })),
    ...PRIVATE_NETWORKS.map((iPAddress) => new GeneralName({ iPAddress })),
  ]
  return new NameConstraints({
    permittedSubtrees: new GeneralSubtrees(bases.map((base) => new GeneralSubtree({ base }))),
  })
}

/** Whether an authority may vouch for a name or an address. */
export function mayVouchFor({ certificate }: Authority, host: string): boolean {
  if (isIP(host) !== 0) return isPrivate(host)
  const found = new x509.X509Certificate(certificate).getExtension(NAME_CONSTRAINTS)
  const permitted = found ? (AsnConvert.parse(found.value, NameConstraints).permittedSubtrees ?? []) : []
  return permitted.some(({ base }) => host === base.dNSName || host.endsWith(`.${base.dNSName}`))
}
