import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'

const root = path.resolve(import.meta.dirname, '../..')

/** Builds the app once more as a newer version, into a folder of its own for a hall server to serve. */
export async function buildNewerApp(version: string): Promise<{ readonly folder: string; remove(): void }> {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stayopen-newer-'))
  const { VITEST: _, NODE_ENV: __, ...env } = process.env
  await promisify(execFile)(process.execPath, [path.join(root, 'node_modules/vite/bin/vite.js'), 'build'], {
    cwd: root,
    env: { ...env, STAYOPEN_VERSION: version, STAYOPEN_APP_OUT: folder },
  })
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
