import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import JSZip from 'jszip'
import { build } from 'vite'
import { readme } from './readme.ts'

const root = path.resolve(import.meta.dirname, '../../..')
const ENGINE = '@libsql/'
/** Machines for which the engine of the store goes into the archive: `@libsql/<this>`. */
const MACHINES = [
  'linux-x64-gnu',
  'linux-x64-musl',
  'linux-arm64-gnu',
  'linux-arm64-musl',
  'win32-x64-msvc',
  'darwin-arm64',
]
/** What the server needs besides itself: what loads the engine. */
const LOADERS = ['libsql', '@neon-rs/load', 'detect-libc']

/** The archives that were written, the machines on which they run, and those whose engine could not be had. */
export interface WrittenPackage {
  readonly name: string
  readonly archives: readonly { readonly file: string; readonly bytes: number }[]
  readonly machines: readonly string[]
  readonly without: readonly string[]
}

/**
 * Puts the server, the app that `npm run build` has made and the engines of the store into one folder that needs nothing but Node,
 * and packs it as `.tar.gz` and, when asked to, as `.zip`. `machines`: `all`, or those whose engine is installed here already:
 * then nobody is asked for anything.
 */
export async function writePackage(
  into: string,
  { machines, zip }: { readonly machines: 'all' | 'here'; readonly zip: boolean },
): Promise<WrittenPackage> {
  const app = path.join(root, 'dist/app')
  if (!existsSync(path.join(app, 'index.html'))) throw new Error('dist/app is missing: run `npm run build` first')
  const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as { version: string }
  const name = `stayopen-${version}`
  const work = mkdtempSync(path.join(tmpdir(), 'package-'))
  try {
    const folder = path.join(work, name)
    await bundle(path.join(folder, 'server'))
    cpSync(app, path.join(folder, 'app'), { recursive: true, filter: (file) => !/[/\\]\.vite$/.test(file) })
    for (const loader of LOADERS) bring(loader, folder)
    const had = enginesFor(machines, folder, work)
    for (const [file, text] of Object.entries(readme(version))) {
      writeFileSync(path.join(folder, file), text, { mode: file === 'stayopen' ? 0o755 : 0o644 })
    }
    cpSync(path.join(root, 'LICENSE'), path.join(folder, 'LICENSE'))
    mkdirSync(into, { recursive: true })
    const tar = path.join(into, `${name}.tar.gz`)
    execFileSync('tar', ['-czf', tar, '-C', work, name])
    const files = zip ? [tar, await zipped(folder, path.join(into, `${name}.zip`))] : [tar]
    return {
      name,
      archives: files.map((file) => ({ file, bytes: statSync(file).size })),
      machines: had,
      without: machines === 'all' ? MACHINES.filter((each) => !had.includes(each)) : [],
    }
  } finally {
    rmSync(work, { recursive: true, force: true })
  }
}

/** The server with everything that it imports in it; the loader of the engine alone looks for files beside it. */
async function bundle(outDir: string): Promise<void> {
  await build({
    root,
    configFile: path.join(root, 'vite.config.ts'),
    logLevel: 'error',
    ssr: { noExternal: true, external: ['libsql'] },
    build: { ssr: 'src/server/main.ts', outDir, emptyOutDir: true },
  })
  writeFileSync(path.join(outDir, 'package.json'), '{ "type": "module" }\n')
}

function bring(name: string, folder: string): void {
  cpSync(path.join(root, 'node_modules', name), path.join(folder, 'node_modules', name), { recursive: true })
}

/** Brings the engines, those of other machines from the registry, if they are what `package-lock.json` says. */
function enginesFor(machines: 'all' | 'here', folder: string, work: string): readonly string[] {
  const here = readdirSync(path.join(root, 'node_modules/@libsql'))
  for (const machine of here) bring(`${ENGINE}${machine}`, folder)
  if (machines === 'here') return here
  const lock = JSON.parse(readFileSync(path.join(root, 'package-lock.json'), 'utf8')) as {
    packages: Record<string, { version: string; integrity: string } | undefined>
  }
  const fetched = MACHINES.filter((machine) => {
    const locked = lock.packages[`node_modules/${ENGINE}${machine}`]
    if (here.includes(machine) || !locked) return false
    try {
      const asked = ['pack', `${ENGINE}${machine}@${locked.version}`, '--silent', '--pack-destination', work]
      const file = execFileSync('npm', asked, { cwd: work, encoding: 'utf8', timeout: 120_000 }).trim()
      const bytes = readFileSync(path.join(work, file))
      if (`sha512-${createHash('sha512').update(bytes).digest('base64')}` !== locked.integrity) return false
      const to = path.join(folder, 'node_modules', ENGINE, machine)
      mkdirSync(to, { recursive: true })
      execFileSync('tar', ['-xzf', path.join(work, file), '-C', to, '--strip-components', '1'])
      return true
    } catch {
      // No registry within reach: the archive says for which machines it is.
      return false
    }
  })
  return [...here, ...fetched].sort()
}

async function zipped(folder: string, file: string): Promise<string> {
  const zip = new JSZip()
  for (const each of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!each.isFile()) continue
    const from = path.join(each.parentPath, each.name)
    const unixPermissions = each.name === 'stayopen' ? 0o755 : 0o644
    zip.file(path.relative(path.dirname(folder), from).replaceAll('\\', '/'), readFileSync(from), { unixPermissions })
  }
  const options = { type: 'nodebuffer', compression: 'DEFLATE', platform: 'UNIX' } as const
  writeFileSync(file, await zip.generateAsync(options))
  return file
}
