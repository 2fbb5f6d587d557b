/**
 * @module plans
 * What an emergency plan is: when it starts, how bad it is, who does what by when, what is said, when it is over. Pure;
 * the library itself is content, versioned, and never changed in place.
 */
import type { Bilingual } from '../shapes.ts'

/** Ⅰ is the worst and Ⅳ the mildest. Stored as 1–4 and always shown with its name: a bare number says nothing. */
export const LEVELS = [1, 2, 3, 4] as const
/** How bad it is: 1 is Ⅰ 特别重大, 4 is Ⅳ 一般. */
export type Level = (typeof LEVELS)[number]

/** So many plans are exercised together with another one at most. */
export const MOST_FURTHER = 4

/** The action teams (plan-study §3.2): command, guiding, rescue and talk, technology, guard. */
export const TEAMS = ['CMD', 'FD', 'BO', 'TS', 'SEC'] as const
/** An action team. */
export type Team = (typeof TEAMS)[number]

/**
 * How the alarm behaves: aloud on every tablet, shown without a sound, nothing but a thin line while somebody watches
 * (robbery), or shown with the advice to switch radios off near the thing (bomb threat).
 */
export type AlarmStyle = 'loud' | 'normal' | 'silent' | 'radio-silent'

/**
 * Of plans that are exercised together the first of these that one of them has: what has to be alarmed is alarmed. Before
 * customers a discreet plan among them is still named by its number alone.
 */
export const STYLES_BY_WEIGHT = ['loud', 'radio-silent', 'normal', 'silent'] as const satisfies readonly AlarmStyle[]

/** When a line is to be done: seconds after the start, or seconds after something that has to happen first. */
export interface Target {
  readonly seconds: number
  /** What it waits for; null: the start of the plan. */
  readonly after: Bilingual | null
  /** Comes again every so many seconds, counted from when it was done last (每 30:00). */
  readonly repeats: boolean
}

/** Who should start a plan (plan-study §3.1). Whoever is there may, if in doubt; it is only said and noted. */
export type Starter = 'anybody' | 'in-charge' | 'manager-or-tech'

/** Something said to everybody later than at the start: a false alarm, what is back, what comes next. */
export interface Announcement {
  /** Its name among those of its plan: `false-alarm`. `start` is the plan's own broadcast. */
  readonly id: string
  /** When it is said. */
  readonly when: Bilingual
  readonly text: Bilingual
  /** Said to those it concerns, one by one, and neither shown nor spoken in the hall. */
  readonly toSome?: boolean
}

/** One line of a checklist: a verb first, at most 25 characters in Chinese (plan-study §3.4). */
export interface ChecklistLine {
  /** `P01-CMD-1` */
  readonly id: string
  readonly team: Team
  readonly target: Target
  /** ★: what may not be left out. Late turns amber; nothing is ever blocked. */
  readonly star: boolean
  readonly text: Bilingual
}

/** A question that decides about the level: a yes makes it at least this bad. */
export interface LevelQuestion {
  readonly text: Bilingual
  readonly yes: Level
}

/** One plan. */
export interface Plan {
  /** `P01` */
  readonly id: string
  readonly version: number
  readonly name: Bilingual
  /** Icon of its card. */
  readonly icon: string
  /** Whether it is about lives: its cards come first, and a ★ missed weighs more (plan-study §3.1, §3.6). */
  readonly lifeSafety: boolean
  readonly startedBy: Starter
  readonly style: AlarmStyle
  /** When it starts. */
  readonly condition: Bilingual
  /** What the level is without any yes. */
  readonly least: Level
  readonly questions: readonly LevelQuestion[]
  /** What each level means for this plan (plan-study §3.4). */
  readonly levels: Readonly<Record<Level, Bilingual>>
  readonly firstMinute: readonly Bilingual[]
  readonly lines: readonly ChecklistLine[]
  /** What is said to everybody; null where saying it would make it worse. */
  readonly broadcast: Bilingual | null
  /** What else may have to be said, each at its time. */
  readonly announcements: readonly Announcement[]
  readonly standDown: readonly Bilingual[]
}

