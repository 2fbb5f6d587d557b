import * as v from 'valibot'
import { PARAMETER_KEYS } from '../catalogue/parameters.ts'
import { kind, MANAGER, PLACES } from '../kind.ts'
import { Bilingual, ClockTime, Code, Count, HallId, Hours, Id, PosterId, ShownText } from '../shapes.ts'

/** One or two letters, none that is mistaken for a digit or for another letter (I, O, Q). */
const Prefix = v.pipe(v.string(), v.regex(/^[A-HJ-NPR-Z]{1,2}$/))

/** A few words in both languages, either of which may be missing. */
const Said = v.object({ zh: ShownText, en: ShownText })

const Queue = v.object({
  id: Id,
  prefix: Prefix,
  name: Bilingual,
  /** 1–8: which of the queue hues. Never the only sign. */
  hue: v.pipe(Count, v.minValue(1), v.maxValue(8)),
  /** Minutes within which its customers should be called. */
  targetMinutes: v.pipe(v.number(), v.minValue(1), v.maxValue(240)),
  /** A closed queue gives no new tickets; the ones it has stay. */
  open: v.boolean(),
  /** Where its customers wait: `二楼 A 区`. Empty or missing: wherever they like. */
  area: v.optional(Said),
})

const Service = v.object({
  id: Id,
  name: Bilingual,
  queue: Id,
  /** Standard service time in minutes, the first guess before the hall has measured its own. */
  standardMinutes: v.pipe(v.number(), v.minValue(0.5), v.maxValue(240)),
  /** Shown on the first page of the reception screen. */
  frequent: v.boolean(),
  open: v.boolean(),
  /** Why it gives no numbers while it is not open. */
  stopped: v.optional(Said),
})

/** Where a counter is from a wall, for whoever does not hear where they are called. */
const WAYS = ['left', 'ahead', 'right'] as const
const Counter = v.object({
  id: v.pipe(v.string(), v.regex(/^[1-9]\d?$/)),
  queues: v.pipe(v.array(Id), v.minLength(1)),
  way: v.optional(v.picklist(WAYS)),
})

const minutes = (most: number) => v.pipe(v.number(), v.minValue(0), v.maxValue(most))
const seconds = minutes
const Days = v.pipe(Count, v.maxValue(365))

/** Every threshold of the hall. Changing one never touches tickets that exist. */
export const Rules = v.object({
  timeZone: v.pipe(v.string(), v.maxLength(64), v.check(isTimeZone, 'not a time zone')),
  /** When the business day turns, local time: `04:00`. */
  dayStartsAt: ClockTime,
  recallLimit: v.pipe(Count, v.maxValue(10)),
  recallIntervalSeconds: seconds(120),
  missAfterSeconds: seconds(600),
  /** Priority customers get this many times as long before 过号. */
  missPriorityFactor: v.pipe(v.number(), v.minValue(1), v.maxValue(5)),
  /** A missed customer who comes back waits behind this many others. */
  returnBehind: v.pipe(Count, v.maxValue(50)),
  /** After this many misses the ticket is void. */
  missLimit: v.pipe(Count, v.minValue(1), v.maxValue(10)),
  holdLimit: v.pipe(Count, v.minValue(1), v.maxValue(20)),
  /** So long (minutes) a customer may leave and keep the place; 0: not at all. */
  awayMinutes: v.pipe(Count, v.maxValue(240)),
  /** Not back by then: in line again at the old place, or the ticket ends once others before them are called. */
  awayOver: v.picklist(['return', 'end']),
  /** At most one call in this many is a priority call while others wait. */
  priorityEvery: v.pipe(Count, v.minValue(1), v.maxValue(20)),
  /** … unless the priority customer has waited this long. */
  priorityAfterMinutes: minutes(120),
  /** Whoever has waited this long goes first, whatever the priorities. */
  ageLimitMinutes: v.pipe(v.number(), v.minValue(5), v.maxValue(480)),
  /** A counter not heard for this long is calling alone. */
  silentAfterSeconds: seconds(120),
  /** How long the others leave a silent counter its share. */
  shareMinutes: minutes(240),
  blockSize: v.pipe(Count, v.minValue(1), v.maxValue(200)),
  undoSeconds: seconds(60),
  lockAfterMinutes: v.pipe(v.number(), v.minValue(1), v.maxValue(240)),
  quickFinishSeconds: seconds(600),
  announceTimes: v.pipe(Count, v.minValue(1), v.maxValue(3)),
  staleAfterSeconds: seconds(600),
  paperAfterSeconds: seconds(3600),
  /** More customers than this for each open counter are told to manager and reception; 0: never. */
  overflowPerCounter: v.pipe(Count, v.maxValue(100)),
  /** So is a customer who has waited longer; 0: never. */
  overflowMinutes: minutes(240),
  /** A counter with nobody before it is reminded of those who wait after this long; 0: never. */
  nudgeAfterSeconds: seconds(600),
  /** So long a tablet keeps copies of papers that the hall server and a backup have. */
  copyDays: v.pipe(Days, v.minValue(1)),
  /** So many days after a case has ended its papers of each kind are destroyed; 0: never by themselves. */
  formDays: Days,
  signatureDays: Days,
  photoDays: Days,
  noteDays: Days,
  /** 1 is read 一 (yi) or 幺 (yao). */
  digitOne: v.picklist(['yi', 'yao']),
})

