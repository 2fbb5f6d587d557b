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

/** Reads `--data`, these flags, these options with a text behind them, and at most so many names. Throws Misused. */
export function readArgs<F extends string = never, T extends string = never>(
  args: readonly string[],
  {
    names,
    flags = [],
    texts = [],
  }: {
    readonly names: number
    readonly flags?: readonly F[]
    readonly texts?: readonly T[]
  },
): {
  readonly data: string | undefined
  readonly names: readonly string[]
  readonly flags: ReadonlySet<F>
  readonly texts: Readonly<Partial<Record<T, string>>>
} {
  try {
    const options = {
      ...Object.fromEntries(flags.map((flag) => [flag, { type: 'boolean' as const }])),
      ...Object.fromEntries(['data', ...texts].map((name) => [name, { type: 'string' as const }])),
    }
    const { positionals, values } = parseArgs({ args: [...args], allowPositionals: true, options })
    if (positionals.length > names) throw new Error(`Too much: ${positionals.slice(names).join(' ')}`)
    const textOf = (name: string): string | undefined => {
      const text: unknown = Reflect.get(values, name)
      return typeof text === 'string' ? text : undefined
    }
    const said: Partial<Record<T, string>> = {}
    for (const name of texts) {
      const text = textOf(name)
      if (text !== undefined) said[name] = text
    }
    return {
      data: textOf('data'),
      names: positionals,
      flags: new Set(flags.filter((flag) => Reflect.get(values, flag) === true)),
      texts: said,
    }
  } catch (fault) {
    throw new Misused(`没看懂。/ ${fault instanceof Error ? fault.message : String(fault)}`)
  }
}

/** A moment (ISO 8601) by this machine's clock, as one reads it: `2026-11-30 18:40`. */
export function atOf(moment: string): string {
  const at = new Date(moment)
  const there = new Date(at.getTime() - at.getTimezoneOffset() * 60_000)
  return there.toISOString().slice(0, 16).replace('T', ' ')
}

/** Prints what the running server told, or why it has not done it; answers with the exit code. */
export function printTold(told: Told, print: Terminal['print']): number {
  print(...(told.ok ? told.lines : [told.why]))
  return told.ok ? 0 : 1
}
