/**
 * @module Which recorded clips make up an announcement, and what a pack of clips looks like. A pack is a manifest and one
 * file with a sound behind the other, which a tablet keeps more cheaply than many; the bundled ones are synthetic, and a
 * hall may bring its own.
 */
import * as v from 'valibot'

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
}

/** The clips of one announcement in the order they are played: 请 A 零 一 二 号，到 三 号窗口办理. */
export function clipsFor(announcement: Announcement, language: VoiceLanguage, manner: Manner = {}): readonly string[] {
  const clips = language === 'en' ? inEnglish(announcement, manner) : inMandarin(announcement, manner)
  return manner.brief ? clips : ['chime', ...clips]
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
