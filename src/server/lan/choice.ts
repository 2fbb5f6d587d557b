import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import * as v from 'valibot'
import type { Settings } from '../environment.ts'
import { writeWhole } from './files.ts'

/** What was chosen for a hall, kept beside its store: an address never changes by itself, to a browser it *is* the database. */
export interface Choice {
  /** Whether tablets on the hall's network are served. */
  readonly lan: boolean
  /** The name or address in links; null: none was needed yet. */
  readonly name: string | null
  /** The name under which it answers where the network allows that: `stayopen-2.local`. */
  readonly called: string
}

const Kept = v.pipe(
  v.string(),
  v.parseJson(),
  v.object({ lan: v.boolean(), name: v.nullable(v.string()), called: v.pipe(v.string(), v.endsWith('.local')) }),
)
const NOBODY_ASKED: Choice = { lan: false, name: null, called: 'stayopen.local' }

const fileIn = (data: string) => join(data, 'lan', 'chosen.json')

/** What was chosen before; null: nobody was asked. Throws a sentence when it cannot be read. */
export function choiceOf(data: string): Choice | null {
  const file = fileIn(data)
  if (!existsSync(file)) return null
  const kept = v.safeParse(Kept, readFileSync(file, 'utf8'))
  if (kept.success) return kept.output
  throw new Error(`${file} cannot be read. Move it away and say --lan or --no-lan.`)
}

export function putChoice(data: string, choice: Choice): void {
  mkdirSync(join(data, 'lan'), { recursive: true, mode: 0o700 })
  writeWhole(fileIn(data), `${JSON.stringify(choice)}\n`)
}

/**
 * What is to count for this start: what stands behind the command, what was chosen before, or what somebody at the
 * terminal answers, once, before there is a hall. `ask` is null where nobody sits there.
 */
export async function choose(
  settings: Pick<Settings, 'data' | 'lan' | 'name' | 'listensAt' | 'origin' | 'tls'>,
  ask: (() => Promise<boolean>) | null,
): Promise<Choice> {
  const { data } = settings
  const before = choiceOf(data)
  const isNew = before === null && !existsSync(join(data, 'hall.db'))
  const saysWhere = settings.listensAt !== null || settings.origin !== null || settings.tls !== null
  const answered = settings.lan === null && ask && isNew && !saysWhere ? await ask() : null
  const lan = settings.lan ?? answered ?? before?.lan ?? false
  const choice = { ...NOBODY_ASKED, ...before, lan, name: settings.name ?? before?.name ?? null }
  if (settings.lan !== null || answered !== null || (lan && settings.name !== null)) putChoice(data, choice)
  return choice
}

/** Asks at the terminal; null where there is none. Whoever only presses Enter serves tablets. */
export function askAtTerminal(
  input: NodeJS.ReadStream = process.stdin,
  output: NodeJS.WriteStream = process.stdout,
): (() => Promise<boolean>) | null {
  if (!input.isTTY || !output.isTTY) return null
  return async () => {
    const terminal = createInterface({ input, output })
    try {
      return isYes(await terminal.question(QUESTION))
    } finally {
      terminal.close()
    }
  }
}

/** What counts as a yes: nothing, or anything that does not begin like a no. */
export const isYes = (answer: string): boolean => !/^\s*(n|否|不)/i.test(answer)

const QUESTION = `
营业厅里的平板要通过网络使用这台电脑吗？直接按回车：要（HTTPS，自动准备证书）。只在这台电脑上试用请输入 n。
Will tablets in the hall use this computer over the network? Enter: yes (HTTPS, certificates are made). n: only this computer.
[Y/n] `
