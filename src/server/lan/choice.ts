import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import type { Settings } from '../environment.ts'
import { type Choice, choiceOf, putChoice } from './chosen.ts'

const NOBODY_ASKED: Choice = { lan: false, name: null, called: 'stayopen.local' }

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
