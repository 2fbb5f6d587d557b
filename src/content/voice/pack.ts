/**
 * @module Which recorded clips make up an announcement, and what a pack of clips looks like. A pack is a manifest and one
 * file with a sound behind the other, which a tablet keeps more cheaply than many; the bundled ones are synthetic, and a
 * hall may bring its own.
 */
import * as v from 'valibot'
import { type Wording, wordingOf } from '#domain/settings/wording.ts'

const clipSchema = v.object({
  /** Where in the file it lies. */
  at: v.pipe(v.number(), v.integer(), v.minValue(0)),
  bytes: v.pipe(v.number(), v.integer(), v.minValue(1)),
  ms: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(60_000)),
  sha256: v.pipe(v.string(), v.regex(/^[0-9a-f]{64}$/)),
})

/** The shape of a manifest.json, checked where a pack enters the tablet. */
export const voicePackSchema = v.object({
  pack: v.pipe(v.string(), v.nonEmpty()),
  language: v.picklist(['zh-CN', 'en']),
  voice: v.pipe(v.string(), v.nonEmpty()),
  licence: v.pipe(v.string(), v.nonEmpty()),
  sampleRate: v.pipe(v.number(), v.integer(), v.minValue(8000)),
  file: v.pipe(v.string(), v.regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/)),
  clips: v.record(v.string(), clipSchema),
})

export type VoicePack = v.InferOutput<typeof voicePackSchema>
export type VoiceLanguage = VoicePack['language']

/** The sound of one clip out of the file of its pack. */
export const soundOf = (file: ArrayBuffer, { at, bytes }: VoicePack['clips'][string]): ArrayBuffer =>
  file.slice(at, at + bytes)

interface Call {
  /** The printed label, e.g. A012, or A2-013 from a tablet that was alone. */
  readonly label: string
  /** The counter's number as the hall writes it, e.g. 3. */
  readonly counter: string
}

export type Announcement =
  | ({ readonly kind: 'call' | 'priority-call' | 'transfer-call' | 'correction' } & Call)
  | { readonly kind: 'front-desk-call'; readonly label: string }
  | { readonly kind: 'test' }
  | { readonly kind: 'paper-mode' }

export interface Manner {
  /** Without chime, courtesy and repeat, for a wall that has fallen behind. */
  readonly brief?: boolean
  /** Some halls say 幺 for 1, as on the telephone; Mandarin only. */
  readonly one?: 'yi' | 'yao'
  /** The hall's own sentence for a call; the recorded one is said where it has words without a recording. */
  readonly words?: string
}

/** The clips of one announcement in the order they are played: 请 A 零 一 二 号，到 三 号窗口办理. */
export function clipsFor(announcement: Announcement, language: VoiceLanguage, manner: Manner = {}): readonly string[] {
  const clips =
    inOwnWords(announcement, language, manner) ??
    (language === 'en' ? inEnglish(announcement, manner) : inMandarin(announcement, manner))
  return manner.brief ? clips : ['chime', ...clips]
}

/** What is recorded, as people write it. */
const recorded: Record<VoiceLanguage, Readonly<Record<string, string>>> = {
  'zh-CN': {
    请优先: 'please-priority',
    请: 'please',
    号窗口继续办理: 'counter-continue',
    号窗口办理: 'counter-serve',
    号窗口: 'counter',
    号: 'number',
    到: 'to',
    办理: 'serve',
    前台: 'front-desk',
    更正: 'correction',
  },
  en: {
    'priority ticket': 'priority-ticket',
    ticket: 'ticket',
    'please to counter': 'please-counter',
    'please continue at counter': 'please-continue',
    'please to the front desk': 'please-front-desk',
    counter: 'counter',
  },
}

/** Words as clips, as long ones as there are; what has no recording is among the gaps. */
function clipsOf(words: string, language: VoiceLanguage): { readonly clips: string[]; readonly gaps: string[] } {
  const phrases = Object.entries(recorded[language]).sort(([a], [b]) => b.length - a.length)
  const clips: string[] = []
  const gaps: string[] = []
  let left = words
    .toLowerCase()
    .replaceAll(/[\p{P}\s]+/gu, language === 'en' ? ' ' : '')
    .trim()
  while (left !== '') {
    const [phrase = '', clip] = phrases.find(([each]) => left.startsWith(each)) ?? []
    const unknown = clip === undefined ? (/^\w+|^./u.exec(left)?.[0] ?? left) : ''
    if (clip === undefined) gaps.push(unknown)
    else clips.push(clip)
    left = left.slice((phrase || unknown).length).trim()
  }
  return { clips, gaps }
}

/** Words of a hall's own sentence of which there is no recording; none: the recorded voice says it. */
export function unrecorded({ before, between, behind }: Wording, language: VoiceLanguage): readonly string[] {
  return [before, between, behind].flatMap((words) => clipsOf(words, language).gaps)
}

/** A hall's own sentence for a call, also for a priority one; null: it has none for this, or not all of it is recorded. */
export function ownWordingOf({ kind }: Announcement, language: VoiceLanguage, { words = '' }: Manner): Wording | null {
  if (kind !== 'call' && kind !== 'priority-call' && kind !== 'correction') return null
  const wording = wordingOf(words)
  if (!wording || kind !== 'priority-call') return wording
  const [plain, priority] = language === 'en' ? [/^ticket/i, 'Priority ticket'] : [/^请/, '请优先']
  return { ...wording, before: wording.before.replace(plain, priority) }
}