/**
 * The level that follows from the answers: the worst that any yes names. While a question that would make it worse is not
 * answered it is one higher than that (拿不准就取高一级).
 */
export function suggestedLevel(plan: Plan, answers: readonly (boolean | null)[]): Level {
  const sure = plan.questions
    .filter((_, at) => answers[at] === true)
    .reduce<Level>((worst, { yes }) => (yes < worst ? yes : worst), plan.least)
  const mayBeWorse = plan.questions.some(({ yes }, at) => yes < sure && (answers[at] ?? null) === null)
  return mayBeWorse ? ((sure - 1) as Level) : sure
}

/** Whether nobody who reads a screen from before a counter, or on the wall, is to learn of a plan by its name. */
export const isDiscreet = ({ style }: Pick<Plan, 'style'>): boolean => style === 'silent' || style === 'radio-silent'

/** A place for the hall's own word, and the plain word (or none) that stands there until it has one: `{{集合点/the assembly point}}`. */
const OWN_WORD = /\{\{([^/}]+)\/([^}]*)\}\}/g

/** Names of variables that a text speaks of. */
const variablesIn = (text: string): string[] => [...text.matchAll(OWN_WORD)].map(([, name]) => name ?? '')

const HAN = /\p{Script=Han}/u

/**
 * A text as people read and hear it: with the hall's own places and numbers, and plain words for those it has not said. A
 * Chinese name in an English sentence stands behind the plain word: "the assembly point (东广场)" is also what the sign says.
 */
export const filledIn = (text: string, variables: Readonly<Record<string, string>>): string =>
  text
    .replaceAll(OWN_WORD, (_, name: string, plain: string, at: number) => {
      const own = variables[name]?.trim()
      if (!own) return plain
      const isForeign = HAN.test(own) && plain !== '' && !HAN.test(plain) && text[at - 1] !== '('
      return isForeign ? `${plain} (${own})` : own
    })
    .trim()

/** The variable that stands for all zones of the hall: they are on its floor plan or in its list, and nobody types them again. */
export const ZONES = '全部区域'

/** Every variable that a plan uses and somebody has to fill in. */
export function variablesOf(plan: Plan): string[] {
  const texts = [
    plan.condition,
    plan.broadcast,
    ...plan.announcements.map(({ text }) => text),
    ...plan.firstMinute,
    ...plan.standDown,
    ...plan.lines.map(({ text }) => text),
  ]
  return [...new Set(texts.flatMap((text) => (text ? variablesIn(text.zh) : [])))].filter((name) => name !== ZONES)
}

/** Variables that keep a plan from being published: it uses them and the hall has not said what they are (1.1.4). */
export const unfilled = (plan: Plan, variables: Readonly<Record<string, string>>): string[] =>
  variablesOf(plan).filter((name) => !variables[name]?.trim())

/** The line that a tick is about: of `P03-CMD-5.2`, the second round, `P03-CMD-5`. */
export const lineOf = (step: string): string => step.replace(/\.\d+$/, '')

/** The plan for what has none: whoever starts it says in words what it is (1.1.3). */
export const OTHER = 'P21'

/** What a plan says under this name; null when it has no such announcement. */
export const announcementOf = (plan: Plan, id: string): Bilingual | null =>
  id === START ? plan.broadcast : (plan.announcements.find((each) => each.id === id)?.text ?? null)

/** Under which name an announcement of a further plan of a combined drill stands among those of the first one: `p06-start`. */
export const inCombined = (plan: string, which: string): string => `${plan.toLowerCase()}-${which}`

/** Whose announcement it is, and its name there: of a combined drill it may be a further plan's (1.1.51). */
export function whoseIs(
  { plan, further }: { readonly plan: string; readonly further: readonly string[] },
  said: string,
): { readonly plan: string; readonly which: string } {
  const other = further.find((each) => said.startsWith(inCombined(each, '')))
  return other === undefined ? { plan, which: said } : { plan: other, which: said.slice(inCombined(other, '').length) }
}

/** The name of the announcement with which a plan begins. */
export const START = 'start'
