/**
 * Which file of the build a module goes to. Every place loads the app with one picture of its own first, and whatever
 * comes after that from the tablet's disk: so what counts at the start is bytes, and later on files.
 *
 * - A module with which some places begin lies with those with which the same places begin. What all of them begin with
 *   is the shell; nobody loads at the start what only others need.
 * - Any other module lies with the family of screens that shows it, e.g. `emergency`; what several families use lies with
 *   what they share of the same room of the house.
 * - What every tablet does once its first picture stands (`src/device`), and shows without a tap, is one file, whoever else
 *   uses it: nobody fetches there what only a sheet needs. So are the books of a language that no place begins with: a file
 *   more is a request more for every tablet that joins.
 *
 * Whoever imports a module begins with it too, and its families are among the module's: so files never import each other
 * in a circle. What is large and seldom, e.g. the camera's reader, is fetched by its own import and stays a file of its own.
 */
import path from 'node:path'
import type { Rolldown } from 'vite'
import type { BookName } from './src/app/words/words.ts'
import type { Place } from './src/domain/kind.ts'

interface FirstLoad {
  /** What the place waits for before its first picture. */
  readonly parts: readonly string[]
  readonly books: readonly BookName[]
}

const lock = 'src/app/lock/LockScreen.vue'
const inAnAlarm = 'src/domain/inAnAlarm.ts'
const atWork = 'src/domain/atWork.ts'

/** What each place begins with besides the app itself and the words said everywhere. */
export const firstLoads: Readonly<Record<Place, FirstLoad>> = {
  reception: {
    parts: ['src/app/reception/ReceptionScreen.vue', inAnAlarm, atWork],
    books: ['reception'],
  },
  counter: { parts: ['src/app/counter/CounterScreen.vue', lock, inAnAlarm, atWork], books: ['counter'] },
  backoffice: {
    parts: ['src/app/backoffice/BackofficeScreen.vue', lock, inAnAlarm, atWork, 'src/domain/cases/fold.ts'],
    books: ['backoffice'],
  },
  manager: { parts: ['src/app/manager/ManagerScreen.vue', lock, inAnAlarm, atWork], books: ['today'] },
  wall: { parts: ['src/app/wall/WallScreen.vue', 'src/domain/floorPlan/fold.ts'], books: ['wall'] },
}

/** What a tablet shows without a tap, but not in its first picture; and how it joined. */
const soon = [
  'src/app/tellingHowItIs.ts',
  'src/app/pairing/PairScreen.vue',
  'src/app/shell/EmergencyButton.vue',
  'src/app/shell/InChargeNote.vue',
  'src/app/shell/InterruptionChip.vue',
  'src/app/shell/NoticeChip.vue',
  'src/app/shell/OverPlace.vue',
  'src/app/shell/QuietBar.vue',
  'src/app/shell/UnavailableScreen.vue',
  'src/app/shell/UpdatePrompt.vue',
  'src/app/outages/OverflowNotice.vue',
  'src/app/outages/WallOutage.vue',
  'src/app/printing/OwnPrinter.vue',
  'src/app/printing/PaperLow.vue',
]

/**
 * The file of what some places begin with. What the door shares with the wall, or with the back office, is too little for a
 * file and a request of its own: the others bring it as well.
 */
function fileOf(places: readonly string[]): string {
  const shares = (other: Place) => places.includes('reception') && places.includes(other)
  if (shares('wall')) return 'shell'
  return shares('backoffice') ? 'desks' : places.join('-')
}

/** Whether a place begins with this file: it is called after those that do. */
export const beginsAPlace = (file: string): boolean =>
  ['desks', ...Object.keys(firstLoads)].some((name) => path.basename(file).startsWith(name))

/** Where the app itself begins. */
const entry = 'src/app/main.ts'
const firstBooks = new Set<string>([
  'everywhere',
  'pairing',
  ...Object.values(firstLoads).flatMap(({ books }) => books),
])

type Graph = Pick<Rolldown.ChunkingContext, 'getModuleInfo'>
type NameOf = (module: string) => string | null

/** The name of the file for each module of the app in this folder; null leaves it to the bundler. */
export function chunksOf(folder: string): (module: string, graph: Graph) => string | null {
  let nameOf: NameOf | null = null
  return (module, graph) => {
    nameOf ??= plan(folder, graph)
    return nameOf(module)
  }
}