function inOwnWords(announcement: Announcement, language: VoiceLanguage, manner: Manner): readonly string[] | null {
  const wording = manner.brief ? null : ownWordingOf(announcement, language, manner)
  if (!wording || !('counter' in announcement) || unrecorded(wording, language).length > 0) return null
  const { before, first, between, second, behind } = wording
  const label = spelt(announcement.label).map((name) =>
    name === 'digit-1' && manner.one === 'yao' && language === 'zh-CN' ? 'digit-1-yao' : name,
  )
  const names = { label, counter: (language === 'en' ? englishNumber : mandarinNumber)(announcement.counter) }
  const said = (words: string) => clipsOf(words, language).clips
  const call = [...said(before), ...names[first], ...said(between), ...names[second], ...said(behind)]
  return announcement.kind === 'correction' ? ['correction', ...call] : call
}

/** The clips that some announcement can need and the pack lacks; a pack that lacks any is not used. */
export function missingClips(pack: VoicePack): readonly string[] {
  return neededClips[pack.language].filter((name) => pack.clips[name] === undefined)
}

function inMandarin(announcement: Announcement, { brief = false, one = 'yi' }: Manner): readonly string[] {
  if (announcement.kind === 'test' || announcement.kind === 'paper-mode') return [announcement.kind]
  const label = spelt(announcement.label).map((name) => (name === 'digit-1' && one === 'yao' ? 'digit-1-yao' : name))
  if (announcement.kind === 'front-desk-call') {
    return brief
      ? [...label, 'number', 'to', 'front-desk']
      : ['please', ...label, 'number', 'to', 'front-desk', 'serve']
  }
  const counter = mandarinNumber(announcement.counter)
  if (brief) return [...label, 'number', 'to', ...counter, 'counter']
  const start = announcement.kind === 'priority-call' ? ['please-priority'] : ['please']
  const end = announcement.kind === 'transfer-call' ? 'counter-continue' : 'counter-serve'
  const call = [...start, ...label, 'number', 'to', ...counter, end]
  return announcement.kind === 'correction' ? ['correction', ...call] : call
}

function inEnglish(announcement: Announcement, { brief = false }: Manner): readonly string[] {
  if (announcement.kind === 'test' || announcement.kind === 'paper-mode') return [announcement.kind]
  const label = spelt(announcement.label)
  if (announcement.kind === 'front-desk-call') return ['ticket', ...label, 'please-front-desk']
  const counter = englishNumber(announcement.counter)
  if (brief) return [...label, 'counter', ...counter]
  const start = announcement.kind === 'priority-call' ? 'priority-ticket' : 'ticket'
  const end = announcement.kind === 'transfer-call' ? 'please-continue' : 'please-counter'
  const call = [start, ...label, end, ...counter]
  return announcement.kind === 'correction' ? ['correction', ...call] : call
}

// Sign by sign, as people read a number off a slip; what has no sound is passed over.
function spelt(label: string): readonly string[] {
  return [...label.toLowerCase()].flatMap((sign) => {
    if (/^[0-9]$/.test(sign)) return [`digit-${sign}`]
    if (/^[a-z]$/.test(sign)) return [`letter-${sign}`]
    return sign === '-' ? ['dash'] : []
  })
}

// 3 → 三, 10 → 十, 12 → 十二, 35 → 三十五. Names that are no number from 1 to 99 are spelt.
function mandarinNumber(counter: string): readonly string[] {
  if (!/^[1-9][0-9]?$/.test(counter)) return spelt(counter)
  const tens = Math.floor(Number(counter) / 10)
  const ones = Number(counter) % 10
  return [...(tens > 1 ? [`digit-${tens}`] : []), ...(tens > 0 ? ['ten'] : []), ...(ones > 0 ? [`digit-${ones}`] : [])]
}

// 3 → three, 12 → twelve, 35 → thirty five. Names that are no number from 1 to 99 are spelt.
function englishNumber(counter: string): readonly string[] {
  if (!/^[1-9][0-9]?$/.test(counter)) return spelt(counter)
  const number = Number(counter)
  if (number < 10) return [`digit-${number}`]
  if (number < 20) return [`number-${number}`]
  return [`number-${number - (number % 10)}`, ...(number % 10 > 0 ? [`digit-${number % 10}`] : [])]
}

const signs = ['dash', ...spelt('0123456789abcdefghijklmnopqrstuvwxyz')]
const common = ['chime', ...signs, 'counter', 'correction', 'test', 'paper-mode']
const mandarinWords = [
  'please',
  'please-priority',
  'number',
  'to',
  'counter-serve',
  'counter-continue',
  'serve',
  'front-desk',
]
const englishWords = ['ticket', 'priority-ticket', 'please-counter', 'please-continue', 'please-front-desk']
const englishNumbers = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 30, 40, 50, 60, 70, 80, 90]

const neededClips: Record<VoiceLanguage, readonly string[]> = {
  'zh-CN': [...common, ...mandarinWords, 'digit-1-yao', 'ten'],
  en: [...common, ...englishWords, ...englishNumbers.map((number) => `number-${number}`)],
}
