import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import * as v from 'valibot'
import { StoreInUse } from './eventStore.ts'
import { serve } from './sqlite/serving.ts'

/** What a command on the same machine may want of the server that runs: nobody else can write in the folder of the store. */
export type Ask =
  /** A backup now; `folder` null: in the one for backups. */
  | { readonly what: 'backup'; readonly folder: string | null }
  /** The hall kit, into this folder. */
  | { readonly what: 'kit'; readonly folder: string }
  /** Another code for the first tablet. */
  | { readonly what: 'link' }

/** What the server has done, in lines for people, or one sentence why it has not. */
export type Told =
  | { readonly ok: true; readonly lines: readonly string[] }
  | { readonly ok: false; readonly why: string }

const AskShape = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('what', [
    v.object({ what: v.literal('backup'), folder: v.nullable(v.string()) }),
    v.object({ what: v.literal('kit'), folder: v.string() }),
    v.object({ what: v.literal('link') }),
  ]),
)
const ToldShape = v.pipe(
  v.string(),
  v.parseJson(),
  v.variant('ok', [
    v.object({ ok: v.literal(true), lines: v.array(v.string()) }),
    v.object({ ok: v.literal(false), why: v.string() }),
  ]),
)

const folderIn = (data: string): string => join(data, 'asks')
/** A command looks so often (ms) whether it is answered. */
const LOOK_EVERY_MS = 100

/** The server's side. */
export interface Asks {
  /** Answers what has been asked since the last look. */
  look(): Promise<void>
}

/** Takes asks as files in a folder beside the store, where only whoever runs the server can put any. What was asked of another run is forgotten. */
export async function openAsks(data: string, answer: (ask: Ask) => Promise<readonly string[]>): Promise<Asks> {
  const folder = folderIn(data)
  await rm(folder, { recursive: true, force: true })
  await mkdir(folder, { recursive: true, mode: 0o700 })

  async function tellFor(file: string): Promise<Told> {
    const ask = v.safeParse(AskShape, await readFile(file, 'utf8'))
    if (!ask.success)
      return {
        ok: false,
        why: '服务器的版本不同，没听懂：用和它同一个文件夹里的 stayopen。/ This hall server does not know what is asked.',
      }
    try {
      return { ok: true, lines: await answer(ask.output) }
    } catch (fault) {
      return { ok: false, why: fault instanceof Error ? fault.message : String(fault) }
    }
  }

  return {
    async look() {
      for (const name of (await readdir(folder)).filter((each) => each.endsWith('.ask'))) {
        const file = join(folder, name)
        const told = await tellFor(file)
        await rm(file)
        await put(file.replace(/ask$/, 'told'), told)
      }
    },
  }
}

/** Asks the server that runs on this store. Answers null when none does, or when it stops before it has answered. */
export async function askRunning(data: string, ask: Ask): Promise<Told | null> {
  if (!isServed(data)) return null
  const file = join(folderIn(data), randomBytes(8).toString('hex'))
  await put(`${file}.ask`, ask)
  for (;;) {
    const text = await readFile(`${file}.told`, 'utf8').catch(() => null)
    if (text !== null) {
      await rm(`${file}.told`)
      const told = v.safeParse(ToldShape, text)
      return told.success
        ? told.output
        : {
            ok: false,
            why: '服务器是另一个版本：用和它同一个文件夹里的 stayopen。/ The hall server is of another release.',
          }
    }
    if (!isServed(data)) return null
    await pause(LOOK_EVERY_MS)
  }
}

/** Whether a server works on the store in this folder. */
export function isServed(data: string): boolean {
  if (!existsSync(join(data, 'serving'))) return false
  try {
    serve(data)()
    return false
  } catch (fault) {
    if (fault instanceof StoreInUse) return true
    throw fault
  }
}

/** Under its name when it is whole. */
async function put(file: string, value: unknown): Promise<void> {
  await writeFile(`${file}.part`, JSON.stringify(value))
  await rename(`${file}.part`, file)
}
