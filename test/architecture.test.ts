import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'
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

/**
 * Who may import whom among the rooms of the device, bottom up; a room may always import itself. Its root puts them
 * together, and `browser` stands beside it: it knows what each needs of the world.
 */
const deviceMayImport: Record<string, readonly string[]> = {
  basics: [],
  journal: ['basics'],
  store: ['basics', 'journal'],
  hallLog: ['basics', 'journal', 'store'],
  sync: ['basics', 'hallLog'],
  who: ['basics', 'journal', 'hallLog', 'sync'],
  sealed: ['basics', 'hallLog', 'sync', 'who'],
  carry: ['basics', 'hallLog', 'sync', 'who'],
  door: ['basics', 'hallLog', 'sync', 'who', 'sealed'],
  root: ['basics', 'journal', 'hallLog', 'sync', 'who', 'sealed', 'carry', 'door'],
  browser: ['basics', 'hallLog', 'sync', 'who', 'root'],
}

/** The same among the rooms of the hall server; its root puts them together and has what they share. */
const serverMayImport: Record<string, readonly string[]> = {
  admission: [],
  sqlite: ['admission'],
  lan: [],
  printing: [],
  kit: ['lan'],
  backup: ['sqlite', 'kit'],
  http: ['admission', 'backup', 'printing'],
  commands: ['sqlite', 'lan', 'kit', 'backup'],
}

