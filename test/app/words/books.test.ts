import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'

const files = readdirSync('src/app', { recursive: true, encoding: 'utf8' })
  .map((file) => `src/app/${file.replaceAll('\\', '/')}`)
  .filter((file) => /\.(vue|ts)$/.test(file))
const sources = new Map(files.map((file) => [file, readFileSync(file, 'utf8')]))

const namesIn = (list: string) => [...list.matchAll(/'(\w+)'/g)].map(([, name = '']) => name)
const reach = (from: string, name: string) => path.posix.join(path.posix.dirname(from), name)

/** The files that come with this one before it runs: what it imports, what that imports. */
function comesWith(file: string, found = new Set<string>()): ReadonlySet<string> {
  const source = sources.get(file)
  if (source === undefined || found.has(file)) return found
  found.add(file)
  const imports = source.matchAll(/(?:^|\n)import (?!type\b)(?:[^'"]*?from )?'(\.[^']+)'/g)
  for (const [, name = ''] of imports) comesWith(reach(file, name), found)
  return found
}

/** The books that a part reads as soon as it is there. */
const readsOf = (file: string) =>
  [
    ...new Set(
      [...comesWith(file)].flatMap((each) =>
        [...(sources.get(each) ?? '').matchAll(/\buseWords\(([^)]*)\)/g)].flatMap(([, list = '']) => namesIn(list)),
      ),
    ),
  ].sort()

/** Every part that is fetched on its own, with the books that whoever fetches it opens for it. */
const fetched = files.flatMap((file) =>
  [
    ...(sources.get(file) ?? '').matchAll(
      /\b(?:later|whenShown|fetching)\(\s*(?:library,\s*shelf,\s*)?\(\) => import\('([^']+)'\)((?:,\s*'\w+')*),?\s*\)/g,
    ),
  ].map(([, name = '', list = '']) => ({ by: file, part: reach(file, name), opens: namesIn(list).sort() })),
)

describe('the books of a part', () => {
  it('are opened by whoever fetches the part, all of them and no others', () => {
    expect(fetched.length).toBeGreaterThan(40)
    expect(fetched).toEqual(fetched.map((each) => ({ ...each, opens: readsOf(each.part) })))
  })

  it('leave no part that is fetched without naming them', () => {
    const parts = files.flatMap((file) =>
      [...(sources.get(file) ?? '').matchAll(/\bimport\('([^']+\.vue)'\)/g)].map(([, name = '']) => reach(file, name)),
    )
    expect(fetched.map(({ part }) => part).sort()).toEqual(parts.sort())
  })

  it('are none before a place is there: the shell says only what is said everywhere', () => {
    expect(comesWith('src/app/main.ts').size).toBeGreaterThan(15)
    expect(readsOf('src/app/main.ts')).toEqual([])
  })
})

describe('the slices of the hall that a part shows', () => {
  const listed = (source: string, list: RegExp) =>
    [...source.matchAll(list)].flatMap(([, found = '']) => [...found.matchAll(/\w+Slice/g)].map(([name]) => name))
  const shows = (file: string) => [
    ...new Set([...comesWith(file)].flatMap((each) => listed(sources.get(each) ?? '', /\buseHall\(([^)]*)\)/g))),
  ]
  /** What these places have open before they show anything. */
  const openAtThe = (...shelves: readonly string[]) =>
    shelves.flatMap((shelf) => listed(readFileSync(`src/domain/${shelf}.ts`, 'utf8'), /slices = \[([^\]]*)\]/g))
  const everywhere = openAtThe('inAnAlarm')
  const atWork = [...everywhere, ...openAtThe('atWork')]
  /** Parts that the shell shows at every place, the wall among them. */
  const onAnyScreen = /^src\/app\/(outages|emergency|wall|carry|plans)\//

  it('are open when it is shown: its place has opened them, or it says that it opens them', () => {
    expect(everywhere.length + atWork.length).toBeGreaterThan(6)
    for (const { part, by } of fetched) {
      const says = listed(sources.get(part) ?? '', /export const opens = \[([^\]]*)\]/g)
      const place = part.endsWith('BackofficeScreen.vue') ? ['casesSlice'] : []
      const open = [...(onAnyScreen.test(part) ? everywhere : atWork), ...place, ...says]
      expect({ part, by, onTheShelf: shows(part).filter((slice) => !open.includes(slice)) }).toEqual({
        part,
        by,
        onTheShelf: [],
      })
    }
  })

  it('are none before a place is there', () => {
    expect(shows('src/app/main.ts')).toEqual([])
  })
})
