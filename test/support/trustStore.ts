import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

/** The program that writes a trust store as Chromium reads it on Linux (Debian: libnss3-tools); null: not on this machine. */
export const certutil: string | null =
  (process.env.PATH ?? '')
    .split(path.delimiter)
    .map((folder) => path.join(folder, 'certutil'))
    .find((file) => process.platform === 'linux' && existsSync(file)) ?? null

/** A home in which a browser trusts this authority (PEM) besides those that it brings, and whose trust is no one else's. */
export function trustStore(program: string, certificate: string): { readonly home: string; remove(): void } {
  const home = mkdtempSync(path.join(os.tmpdir(), 'trusting-'))
  const file = path.join(home, 'authority.crt')
  writeFileSync(file, certificate)
  // Where it lies has changed between versions of Chromium.
  for (const folder of ['.pki/nssdb', '.local/share/pki/nssdb']) {
    const store = path.join(home, folder)
    mkdirSync(store, { recursive: true })
    const run = (...args: string[]) => execFileSync(program, ['-d', `sql:${store}`, ...args])
    run('-N', '--empty-password')
    run('-A', '-t', 'C,,', '-n', 'hall', '-i', file)
  }
  return { home, remove: () => rmSync(home, { recursive: true, force: true }) }
}
