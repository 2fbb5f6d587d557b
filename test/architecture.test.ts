import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => file !== '')

const sources = files.filter((file) => /^src\/.*\.(ts|vue)$/.test(file))
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')

/** Who may import whom. A room may always import itself. */
const mayImport: Record<string, readonly string[]> = {
  log: [],
  domain: ['log'],
  content: ['log', 'domain'],
  device: ['log', 'domain'],
  app: ['log', 'domain', 'content', 'device'],
  server: ['log', 'domain'],
}

/** Packages a room may use besides its rooms; others may use any. */
const packagesOf: Record<string, readonly RegExp[]> = {
  log: [/^valibot$/, /^@noble\/hashes\//],
  domain: [/^valibot$/],
  content: [/^valibot$/],
}

const importsOf = (file: string) =>
  [
    ...read(file).matchAll(
      /(?:^|\n)\s*(?:import|export)\b[^'"\n]*?(?:\n[^'"]*?)?from\s+['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
    ),
  ]
    .map((match) => match[1] ?? match[2] ?? '')
    .filter((name) => name !== '')

const roomOf = (file: string) => file.split('/')[1] ?? ''

describe('the house', () => {
  it('has nothing at the top level that is not in the plan', () => {
    const allowed = [
      'src',
      'public',
      'test',
      'index.html',
      'vite.config.ts',
      'package.json',
      'package-lock.json',
      'tsconfig.json',
      'README.md',
      'LICENSE',
    ]
    const top = new Set(files.map((file) => file.split('/')[0]!))
    expect([...top].filter((name) => !name.startsWith('.') && !allowed.includes(name))).toEqual([])
  })

  it('has the six rooms and no others', () => {
    expect([...new Set(sources.map(roomOf))].sort()).toEqual(Object.keys(mayImport).sort())
  })

  it('has no folder for things without a home, and no barrels', () => {
    const names = /(^|\/)(utils?|helpers?|services|types|common|shared|lib)\//
    expect(sources.filter((file) => names.test(file.replace(/^src\/app\/words\//, '')))).toEqual([])
    expect(sources.filter((file) => /(^|\/)index\.ts$/.test(file))).toEqual([])
  })

  it('keeps every source file to one idea', () => {
    expect(sources.filter((file) => read(file).split('\n').length > 401)).toEqual([])
  })
})

describe('who may import whom', () => {
  it('finds the imports it is to judge', () => {
    expect(sources.length).toBeGreaterThan(30)
    expect(importsOf('src/domain/hall.ts')).toContain('#log/event.ts')
  })

  it.each(Object.keys(mayImport))('%s imports only the rooms it may, by name', (room) => {
    const wrong = sources
      .filter((file) => roomOf(file) === room)
      .flatMap((file) =>
        importsOf(file)
          .filter((name) => !mayBe(room, file, name))
          .map((name) => `${file} → ${name}`),
      )
    expect(wrong).toEqual([])
  })

  it('reaches other rooms by name only, with the file ending', () => {
    const wrong = sources.flatMap((file) =>
      importsOf(file)
        .filter((name) => name.startsWith('#') && !/\.(ts|vue|json)$/.test(name))
        .map((name) => `${file} → ${name}`),
    )
    expect(wrong).toEqual([])
  })

  it('lets log and domain ask neither the clock nor chance', () => {
    const asks = /\b(Date\.now\(|new Date\(\)|Math\.random\(|crypto\.|performance\.now\(|setTimeout\(|setInterval\()/
    const wrong = sources.filter((file) => /^src\/(log|domain|content)\//.test(file) && asks.test(read(file)))
    expect(wrong).toEqual([])
  })

  it('keeps network and database out of the screens', () => {
    const asks = /\bfetch\(|from 'dexie'|indexedDB\b/
    expect(sources.filter((file) => file.endsWith('.vue') && asks.test(read(file)))).toEqual([])
  })

  it('keeps what a screen remembers in one place', () => {
    const asks = /\b(?:local|session)Storage\b/
    expect(sources.filter((file) => asks.test(read(file)))).toEqual(['src/app/kept.ts'])
  })

  it('keeps colours in the tokens', () => {
    const colour = /#[0-9a-fA-F]{3,8}\b(?![\w/])|\b(?:rgb|hsl|oklch)a?\(/
    const wrong = sources.filter((file) => file.endsWith('.vue') && colour.test(styleOf(read(file))))
    expect(wrong).toEqual([])
  })

  it('keeps sentences out of the templates', () => {
    const wrong = sources.filter((file) => file.endsWith('.vue') && /[\u4e00-\u9fff]/.test(templateOf(read(file))))
    expect(wrong).toEqual([])
  })
})

describe('every room', () => {
  it.each(Object.keys(mayImport))('%s says what belongs in it', (room) => {
    const headed = sources.filter((file) => roomOf(file) === room && /@module\b/.test(read(file)))
    expect(headed.length).toBeGreaterThan(0)
  })

  it('has no unfinished business', () => {
    const all = files.filter(
      (file) => /^(src|test)\/.*\.(ts|vue|css)$/.test(file) && file !== 'test/architecture.test.ts',
    )
    expect(all.filter((file) => /\b(TODO|FIXME|XXX)\b/.test(read(file)))).toEqual([])
    expect(
      all.filter((file) => /\b(it|test|describe)\.(skip|only|todo|fails)\b|\bvi\.mock\(/.test(read(file))),
    ).toEqual([])
  })
})

function mayBe(room: string, file: string, name: string): boolean {
  if (name.startsWith('#')) return [room, ...mayImport[room]!].includes(name.slice(1).split('/')[0]!)
  if (name.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), name)
    return target.startsWith(`src/${room}/`)
  }
  return (packagesOf[room] ?? [/.*/]).some((allowed) => allowed.test(name))
}

const styleOf = (vue: string) => vue.match(/<style[^>]*>([\s\S]*?)<\/style>/)?.[1] ?? ''
const templateOf = (vue: string) => vue.match(/<template>([\s\S]*)<\/template>/)?.[1] ?? ''
