import { createPrivateKey } from 'node:crypto'
import { P256 } from '#server/lan/authority.ts'
import type { Authority } from '#server/lan/keptAuthority.ts'
import { x509 } from '#server/lan/x509.ts'
import type { Tls } from '#server/listening.ts'

/** A certificate for whatever is asked, made with an authority's stolen key: this program holds nobody back. */
export async function stolenCertificate(
  authority: Authority,
  { dns, ip }: { readonly dns: string; readonly ip?: string },
): Promise<Tls> {
  const keys = await crypto.subtle.generateKey(P256, true, ['sign', 'verify'])
  const der = createPrivateKey(authority.key).export({ type: 'pkcs8', format: 'der' })
  const certificate = await x509.X509CertificateGenerator.create({
    subject: 'CN=thief',
    issuer: new x509.X509Certificate(authority.certificate).subjectName,
    publicKey: keys.publicKey,
    signingKey: await crypto.subtle.importKey('pkcs8', der, P256, false, ['sign']),
    signingAlgorithm: P256,
    extensions: [
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension([
        { type: 'dns', value: dns },
        ...(ip ? [{ type: 'ip' as const, value: ip }] : []),
      ]),
    ],
  })
  const key = x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY')
  return { cert: certificate.toString('pem'), key }
}