/** What a wall can show, each in its own zone. */
export const WALL_ZONES = ['call', 'recent', 'queues', 'counters', 'notice', 'posters'] as const
const Zones = v.array(v.picklist(WALL_ZONES))

/** Zones by area, in the order they are shown; a zone that is left out is hidden. The call is always there. */
const WallPlan = v.pipe(
  v.object({ big: v.pipe(Zones, v.includes('call')), side: Zones, foot: Zones }),
  v.check(({ big, side, foot }) => new Set([...big, ...side, ...foot]).size === big.length + side.length + foot.length),
)

const Percent = v.pipe(Count, v.maxValue(100))

/** Numbers are given from `from` until `to`, on these days: Monday 1 … Sunday 7. */
const Span = v.object({ ...Hours.entries, days: v.array(Count) })

/** A call in the hall's own words (`wording.ts`); empty: in the app's. */
const CallSentence = v.pipe(
  ShownText,
  v.regex(
    /^([^{}]*\{(号码|number)\}[^{}]*\{(窗口|counter)\}[^{}]*|[^{}]*\{(窗口|counter)\}[^{}]*\{(号码|number)\}[^{}]*)?$/,
  ),
)

/** The hall's own telephone as it is shown to everybody: `021-6888 0000`; empty: none. */
const Phone = v.pipe(v.string(), v.regex(/^[\d +()-]{0,20}$/))
export const isPhone = (typed: string): boolean => v.is(Phone, typed)

/** How the hall's wall screens look and speak. */
const Wall = v.object({
  landscape: WallPlan,
  portrait: WallPlan,
  /** A new call takes the whole wall for this long; 0: never, unless pictures stand beside the call (`notices.ts`). */
  overlaySeconds: seconds(30),
  /** Calls are spoken in these languages, one after the other. */
  voices: v.pipe(v.array(v.picklist(['zh-CN', 'en'])), v.minLength(1), v.maxLength(2)),
  /** How loud calls are, in percent. */
  volume: v.pipe(Percent, v.minValue(10)),
  /** Hours in which they are at most so loud; 0: shown and not spoken. Alarms are never softened. */
  quieter: v.pipe(v.array(v.object({ ...Hours.entries, volume: Percent })), v.maxLength(12)),
  /** When the walls are bright instead of dark; null: never. */
  bright: v.nullable(Hours),
  /** How a call is shown and said. */
  wording: v.object({ zh: CallSentence, en: CallSentence }),
  /** Walls that are a counter's own screen, each with its counter. */
  screens: v.pipe(v.array(v.object({ tablet: Id, counter: Counter.entries.id })), v.maxLength(60)),
  /** What they say of who serves there: nothing, the work number, or that with the name. */
  badge: v.picklist(['none', 'number', 'name']),
  /** Where counters are from walls that hang elsewhere than most; what is not named is as the counter says. */
  ways: v.pipe(
    v.array(v.object({ tablet: Id, counter: Counter.entries.id, way: v.picklist([...WAYS, 'none']) })),
    v.maxLength(600),
  ),
  /** Whom customers ring while the wall knows nothing new, the manager on duty. Public. */
  phone: Phone,
  /** Walls that say only the calls of some counters aloud, those near them; `only`: they show no others either. */
  near: v.pipe(
    v.array(
      v.object({
        tablet: Id,
        counters: v.pipe(v.array(Counter.entries.id), v.minLength(1), v.maxLength(60)),
        only: v.boolean(),
      }),
    ),
    v.maxLength(60),
  ),
})

