import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { writeWhole } from '../writeWhole.ts'

/** The certificate and the key in a PEM text, the certificate first. */
export function pemsIn(text: string): readonly (string | undefined)[] {
  return text.match(/-----BEGIN ([A-Z ]+)-----[\s\S]*?-----END \1-----\n?/g) ?? []
}

/** Puts a certificate and its key into one file beside a store, whole or not at all, for its owner's eyes alone (mode 0600). */
export function putPems(data: string, name: string, certificate: string, key: string): void {
  mkdirSync(join(data, 'lan'), { recursive: true, mode: 0o700 })
  writeWhole(join(data, 'lan', name), `${certificate.trim()}\n${key.trim()}\n`)
}
