import { backup } from './backup.ts'
import { check } from './check.ts'
import { type Command, Misused, type Terminal } from './command.ts'
import { kit } from './kit.ts'
import { link } from './link.ts'
import { restore } from './restore.ts'
import { service } from './service.ts'
import { start } from './start.ts'

const commands: Readonly<Record<string, Command>> = { start, backup, restore, check, kit, link, service }

/** Runs what stands behind `stayopen`: a subcommand, or `start` where none stands there. */
export async function stayopen(args: readonly string[], terminal: Terminal): Promise<number | null> {
  const [first, ...rest] = args
  if (first === undefined || (first.startsWith('-') && !['-h', '--help'].includes(first)))
    return start.run(args, terminal)
  const command = Object.hasOwn(commands, first) ? commands[first] : undefined
  if (!command) {
    const isAsked = ['help', '-h', '--help'].includes(first)
    if (!isAsked) terminal.print(`没有 ${first} 这个命令。有的是： / There is no command ${first}. There are:`)
    terminal.print(...usage(Object.values(commands)))
    return isAsked ? 0 : 2
  }
  try {
    return await command.run(rest, terminal)
  } catch (fault) {
    if (!(fault instanceof Misused)) throw fault
    terminal.print(fault.message, ...usage([command]))
    return 2
  }
}

const usage = (shown: readonly Command[]): readonly string[] =>
  shown.flatMap(({ usage: written, what: [zh, en] }) => [`  stayopen ${written}`, `      ${zh} / ${en}`])
