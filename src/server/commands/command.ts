/**
 * @module server/commands
 * What one may ask of `stayopen` in a terminal: one file for each subcommand. They say in both languages what they did, or why
 * not and what to do, and answer with an exit code.
 */
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Told } from '../asking.ts'

/** Around a command. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>
  /** Folder of the program that runs, and the program itself. */
  readonly home: string
  readonly program: string
  /** Prints lines. */
  print(...lines: readonly string[]): void
  /** Asks for one line, which does not stay on the screen; null where nobody answers any more. */
  ask(question: string): Promise<string | null>
}

/** One subcommand. Answers with its exit code; null: it goes on until it is stopped. */
export interface Command {
  /** How it is written: `backup [FOLDER]`. */
  readonly usage: string
  /** What it does, in a sentence of each language. */
  readonly what: readonly [zh: string, en: string]
  run(args: readonly string[], terminal: Terminal): Promise<number | null>
}

/** A command was not written as it is to be: said with the way it is. */
export class Misused extends Error {
  override name = 'Misused'
}

/** Which folder holds the store: `--data`, `STAYOPEN_DATA`, or `.data` here. */
export const dataFolder = (env: Terminal['env'], named?: string | undefined): string =>
  resolve(named || env.STAYOPEN_DATA || '.data')

/** Reads `--data`, these flags, and at most so many names. Throws Misused. */
export function readArgs<F extends string = never>(
  args: readonly string[],
  { names, flags = [] }: { readonly names: number; readonly flags?: readonly F[] },
): { readonly data: string | undefined; readonly names: readonly string[]; readonly flags: ReadonlySet<F> } {
  try {
    const options = Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }]))
    const { positionals, values } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { ...options, data: { type: 'string' } },
    })
    if (positionals.length > names) throw new Error(`Too much: ${positionals.slice(names).join(' ')}`)
    const { data } = values
    return {
      data: typeof data === 'string' ? data : undefined,
      names: positionals,
      flags: new Set(flags.filter((flag) => Reflect.get(values, flag) === true)),
    }
  } catch (fault) {
    throw new Misused(fault instanceof Error ? fault.message : String(fault))
  }
}

/** Prints what the running server told, or why it has not done it; answers with the exit code. */
export function printTold(told: Told, print: Terminal['print']): number {
  print(...(told.ok ? told.lines : [told.why]))
  return told.ok ? 0 : 1
}
