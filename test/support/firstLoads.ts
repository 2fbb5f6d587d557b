/**
 * @module What a tablet loads before it can be used, read from the build.
 */
import { readFileSync } from 'node:fs'
import { gzipSync } from 'node:zlib'
import * as v from 'valibot'
import type { Place } from '#domain/kind.ts'
import { firstLoads } from '../../vite.chunks.ts'

/**
 * KB of JavaScript and styles, gzipped, that a tablet loads before it can be used: the shell, its words, the one place it
 * was paired for with the slices of the hall that this place opens, and the lock screen where that comes first. Of the
 * shell, Dexie is 27 and Vue with Pinia is 31.
 */
export const limits = { reception: 175, counter: 185, wall: 160, manager: 170, backoffice: 182 }

const Manifest = v.record(
  v.string(),
  v.object({
    file: v.string(),
    css: v.optional(v.array(v.string()), []),
    imports: v.optional(v.array(v.string()), []),
    isEntry: v.optional(v.boolean(), false),
  }),
)
/** The files that each module is in or comes with. */
const Modules = v.record(v.string(), v.array(v.string()))

const built = new URL(`../../${process.env.STAYOPEN_APP_OUT ?? 'dist/app'}/`, import.meta.url)
const read = (file: string) => readFileSync(new URL(file, built))
export const manifest = v.parse(Manifest, JSON.parse(read('.vite/manifest.json').toString()))
export const modules = v.parse(Modules, JSON.parse(read('.vite/ssr-manifest.json').toString()))
export const chunks = new Map(Object.entries(manifest).map(([name, { file }]) => [`/${file}`, name]))

function chunkOf(module: string): string {
  const [chunk] = (modules[module] ?? []).flatMap((file) => chunks.get(file) ?? [])
  if (chunk === undefined) throw new Error(`the build has no ${module}`)
  return chunk
}

/** Everything that comes with a chunk: itself, its styles, and what it imports before it runs. */
function filesOf(chunk: string, files = new Set<string>()): Set<string> {
  const about = manifest[chunk]
  if (!about) throw new Error(`the build has no ${chunk}`)
  if (files.has(about.file)) return files
  files.add(about.file)
  for (const style of about.css) files.add(style)
  for (const next of about.imports) filesOf(next, files)
  return files
}

export const places = ['reception', 'counter', 'wall', 'manager', 'backoffice'] as const

/** What a place begins with, with its books in one language. */
export function firstLoadOf(place: Place): Set<string> {
  const files = new Set<string>()
  const { parts, books } = firstLoads[place]
  const entries = Object.keys(manifest).filter((chunk) => manifest[chunk]?.isEntry)
  const sentences = ['everywhere', ...books].map((book) => `src/app/words/zh/${book}.ts`)
  for (const chunk of [...entries, ...[...sentences, ...parts].map(chunkOf)]) filesOf(chunk, files)
  return files
}

/** The modules of the app that lie in some files. */
export const modulesIn = (files: ReadonlySet<string>) =>
  Object.keys(modules).filter((module) => modules[module]?.some((file) => chunks.has(file) && files.has(file.slice(1))))

/** Its bytes, gzipped. */
export const firstLoadBytes = (place: Place): number =>
  [...firstLoadOf(place)].reduce((sum, file) => sum + gzipSync(read(file), { level: 9 }).length, 0)
