/** @module Browsers that are not driven by Playwright, each as far as one day of a hall needs it. */
import { readFileSync } from 'node:fs'
import path from 'node:path'

/** A tablet's page in some engine, with a storage of its own on disk. */
export interface EnginePage {
  goto(url: string): Promise<void>
  reload(): Promise<void>
  /** Runs the body of an async function in the page; answers what it returns, as JSON. */
  run(body: string): Promise<unknown>
  /** Saves what is visible as a picture. */
  shot(file: string): Promise<void>
}

/** Width and height of a screen, in pixels of the page. */
export type ScreenSize = readonly [width: number, height: number]

/** A browser on this machine. */
export interface Engine {
  readonly name: 'chromium' | 'firefox' | 'webkit'
  /** A blank page of a tablet's own. The name is its address where the engine keeps all tablets in one place. */
  page(tablet: string, size: ScreenSize): Promise<EnginePage>
  /** The address of a tablet. */
  origin(tablet: string, port: number): string
  /** It has no files that are written and flushed at once: the app is served with a stand-in for them. */
  readonly needsFiles: boolean
  close(): Promise<void>
}

/** An engine that can be looked for; null: it is not on this machine. */
export interface EngineKind {
  readonly name: Engine['name']
  /** How one gets it. */
  readonly from: string
  open(): Promise<Engine | null>
}

const hands = readFileSync(path.join(import.meta.dirname, 'hands.js'), 'utf8')

/** What eyes and fingers do on a page (`hands.js`). */
export interface Hands {
  tap(wanted: string | RegExp, how?: { within?: string; ms?: number }): Promise<void>
  tapAway(wanted: string | RegExp, how?: { within?: string }): Promise<void>
  fill(wanted: string | RegExp, text: string, how?: { within?: string }): Promise<void>
  touch(selector: string): Promise<void>
  touchAll(selector: string): Promise<void>
  answers(selector: string, value: unknown, at?: number): Promise<void>
  digits(text: string): Promise<void>
  sees(wanted: string | RegExp, how?: { within?: string }): Promise<void>
  reads(selector: string): Promise<string>
  readsAll(selector: string): Promise<string[]>
  after(selector: string, text: string): Promise<string>
  is(selector: string): Promise<boolean>
  draws(selector: string): Promise<void>
  photographs(selector: string): Promise<void>
  isInstalled(): Promise<boolean>
}

const ACTS = [
  'tap',
  'tapAway',
  'fill',
  'touch',
  'touchAll',
  'answers',
  'digits',
  'sees',
  'reads',
  'readsAll',
  'after',
  'is',
  'draws',
  'photographs',
  'isInstalled',
] as const satisfies readonly (keyof Hands)[]

/** Gives a page its hands. */
export function handsOn(page: EnginePage): Hands {
  const literal = (each: unknown): string => (each instanceof RegExp ? String(each) : (JSON.stringify(each) ?? '{}'))
  const act =
    (name: string) =>
    (...asked: unknown[]) =>
      page.run(`${hands};return globalThis.hands.${name}(${asked.map(literal).join(',')})`)
  return Object.fromEntries(ACTS.map((name) => [name, act(name)])) as unknown as Hands
}
