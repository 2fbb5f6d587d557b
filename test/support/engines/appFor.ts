import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import type { Engine } from './engines.ts'

/** A copy of an app for an engine: with a stand-in for the files that it lacks, in front of the one worker that asks for them. */
export function appFor(app: string, { needsFiles }: Pick<Engine, 'needsFiles'>): { folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stayopen-engine-'))
  // What lies compressed beside a file would be served in its place.
  cpSync(app, folder, { recursive: true, filter: (file) => !/\.(gz|br|zst)$/.test(file) })
  if (needsFiles) {
    const assets = path.join(folder, 'assets')
    const [worker, ...others] = readdirSync(assets).filter((name) => name.startsWith('opfsWorker'))
    if (worker === undefined || others.length > 0) throw new Error('the app has not exactly one worker for files')
    const file = path.join(assets, worker)
    writeFileSync(file, readFileSync(path.join(import.meta.dirname, 'files.js'), 'utf8') + readFileSync(file, 'utf8'))
  }
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
