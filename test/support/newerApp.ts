import { cpSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'

const root = path.resolve(import.meta.dirname, '../..')
const TEXT = /\.(js|css|html|json)$/
/** Made from the files beside them; the server does without. */
const COMPRESSED = /\.(gz|br|zst)$/
/** The version of the build, which it says once, as a text of its own. */
const built: string =
  process.env.STAYOPEN_VERSION ?? JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')).version

/**
 * The built app as a newer version, in a folder of its own for a hall server to serve: it says another version, every
 * hashed file has another name, as everything has that imports what has changed, and its first page is another.
 */
export function makeNewerApp(version: string): { readonly folder: string; remove(): void } {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'stayopen-newer-'))
  cpSync(path.join(root, 'dist/app'), folder, { recursive: true, filter: (file) => !COMPRESSED.test(file) })
  const hashed = new Set(readdirSync(path.join(folder, 'assets')))
  const renamed = (text: string) => text.replace(/[\w.-]+/g, (word) => (hashed.has(word) ? newName(word) : word))
  let said = 0
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const file = path.join(folder, name)
    if (!TEXT.test(name)) continue
    let text = renamed(readFileSync(file, 'utf8'))
    for (const quote of ['"', "'", '`']) {
      const [before = '', ...after] = text.split(`${quote}${built}${quote}`)
      said += after.length
      text = [before, ...after].join(`${quote}${version}${quote}`)
    }
    if (name === 'index.html') text += '\n'
    if (name === 'serviceWorker.js') text = withNewerPage(text)
    writeFileSync(file, text)
  }
  for (const name of hashed) renameSync(path.join(folder, 'assets', name), path.join(folder, 'assets', newName(name)))
  if (said !== 1) throw new Error(`the built app says its version ${said} times`)
  return { folder, remove: () => rmSync(folder, { recursive: true, force: true }) }
}

const newName = (name: string) => name.replace(/(\.\w+)$/, '-newer$1')

/** The first page has no hash in its name: the list of the service worker says which one it is. */
function withNewerPage(text: string): string {
  const newer = text.replace(/("revision":")\w+(","url":"index\.html")/, '$1newer$2')
  if (newer === text) throw new Error('the service worker does not list index.html')
  return newer
}