function plan(folder: string, graph: Graph): NameOf {
  const comesWith = reader(graph)
  const places = new Map<string, string[]>()
  for (const [place, { parts }] of Object.entries(firstLoads)) {
    for (const module of comesWith([entry, ...parts].map((part) => `${folder}/${part}`))) {
      places.set(module, [...(places.get(module) ?? []), place])
    }
  }

  // What is said everywhere is one file per language, with what every book of it is written with.
  const said = new Map<string, string>()
  for (const language of ['zh', 'en']) {
    for (const module of comesWith([`${folder}/src/app/words/${language}/everywhere.ts`])) said.set(module, language)
  }

  const families = new Map<string, Set<string | null>>()
  const roots = new Set([`${folder}/${entry}`])
  // A set that grows while it is walked: the parts of later parts are found as well.
  for (const root of roots) {
    for (const module of comesWith([root])) {
      for (const later of graph.getModuleInfo(module)?.dynamicallyImportedIds ?? []) roots.add(later)
      if (!places.has(module)) families.set(module, (families.get(module) ?? new Set()).add(familyOf(root, folder)))
    }
  }

  return (module) => {
    const begins = places.get(module)
    if (begins) return fileOf(begins)
    const language = said.get(module)
    if (language) return `everywhere-${language}`
    const [family, ...others] = families.get(module) ?? []
    // What other books share is small, and the first of them must bring nothing that is shared later.
    if (others.length > 0 && module.startsWith(`${folder}/src/app/words/`)) return null
    if (families.get(module)?.has('tablet')) return 'later-tablet'
    if (others.length > 0) return `later-shared-${/\/src\/(\w+)\//.exec(module)?.[1] ?? 'app'}`
    return family ? `later-${family}` : null
  }
}

/**
 * Screens by their folder, later books by language, the tablet's own work, what is asked for by the house. Anything else was split off for a
 * reason: a part of `ui` comes with the package that it wraps, a reader with its decoder.
 */
function familyOf(root: string, folder: string): string | null {
  const name = root.slice(folder.length + 1)
  const [, language, book] = /^src\/app\/words\/(zh|en)\/(\w+)\.ts$/.exec(name) ?? []
  if (language && book) return firstBooks.has(book) ? null : language
  if (/^src\/(device|domain)\//.test(name) || soon.includes(name)) return 'tablet'
  const screens = /^src\/app\/(\w+)\/\w+\.vue$/.exec(name)?.[1]
  return screens === undefined || screens === 'ui' ? null : screens
}

/** An index that lists every icon there is; a part takes those that it names. */
const icons = /\/node_modules\/@lucide\/vue\/dist\/esm\/lucide-vue\.mjs$/
const iconsNamed = /import \{([^}]*)\} from ["']@lucide\/vue["']/g
/** Other indexes of that sort: the bundler knows best what a part takes, and puts it into files of its own. */
const wholesale = /\/node_modules\/(reka-ui|@vueuse\/core)\/dist\/index\.js$/

/** Reads in the graph what comes with some modules before they run: themselves, what they import, what that imports. */
function reader(graph: Graph): (modules: readonly string[]) => ReadonlySet<string> {
  const about = (module: string) => {
    const found = graph.getModuleInfo(module)
    if (!found) throw new Error(`the build has no ${module}`)
    return found
  }
  const importsOf = (module: string): readonly string[] => {
    const { code, importedIds } = about(module)
    return importedIds
      .filter((id) => !wholesale.test(id))
      .flatMap((id) => (icons.test(id) ? iconsOf(code ?? '', id) : [id]))
  }
  /** `import { Siren } from '@lucide/vue'` → the file that the index fetches Siren from. */
  const iconsOf = (code: string, index: string): string[] =>
    [...code.matchAll(iconsNamed)].flatMap(([, names = '']) =>
      names.split(',').map((name) => {
        const icon = name.trim().split(' as ')[0]
        const file = new RegExp(`\\b${icon}\\b[^}]*\\} from '\\./(.*)'`).exec(about(index).code ?? '')?.[1]
        if (!file) throw new Error(`no icon is called ${icon}`)
        return path.posix.join(path.posix.dirname(index), file)
      }),
    )
  return (modules) => {
    const found = new Set(modules)
    for (const module of found) for (const next of importsOf(module)) found.add(next)
    return found
  }
}
