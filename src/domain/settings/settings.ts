import type { Parameters } from '../catalogue/parameters.ts'
import type { Bilingual } from '../shapes.ts'
import type {
  Appointments,
  CounterDesk,
  HallPrinter,
  Notice,
  Probed,
  Queue,
  Rules,
  Service,
  Skills,
  Span,
  Stars,
  Wall,
} from './events.ts'

/** How the hall is set up now. Each part is the newest one anybody set. */
export interface Settings {
  readonly name: string
  /** Two digits of the hall, for the numbers of its receipts. */
  readonly code: string
  readonly notice: string
  readonly notices: readonly Notice[]
  readonly queues: readonly Queue[]
  readonly services: readonly Service[]
  readonly counters: readonly CounterDesk[]
  readonly pauseReasons: readonly { readonly code: string; readonly name: Bilingual }[]
  readonly wall: Wall
  readonly planVariables: Readonly<Record<string, string>>
  readonly zones: readonly string[]
  /** Regulatory parameters that this hall has set itself. */
  readonly parameters: Partial<Parameters>
  readonly probed: Probed
  /** Thermal printers on the hall's network. */
  readonly printers: readonly HallPrinter[]
  /** Ways for customers who cannot come, and what they are told of each, as the hall has set it. */
  readonly channels: Readonly<Record<string, Readonly<Record<string, string>>>>
  /** By flow and step: the hall’s own wording of its plan, where it has put one in. */
  readonly procedures: Readonly<Record<string, Readonly<Record<string, string>>>>
  readonly rules: Rules
  /** When numbers are given. Empty: at any time. */
  readonly opening: readonly Span[]
  readonly stars: Stars
  readonly skills: Skills
  readonly appointments: Appointments
}

/** The settings of a hall that nobody has set up. Sources of the figures stand beside the hall's starting content. */
export const startSettings: Settings = {
  name: '',
  code: '01',
  notice: '',
  notices: [],
  queues: [],
  services: [],
  counters: [],
  pauseReasons: [],
  planVariables: {},
  zones: [],
  parameters: {},
  probed: { upstream: '', operator: '' },
  printers: [],
  channels: {},
  procedures: {},
  opening: [],
  stars: { levels: [], every: 4, delayMinutes: 5 },
  skills: { people: [], counters: [], spareMinutes: 0 },
  appointments: { perSlot: 0, slotMinutes: 30, earlyMinutes: 15, lateMinutes: 10, noShowMinutes: 30 },
  wall: {
    landscape: { big: ['call'], side: ['recent'], foot: ['queues', 'counters', 'notice'] },
    portrait: { big: ['call'], side: ['recent'], foot: ['queues', 'counters', 'notice'] },
    overlaySeconds: 0,
    voices: ['zh-CN'],
    volume: 100,
    quieter: [],
    bright: null,
    wording: { zh: '', en: '' },
    screens: [],
    badge: 'number',
    ways: [],
    phone: '',
    near: [],
  },
  rules: {
    timeZone: 'Asia/Shanghai',
    dayStartsAt: '04:00',
    recallLimit: 3,
    recallIntervalSeconds: 10,
    missAfterSeconds: 30,
    missPriorityFactor: 2,
    returnBehind: 3,
    missLimit: 3,
    holdLimit: 3,
    awayMinutes: 30,
    awayOver: 'return',
    priorityEvery: 3,
    priorityAfterMinutes: 5,
    ageLimitMinutes: 45,
    silentAfterSeconds: 10,
    shareMinutes: 15,
    blockSize: 20,
    undoSeconds: 8,
    lockAfterMinutes: 5,
    quickFinishSeconds: 30,
    announceTimes: 2,
    staleAfterSeconds: 10,
    paperAfterSeconds: 180,
    overflowPerCounter: 10,
    overflowMinutes: 15,
    nudgeAfterSeconds: 60,
    copyDays: 30,
    formDays: 0,
    signatureDays: 0,
    photoDays: 0,
    noteDays: 0,
    digitOne: 'yi',
  },
}

/** The part of the hall that says how it is set up. */
export interface SettingsPart {
  readonly settings: Settings
  /** Somebody has the recovery sheet, or had it when the hall was founded. */
  readonly isSheetKept: boolean
  /** When somebody last set down who can do what, ms since 1970: a tablet that is cut off goes on by that; null: nobody has. */
  readonly skillsSetAt: number | null
}
