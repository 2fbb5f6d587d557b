import { localMoment } from '../day/localTime.ts'
import type { Bilingual } from '../shapes.ts'
import type { Notice, Wall, WallPlan } from './events.ts'
import type { Settings } from './settings.ts'

/** Width of two lines of the notice zone, upright, in halves of a Chinese character. */
const PAGE_WIDTH = 112
/** Every page stands this long (ms): two lines are read aloud in that time. */
export const PAGE_MS = 12_000

/** What the walls have to say at a moment (ms since 1970): what they say at all times, then what is in its time, in the hall's order. */
export function noticesAt(settings: Settings, now: number, language: keyof Bilingual): string[] {
  const due = dueAt(settings, now).map((notice) => textOf(notice, language))
  return [settings.notice, ...due].filter((text) => text.trim() !== '')
}

/** A notice in this language, or in the one it was written in. */
export const textOf = ({ text }: Notice, language: keyof Bilingual): string => text[language] || text.zh || text.en

/** The notices that are in their time. */
function dueAt({ notices, rules }: Settings, now: number): Notice[] {
  const there = localMoment(now, rules.timeZone)
  return notices.filter(({ from, to }) => from <= there && (to === '' || there < to))
}

/** The notice whose picture is up at a moment, of those whose picture is here; undefined: there is none. */
export function posterAt(settings: Settings, now: number, isHere: (poster: string) => boolean): Notice | undefined {
  const due = dueAt(settings, now).filter(({ poster }) => poster !== undefined && isHere(poster))
  return due[turnAt(now) % due.length]
}

/** Whether any wall of the hall shows pictures of notices, as they are laid out. */
export const hasPlaceForPosters = ({ landscape, portrait }: Wall): boolean =>
  [landscape, portrait].some(({ big, side, foot }) => [...big, ...side, ...foot].includes('posters'))

/** For how many seconds a new call has the whole wall: where pictures stand anywhere on it, for six at least. */
export const overlayOf = ({ overlaySeconds }: Pick<Wall, 'overlaySeconds'>, { big, side, foot }: WallPlan): number =>
  [big, side, foot].some((zones) => zones.includes('posters')) ? Math.max(overlaySeconds, 6) : overlaySeconds

const turnAt = (now: number): number => Math.floor(now / PAGE_MS)

/** The page that is up at a moment, so that every wall of the hall shows the same; empty where nobody has anything to say. */
export function pageAt(texts: readonly string[], now: number): string {
  const pages = texts.flatMap(pagesOf)
  return pages[turnAt(now) % pages.length] ?? ''
}

/** A text in pages that fit: turned behind a sentence, else behind a comma or space, else wherever it is full. */
export function pagesOf(text: string): string[] {
  const signs = [...text.trim()]
  let full = 0
  let width = 0
  while (full < signs.length && width + widthOf(signs[full]) <= PAGE_WIDTH) width += widthOf(signs[full++])
  const page = signs.slice(0, full).join('')
  if (full === signs.length) return page === '' ? [] : [page]
  // A page of a few words with a full one behind it reads worse than a turn at a comma.
  const end =
    TURNS.map((turn) => turn.exec(page)?.[0].length ?? 0).find((length) => length > page.length / 2) ?? page.length
  return [page.slice(0, end).trim(), ...pagesOf(text.trim().slice(end))]
}

/** Behind what a page may end, the best first. */
const TURNS = [/^.*(?:[。！？!?]|\.(?=\s))/su, /^.*[，、；：,;:\s]/su]

const widthOf = (sign: string | undefined): number => ((sign?.codePointAt(0) ?? 0) < 0x1100 ? 1 : 2)