/** `https://host/path` or `host:port`, or nothing: then it is not probed. */
const Address = v.pipe(
  v.string(),
  v.maxLength(120),
  v.regex(/^(https?:\/\/[\w.-]+(:\d{1,5})?(\/[\w./%~-]*)?|[\w.-]+:\d{1,5})?$/),
  v.check(hasPort),
)
/** What the hall server tries to reach: something behind the hall's line, and the operator's own system. */
const Probed = v.object({ upstream: Address, operator: Address })

/** There are ports from 1 to 65535. */
function hasPort(address: string): boolean {
  const port = /:(\d+)(?:\/|$)/.exec(address)?.[1]
  return port === undefined || (Number(port) >= 1 && Number(port) <= 65_535)
}

/** Whether this can be probed: `https://boss.example.cn/` or `10.20.0.8:443`. */
export const isAddress = (typed: string): boolean => v.is(Address, typed)

/** Whether an address is the hall server's own machine or cable: that says nothing of the hall's line, and is never tried. */
export const leadsNowhere = (typed: string): boolean =>
  /^(https?:\/\/)?((.*\.)?localhost|(127|0|169\.254)\.[\d.]+)([:/]|$)/i.test(typed)

/** Where a network printer listens: `10.2.0.9`, `printer-1.hall`, or with its port when that is not 9100. */
const PrinterAddress = v.pipe(v.string(), v.maxLength(80), v.regex(/^\w[\w.-]*(:\d{1,5})?$/), v.check(hasPort))
const Printer = v.object({
  id: Id,
  name: v.pipe(ShownText, v.minLength(1)),
  address: PrinterAddress,
  /** Width of its roll in mm. */
  paper: v.picklist(['58', '80']),
})

/** Whether a printer may be looked for there. */
export const isPrinterAddress = (typed: string): boolean => v.is(PrinterAddress, typed)

/** Of the hall's own places and numbers those that its walls show: what is announced and where the arrow leads. */
export const WALL_VARIABLES = ['集合点', '出口1', '出口2'] as const
const VariableText = v.pipe(v.string(), v.maxLength(80))
const ProcedureText = v.pipe(v.string(), v.minLength(1), v.maxLength(200))

/** When on the hall's own clock, `2026-12-01T18:00`; empty: no bound. */
const WallClock = v.pipe(v.string(), v.regex(/^(\d{4}-\d\d-\d\dT\d\d:\d\d)?$/))
const NoticeText = v.pipe(v.string(), v.maxLength(200))
/** What the walls say to everybody from one moment to another. Public; never about a customer. */
const Notice = v.object({
  id: Id,
  text: v.object({ zh: NoticeText, en: NoticeText }),
  from: WallClock,
  to: WallClock,
  /** A picture that goes with it. */
  poster: v.optional(PosterId),
})

/** Star customers, where the hall has any levels of them: then they go before others now and then. */
const Stars = v.object({
  levels: v.pipe(v.array(v.object({ id: Id, name: Bilingual })), v.maxLength(6)),
  /** At most one call in this many is a star customer's while others wait. */
  every: v.pipe(Count, v.minValue(2), v.maxValue(20)),
  /** Nobody else waits for more than so many minutes longer because of them, as far as service times are known. */
  delayMinutes: minutes(60),
})

/** Appointments by hand, and how early and how late whoever has one may come. */
const Appointments = v.object({
  /** So many of a queue at one time; 0: none by hand. */
  perSlot: v.pipe(Count, v.maxValue(20)),
  slotMinutes: v.pipe(Count, v.minValue(10), v.maxValue(240)),
  earlyMinutes: minutes(120),
  /** Later than this the customer stands in the ordinary line, as of the time they had … */
  lateMinutes: minutes(120),
  /** … and later than this they have not come. */
  noShowMinutes: minutes(240),
})

/** Services that somebody, or whoever stands at a counter, does not do. What nobody says, everybody can. */
const Cannot = v.pipe(v.array(Id), v.maxLength(120))
const Skills = v.object({
  people: v.pipe(v.array(v.object({ person: Id, cannot: Cannot })), v.maxLength(200)),
  counters: v.pipe(v.array(v.object({ counter: Id, cannot: Cannot })), v.maxLength(60)),
  /** For so long a counter that does what few can leaves to others what they can do; 0: it does not. */
  spareMinutes: minutes(30),
})

