/** Small shapes that several subjects share. */
import * as v from 'valibot'

/** An id made on a device or by the hall server: `t_01JD…`, `A`, `3`. */
export const Id = v.pipe(v.string(), v.minLength(1), v.maxLength(96), v.regex(/^[\w.:~-]+$/))
const idOf = (prefix: string) => v.pipe(v.string(), v.maxLength(96), v.regex(new RegExp(`^${prefix}_[\\w.:~-]+$`)))
/** What an event is about, by noun: `t_01JD…` is a ticket and nothing else. */
export const HallId = idOf('h')
export const StaffId = idOf('s')
export const TabletId = idOf('d')
export const TicketId = idOf('t')
export const CaseId = idOf('c')
export const InterruptionId = idOf('i')
export const IncidentId = idOf('e')
export const PlannedDrillId = idOf('x')
export const BackupId = idOf('b')
export const AppointmentId = idOf('a')
export const NoteId = idOf('n')
export const ImprovementId = idOf('m')
export const PosterId = idOf('p')
/** Bytes as text, at most so many characters. */
export const Base64 = (most: number) => v.pipe(v.string(), v.maxLength(most), v.regex(/^[A-Za-z0-9+/]+=*$/))
/** Public half of a tablet's key of P-256, for signing or for sealing to it: SPKI in base64. */
export const TabletKey = Base64(200)
/** Public half of a person's signing key, or of the root's: the uncompressed point of P-256 (65 bytes), base64url. */
export const PersonKey = v.pipe(v.string(), v.regex(/^[\w-]{87}$/))
/** Keyed hash of a customer's number, 16 hex digits: equal numbers have equal tags, and nothing else can be read from it. */
export const Tag = v.pipe(v.string(), v.regex(/^[0-9a-f]{16}$/))
/** A business day: `2026-11-23`. A field of the body, never derived from a stamp. */
export const Day = v.pipe(v.string(), v.isoDate(), v.check(isInTheCalendar))
/** A kebab-case word from a list that a hall can extend: a reason, an outcome. */
export const Code = v.pipe(v.string(), v.maxLength(40), v.regex(/^[a-z0-9]+(-[a-z0-9]+)*$/))
/** A count, 0 or more. */
export const Count = v.pipe(v.number(), v.safeInteger(), v.minValue(0))
/** A point in time on a tablet, ISO 8601 with milliseconds, UTC. */
export const Instant = v.pipe(v.string(), v.isoTimestamp())
/** The letters of a sub-lane: `b` in `A2b-001`. */
export const Sub = v.pipe(v.string(), v.regex(/^[a-z]{1,3}$/))
/** Text shown to the public or staff; never about a customer. */
export const ShownText = v.pipe(v.string(), v.trim(), v.maxLength(80))
/** What people call a tablet: 3号窗口. */
export const TabletName = v.pipe(ShownText, v.minLength(1))
/** The same text in both languages of the screens. */
export const Bilingual = v.object({ zh: v.pipe(ShownText, v.minLength(1)), en: v.pipe(ShownText, v.minLength(1)) })
/** The same text in both languages of the screens. */
export type Bilingual = Readonly<v.InferOutput<typeof Bilingual>>

/** 30 February is written like a day; some engines read it as 2 March, others not at all. */
function isInTheCalendar(day: string): boolean {
  const at = Date.parse(`${day}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day)
}

/** A time of day as clocks show it: `08:30`. */
export const ClockTime = v.pipe(v.string(), v.regex(/^([01]\d|2[0-3]):[0-5]\d$/))
/** Hours of every day on the hall's clock: over midnight where they end before they begin, the same twice: all day. */
export const Hours = v.object({ from: ClockTime, to: ClockTime })
export type Hours = Readonly<v.InferOutput<typeof Hours>>

/** The name of a tablet's offline lane, or of a sub-lane: `2`, `2b`. */
export const LaneName = v.pipe(v.string(), v.regex(/^\d{1,6}[a-z]{0,4}$/))
