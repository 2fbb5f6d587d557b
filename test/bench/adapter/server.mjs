/** Bundles what runs in Node and in the page's workers, once, and opens the hall. */
import { mkdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const root = path.resolve(import.meta.dirname, '../../..')
const folder = path.join(root, 'dist/peer')
mkdirSync(folder, { recursive: true })
const common = { bundle: true, format: 'esm', logLevel: 'error', absWorkingDir: root }
const hallFile = path.join(folder, 'hall.mjs')
await build({
  ...common,
  platform: 'node',
  target: 'node20',
  packages: 'external',
  entryPoints: [path.join(import.meta.dirname, 'hall.ts')],
  outfile: hallFile,
})
const workers = ['opfsWorker', 'pinWorker']
await build({
  ...common,
  platform: 'browser',
  target: 'chrome120',
  minify: true,
  entryPoints: workers.map((name) => path.join(root, `src/device/browser/${name}.ts`)),
  outdir: folder,
})
// Both ends of a pairing stretch its code at the least cost: no clock runs meanwhile.
process.env.STAYOPEN_QUICK_APP ??= folder
const { openPeerHall } = await import(pathToFileURL(hallFile))

export const start = ({ dir, server }) =>
  openPeerHall({
    data: dir,
    server,
    workers: new Map(workers.map((name) => [`/stayopen/${name}.js`, readFileSync(path.join(folder, `${name}.js`))])),
  })
