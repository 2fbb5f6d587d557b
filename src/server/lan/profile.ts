import { createHash } from 'node:crypto'
import { type Authority, bytesOf, nameOf } from './keptAuthority.ts'

/** What an iPad installs (a configuration profile, not signed): the authority and nothing else. Installed again it takes the place of itself. */
export function profileOf(authority: Authority): string {
  const bytes = bytesOf(authority)
  const name = asText(nameOf(authority))
  const id = (of: string) => {
    const hex = createHash('sha256').update(of).update(bytes).digest('hex')
    return [
      hex.slice(0, 8),
      hex.slice(8, 12),
      `5${hex.slice(13, 16)}`,
      `a${hex.slice(17, 20)}`,
      hex.slice(20, 32),
    ].join('-')
  }
  const [profile, payload] = [id('profile'), id('payload')]
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0"><dict>
<key>PayloadType</key><string>Configuration</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>stayopen.hall.${profile}</string>
<key>PayloadUUID</key><string>${profile}</string>
<key>PayloadDisplayName</key><string>${name}</string>
<key>PayloadDescription</key><string>让这台平板信任本营业厅的 StayOpen 服务器。 Lets this tablet trust the StayOpen server of this hall.</string>
<key>PayloadContent</key><array><dict>
<key>PayloadType</key><string>com.apple.security.root</string>
<key>PayloadVersion</key><integer>1</integer>
<key>PayloadIdentifier</key><string>stayopen.hall.${payload}</string>
<key>PayloadUUID</key><string>${payload}</string>
<key>PayloadDisplayName</key><string>${name}</string>
<key>PayloadCertificateFileName</key><string>stayopen.crt</string>
<key>PayloadContent</key><data>${bytes.toString('base64')}</data>
</dict></array>
</dict></plist>
`
}

/** A text as it stands in markup. */
export const asText = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