/** Packages a room may use besides its rooms; others may use any. */
const packagesOf: Record<string, readonly RegExp[]> = {
  log: [/^valibot$/, /^@noble\/hashes\//],
  domain: [/^valibot$/],
  content: [/^valibot$/],
}

/** What a file imports, in whatever way, types included; read by the compiler, as it reads it. */
function importsOf(file: string): readonly string[] {
  const text = file.endsWith('.vue') ? scriptsOf(read(file)) : read(file)
  return ts.preProcessFile(text, true, false).importedFiles.map(({ fileName }) => fileName)
}

const roomOf = (file: string) => file.split('/')[1] ?? ''

/** All that the generic parts know of the rest: they are labels, presses and texts, and know no hall. */
const uiMayImport = [
  'src/app/words/words.ts',
  'src/app/later.ts',
  'src/domain/typedText.ts',
  'src/device/basics/base64.ts',
]

/** The room of a file within the device: its folder, or `root`. */
const deviceRoomOf = (file: string) => (file.split('/').length > 3 ? file.split('/')[2]! : 'root')

/** The source files that a file imports, types included. */
const neighboursOf = (file: string) =>
  importsOf(file)
    .map((name) =>
      name.startsWith('#')
        ? `src/${name.slice(1)}`
        : name.startsWith('.')
          ? path.posix.join(path.posix.dirname(file), name)
          : '',
    )
    .filter((target) => sources.includes(target))

describe('the house', () => {
  it('has nothing at the top level that is not in the plan', () => {
    const allowed = [
      'src',
      'public',
      'test',
      'index.html',
      'vite.chunks.ts',
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

  it('has the six rooms and no others, eleven in the device and eight in the server', () => {
    expect([...new Set(sources.map(roomOf))].sort()).toEqual(Object.keys(mayImport).sort())
    const inDevice = sources.filter((file) => roomOf(file) === 'device').map(deviceRoomOf)
    expect([...new Set(inDevice)].sort()).toEqual(Object.keys(deviceMayImport).sort())
    const inServer = sources.filter((file) => file.startsWith('src/server/') && file.split('/').length > 3)
    expect([...new Set(inServer.map((file) => file.split('/')[2]!))].sort()).toEqual(
      Object.keys(serverMayImport).sort(),
    )
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
    expect(importsOf('src/domain/fold.ts')).toContain('#log/event.ts')
    // What is imported for what it does alone, the type of another file, and what a part imports.
    expect(importsOf('src/app/startApp.ts')).toContain('./style/base.css')
    expect(importsOf('src/server/lan/x509.ts')).toContain('reflect-metadata')
    expect(importsOf('src/app/wall/WallWatch.vue')).toContain('../style/bright.css')
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

  it.each(Object.keys(deviceMayImport))('device/%s imports only the rooms of the device it may', (room) => {
    const wrong = sources
      .filter((file) => roomOf(file) === 'device' && deviceRoomOf(file) === room)
      .flatMap((file) =>
        neighboursOf(file)
          .filter((target) => roomOf(target) === 'device')
          .filter((target) => ![room, ...deviceMayImport[room]!].includes(deviceRoomOf(target)))
          .map((target) => `${file} → ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it.each(Object.keys(serverMayImport))('server/%s imports only the rooms of the server it may', (room) => {
    const wrong = sources
      .filter((file) => file.startsWith(`src/server/${room}/`))
      .flatMap((file) =>
        neighboursOf(file)
          .filter((target) => roomOf(target) === 'server' && target.split('/').length > 3)
          .filter((target) => ![room, ...serverMayImport[room]!].includes(target.split('/')[2]!))
          .map((target) => `${file} → ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('app/ui knows no hall', () => {
    const wrong = sources
      .filter((file) => file.startsWith('src/app/ui/'))
      .flatMap((file) =>
        neighboursOf(file)
          .filter((target) => !target.startsWith('src/app/ui/') && !uiMayImport.includes(target))
          .map((target) => `${file} → ${target}`),
      )
    expect(wrong).toEqual([])
  })

  it('folds and declares without knowing a subject', () => {
    const knowing = ['fold', 'forgetting', 'kind', 'slice'].flatMap((name) => {
      const file = `src/domain/${name}.ts`
      return neighboursOf(file)
        .filter((target) => target.startsWith('src/domain/') && target.split('/').length > 3)
        .map((target) => `${file} → ${target}`)
    })
    expect(knowing).toEqual([])
  })

  it('goes round in no circle, file by file, types included', () => {
    expect(circlesAmong(new Map(sources.map((file) => [file, neighboursOf(file)])))).toEqual([])
  })

  it('sees a circle, and no more than the circle', () => {
    const among = { a: ['b'], b: ['c'], c: ['b', 'd'], d: [], e: ['a', 'f'], f: ['e'] }
    expect(circlesAmong(new Map(Object.entries(among)))).toEqual([
      ['b', 'c'],
      ['e', 'f'],
    ])
  })

  it('meets the browser in one room of the device', () => {
    const meets =
      /\b(?:navigator|(?:Shared|Service)?Worker|BroadcastChannel|window|document|location|(?:local|session)Storage)\b/
    const wrong = sources.filter(
      (file) =>
        roomOf(file) === 'device' && deviceRoomOf(file) !== 'browser' && meets.test(withoutComments(read(file))),
    )
    expect(wrong).toEqual([])
  })

  it('opens papers and vault in one file, which shuts them behind the one door', () => {
    const opens = sources.filter((file) => /\b(?:openPapers|openVault)\b/.test(withoutComments(read(file))))
    expect(opens.sort()).toEqual([
      'src/device/sealed/papers.ts',
      'src/device/sealed/sealedThings.ts',
      'src/device/sealed/vault.ts',
    ])
  })

  it('lets log and domain ask neither the clock nor chance', () => {
    const asks = /\b(Date\.now\(|new Date\(\)|Math\.random\(|crypto\.|performance\.now\(|setTimeout\(|setInterval\()/
    const wrong = sources.filter((file) => /^src\/(log|domain|content)\//.test(file) && asks.test(read(file)))
    expect(wrong).toEqual([])
  })

  it('takes no date apart that was made for people: it looks different on the next machine', () => {
    const made = /\btoLocale(?:Date|Time)?String\(|\bDateTimeFormat\([^)]*\)\s*\.format\(/
    expect(sources.filter((file) => made.test(read(file)))).toEqual([])
  })

  it('keeps network and database out of the screens', () => {
    const asks = /\bfetch\(|from 'dexie'|indexedDB\b/
    expect(sources.filter((file) => file.endsWith('.vue') && asks.test(read(file)))).toEqual([])
  })

  it('keeps rules of time and of who may write out of the parts', () => {
    // Any time of a second and more, whatever it is called; how a control of `ui` behaves is no rule of the hall.
    const works =
      /\b\d[\d_]*000\b|\bconst \w+_(?:SECONDS|MINUTES|HOURS|DAYS)\b|\.writers\b|\.roles\.(?:some|includes)\(/
    const parts = sources.filter((file) => file.endsWith('.vue') && !file.startsWith('src/app/ui/'))
    expect(parts.filter((file) => works.test(withoutComments(scriptsOf(read(file)))))).toEqual([])
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

  it('lets no part draw anew what base.css names for all of them', () => {
    const named = classesIn(read('src/app/style/base.css'))
    expect(named).toContain('farStack')
    const drawn = sources
      .filter((file) => file.endsWith('.vue'))
      .flatMap((file) =>
        classesIn(styleOf(read(file)))
          .filter((name) => named.includes(name))
          .map((name) => `${file} .${name}`),
      )
    expect(drawn).toEqual([])
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

  it.each(Object.keys(deviceMayImport))('device/%s says once what belongs in it', (room) => {
    const named = room === 'root' ? '@module device\n' : `@module device/${room}\n`
    const headed = sources.filter((file) => roomOf(file) === 'device' && read(file).includes(named))
    expect(headed.map(deviceRoomOf)).toEqual([room])
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

/** The circles of files that import each other, by their names; a file that is in none is left out (Tarjan). */
function circlesAmong(importedBy: ReadonlyMap<string, readonly string[]>): string[][] {
  const found: string[][] = []
  const place = new Map<string, number>()
  const lowest = new Map<string, number>()
  const open: string[] = []

  function visit(file: string): void {
    place.set(file, place.size)
    lowest.set(file, place.get(file)!)
    open.push(file)
    for (const next of importedBy.get(file) ?? []) {
      if (!place.has(next)) visit(next)
      if (open.includes(next)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(next)!))
    }
    if (lowest.get(file) !== place.get(file)) return
    const circle = open.splice(open.indexOf(file))
    const importsItself = importedBy.get(file)?.includes(file) ?? false
    if (circle.length > 1 || importsItself) found.push(circle.sort())
  }

  for (const file of importedBy.keys()) if (!place.has(file)) visit(file)
  return found.sort()
}

/** All that a part runs. */
const scriptsOf = (vue: string) =>
  [...vue.matchAll(/<script\b[^>]*>([\s\S]*?)<\/script>/g)].map(([, script = '']) => script).join('\n')
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '$1')
/** The names of the classes that a style says something of. */
const classesIn = (css: string) => [
  ...new Set(
    [...css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/\.([a-zA-Z][\w-]*)(?=[^{}]*\{)/g)].map(([, name = '']) => name),
  ),
]
const styleOf = (vue: string) => vue.match(/<style[^>]*>([\s\S]*?)<\/style>/)?.[1] ?? ''
const templateOf = (vue: string) => vue.match(/<template>([\s\S]*)<\/template>/)?.[1] ?? ''