/** The hall's settings as one change may carry them: what is left out stays as it is. Walls read them, too. */
const Change = v.object({
  name: v.optional(v.pipe(ShownText, v.minLength(1))),
  /** Two digits of the hall, the first part of its receipts' numbers. */
  code: v.optional(v.pipe(v.string(), v.regex(/^\d{2}$/))),
  /** What the line at the foot of the wall says at all times. Public; never about a customer. */
  notice: v.optional(NoticeText),
  /** What it says besides, each in its time. */
  notices: v.optional(v.pipe(v.array(Notice), v.maxLength(20))),
  queues: v.optional(v.pipe(v.array(Queue), v.maxLength(24))),
  services: v.optional(v.pipe(v.array(Service), v.maxLength(120))),
  counters: v.optional(v.pipe(v.array(Counter), v.maxLength(60))),
  /** Places that announcements speak of, by name: `集合点`. */
  planVariables: v.optional(v.record(v.picklist(WALL_VARIABLES), VariableText)),
  /** Zones that are searched when everybody leaves. */
  zones: v.optional(v.pipe(v.array(v.pipe(ShownText, v.minLength(1))), v.maxLength(30))),
  pauseReasons: v.optional(v.array(v.object({ code: Code, name: Bilingual }))),
  wall: v.optional(v.partial(Wall)),
  /** Regulatory parameters that this hall sets itself; what is not named keeps the value and source of the content. */
  parameters: v.optional(
    v.record(v.picklist(PARAMETER_KEYS), v.nullable(v.union([v.boolean(), v.pipe(v.number(), v.minValue(0))]))),
  ),
  rules: v.optional(v.partial(Rules)),
  /** When numbers are given; what lies between two spans of a day is a break. None: at any time. */
  opening: v.optional(v.array(Span)),
  stars: v.optional(Stars),
  skills: v.optional(Skills),
  appointments: v.optional(Appointments),
})

/**
 * What of the settings is for desks alone: telephones and other places that plans speak of, and addresses
 * that are tried or printed on.
 */
const DeskChange = v.object({
  planVariables: v.optional(v.record(v.pipe(v.string(), v.maxLength(20)), VariableText)),
  probed: v.optional(Probed),
  /** Thermal printers on the hall's network: the hall server prints on these and reaches no others. */
  printers: v.optional(v.pipe(v.array(Printer), v.maxLength(20))),
  /** Ways for customers who cannot come, and what they are told of each: `hotline: { number: '10086' }` (1.1.14). */
  channels: v.optional(v.record(Code, v.record(Code, VariableText))),
  /** The hall’s own wording of what a step of its plan means: `payment: { choose: '…' }` (1.1.12). */
  procedures: v.optional(v.record(Code, v.record(Code, ProcedureText))),
})

const ofSettings = { subject: HallId, keeps: 'lasting', carried: 'never' } as const

/** What can happen to the settings of a hall. */
export const settingsKinds = {
  HallConfigured: kind({
    body: Change,
    ...ofSettings,
    readers: PLACES,
    needs: MANAGER,
    words: ['name', 'notice', 'notices', 'zones', 'pauseReasons', 'stars'],
  }),
  DesksConfigured: kind({
    body: DeskChange,
    ...ofSettings,
    needs: MANAGER,
  }),
  /** The recovery sheet left the tablet that founded the hall: a line of it was read back. */
  RecoverySheetKept: kind({
    body: v.object({}),
    ...ofSettings,
    needs: MANAGER,
  }),
}

export type Queue = Readonly<v.InferOutput<typeof Queue>>
export type Service = Readonly<v.InferOutput<typeof Service>>
export type CounterDesk = Readonly<v.InferOutput<typeof Counter>>
export type Notice = Readonly<v.InferOutput<typeof Notice>>
export type Way = (typeof WAYS)[number]
export type WallZone = (typeof WALL_ZONES)[number]
export type Span = Readonly<v.InferOutput<typeof Span>>
export type WallPlan = Readonly<v.InferOutput<typeof WallPlan>>
export type Stars = Readonly<v.InferOutput<typeof Stars>>
export type Appointments = Readonly<v.InferOutput<typeof Appointments>>
export type Skills = Readonly<v.InferOutput<typeof Skills>>
export type Wall = Readonly<v.InferOutput<typeof Wall>>
export type Rules = Readonly<v.InferOutput<typeof Rules>>
export type HallPrinter = Readonly<v.InferOutput<typeof Printer>>
export type Probed = Readonly<v.InferOutput<typeof Probed>>
export type SettingsChange = Readonly<v.InferOutput<typeof Change> & v.InferOutput<typeof DeskChange>>

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
