import type { Tablet } from '#device/tablet.ts'
import { always, foldWith, opened } from '#domain/shelf.ts'
import type { KindName } from '#domain/whole.ts'
import { baseOf } from '#log/journalName.ts'
import { headText, isRedacted, readLine } from '#log/lines.ts'
import { stampTime } from '#log/stamp.ts'
import type { World } from './acts/act.ts'
import { CASES } from './acts/cases.ts'
import { NOT_TODAY, NOT_TRUE } from './acts/rogue.ts'
import { type Device, savedBy, shownBy } from './device.ts'
import type { StoredLine } from './linesIn.ts'

const nameOf = ({ journal, n }: { readonly journal: string; readonly n: number }) => `${journal}:${n}`

/** What does not hold at this moment, in one sentence; null when everything does. */
export function faultNow(
  { broken, devices, isDamaged, wasPutBack }: World,
  lines: readonly StoredLine[],
): string | null {
  const [promise] = broken
  if (promise !== undefined) return promise
  const stored = new Set(lines.map(nameOf))
  for (const { faults, isCopy, isOn, isRevoked, name, operations, tablet } of devices) {
    const [fault] = faults
    if (fault !== undefined) return `${name} reports ${fault instanceof Error ? fault.stack : fault}`
    // What the server had may be missing there until it is brought back; of two copies each has what is its own.
    if (wasPutBack || isCopy || isRevoked || !isOn || !tablet.identity) continue
    const waiting = savedBy(operations).filter((id) => !stored.has(id)).length
    if (waiting > tablet.status.unsent.count) return `${name} forgot something that it had saved and not delivered`
  }
  return isDamaged ? null : faultInStore(lines)
}

/** What does not hold once everything is mended and has come together. */
export function faultAtLast({ devices, isDamaged, rogues }: World, lines: readonly StoredLine[]): string | null {
  const stored = new Set(lines.map(nameOf))
  const named = lostByName(lines)
  const missed = missedByName(devices)
  // Of copies some lines are kept under the names of branches.
  const inBranches = new Set(lines.map(({ journal, n }) => nameOf({ journal: baseOf(journal), n })))
  for (const { isCopy, isRevoked, name, operations } of devices) {
    const isKept = (id: string) => stored.has(id) || named(id) || missed(id) || (isCopy && inBranches.has(id))
    const lost = isRevoked ? undefined : savedBy(operations).find((id) => !isKept(id))
    if (lost) return `${lost} was shown as saved at ${name} and is nowhere`
  }
  for (const { name, tablet } of present(devices)) {
    const twice = labelGivenTwice(tablet, devices)
    if (twice) return `${twice} was printed twice, ${name} says`
  }
  return (
    countingForNobody(devices, rogues) ??
    unaccounted(devices, lines, rogues) ??
    (isDamaged ? null : faultInStore(lines))
  )
}

/** Whether a line is one of those that somebody has said are lost. */
function lostByName(lines: readonly StoredLine[]): (id: string) => boolean {
  const ranges = lines.flatMap(({ line }) => {
    const read = readLine(line)
    const body = read.ok && read.head.kind === 'LinesLost' ? read.event?.body : undefined
    return body ? [body as LineRange & typeof body] : []
  })
  return inRanges(ranges)
}

/** Whether a line is one of those that managers read as missing, by journal and number. */
function missedByName(devices: readonly Device[]): (id: string) => boolean {
  const managers = devices.filter(({ isOn, place }) => isOn && place === 'manager')
  return inRanges(managers.flatMap(({ tablet: { status } }) => [...(status.gathers?.lacking ?? []), ...status.missing]))
}

interface LineRange {
  readonly journal: string
  readonly from: number
  readonly to: number
}

function inRanges(ranges: readonly LineRange[]): (id: string) => boolean {
  return (id) => {
    const [journal, n] = id.split(':')
    return ranges.some((range) => range.journal === journal && range.from <= Number(n) && Number(n) <= range.to)
  }
}

/** Those that belong to the hall. */
export const present = (devices: readonly Device[]): readonly Device[] => devices.filter(({ isRevoked }) => !isRevoked)

/** Whether everybody is connected, has sent everything and received everything. */
export const isCalm = (devices: readonly Device[]): boolean =>
  devices.every(({ tablet: { log, status } }) => {
    const { behind, link, unsent } = status
    return link === 'connected' && unsent.count === 0 && behind === 0 && log.hall.at !== null
  })

/** Whether everybody, besides, sees the same hall: what a wall is not told of is nobody's business there. */
export function isTogether(all: readonly Device[]): boolean {
  const devices = present(all)
  if (!isCalm(devices)) return false
  const desks = devices.filter(({ place }) => place !== 'wall')
  return sameTo(desks, hallSeenBy) && sameTo(devices, queueSeenBy)
}

const sameTo = (devices: readonly Device[], see: (tablet: Tablet) => string) =>
  new Set(devices.map(({ tablet }) => see(tablet))).size <= 1

/** How things stand, for whoever reads why they did not come together. */
export function standing(devices: readonly Device[]): string {
  const told = devices.map(({ name, tablet: { log, status } }) => {
    const { behind, link, unsent, missing, setAside, why } = status
    const also = [
      why ?? '',
      missing.length > 0 ? `missing ${JSON.stringify(missing)}` : '',
      setAside.length > 0 ? 'lines set aside' : '',
    ]
    return `${name}: ${link}, ${unsent.count} unsent, ${behind} behind, ${log.hall.tickets.size} tickets ${also.join(' ')}`
  })
  return [...told, ...differences(present(devices).filter(({ place }) => place !== 'wall'))].join('\n')
}

/** Which parts of the hall two desks do not see alike, and in what each of them sees something else there. */
function differences(desks: readonly Device[], see = parts): readonly string[] {
  const [first, ...others] = desks.map(({ name, tablet }) => ({ name, hall: see(tablet) }))
  if (!first) return []
  return others.flatMap(({ name, hall }) =>
    Object.entries(hall).flatMap(([part, seen]) => {
      const [here = [], there = []] = [first.hall[part] ?? '', seen].map(piecesOf)
      const only = (pieces: readonly string[], others: readonly string[]) =>
        pieces.filter((piece) => !others.includes(piece)).join('\n    ') || 'nothing else'
      if (seen === first.hall[part]) return []
      return [`${part}: ${first.name} sees ${only(here, there)}\n  and ${name} ${only(there, here)}`]
    }),
  )
}

/** What a part of the hall consists of: whoever reads in what two desks differ does not read what they share. */
const piecesOf = (part: string): readonly string[] => {
  const seen: unknown = JSON.parse(part || '[]')
  if (Array.isArray(seen)) return seen.map((each) => JSON.stringify(each))
  if (typeof seen !== 'object' || seen === null) return [part]
  return Object.entries(seen).flatMap(([name, each]) =>
    piecesOf(JSON.stringify(each)).map((piece) => `${name} ${piece}`),
  )
}

type Parts = Readonly<Record<string, string>>
const told = (seen: object): Parts =>
  Object.fromEntries(Object.entries(seen).map(([part, each]) => [part, JSON.stringify(plain(each))]))
const parts = ({ log }: Tablet): Parts => told(openTo(log.hall))
/** Each case is a part: whoever reads that two differ reads which. */
const casesOf = ({ log }: Tablet): Parts => {
  const { cases, interruptions, shredded } = opened(log.hall, ...CASES)
  return told({ ...Object.fromEntries(cases), interruptions, shredded })
}

/** Whether those who work with cases see the same of them; they have opened them. */
export const seeTheSameCases = (desks: readonly Device[]): boolean =>
  sameTo(desks, (tablet) => JSON.stringify(casesOf(tablet)))
/** In what they do not. */
export const casesApart = (desks: readonly Device[]): string => differences(desks, casesOf).join('\n')

/** What tablets in strange hands wrote without being entitled: it waits for nobody or is set aside, and changes nothing. */
function countingForNobody(devices: readonly Device[], rogues: ReadonlySet<string>): string | null {
  for (const { isOn, name, tablet } of present(devices)) {
    if (!isOn || rogues.size === 0) continue
    const { authority, days, settings, staff } = tablet.log.hall
    if (staff.has('s_mallory') || authority.persons.has('s_mallory')) return `${name} knows somebody whom nobody let in`
    const [counting] = [...authority.counts].flatMap((id) => {
      const { journal } = authority.said.get(id)?.event ?? {}
      return journal !== undefined && rogues.has(baseOf(journal)) ? [id] : []
    })
    if (counting !== undefined) return `${name} believes what a tablet in strange hands says of who may do what`
    if (days.has(NOT_TODAY) || settings.notice === NOT_TRUE)
      return `${name} believes what a tablet in strange hands says as a manager`
  }
  return null
}

/** What came into being without anybody's having done it: each such event needs an act of which nobody knows what it came to. */
function unaccounted(
  devices: readonly Device[],
  lines: readonly StoredLine[],
  rogues: ReadonlySet<string>,
): string | null {
  // What went with a tablet may have been at another one.
  const told = new Set(devices.flatMap(({ operations }) => shownBy(operations)))
  const isGone = writtenAtGone(devices)
  const unknown = devices.flatMap(({ operations }) => operations.filter(({ outcome }) => outcome === 'unknown')).length
  const untold = lines.flatMap(({ journal, line, n }) => {
    const read = readLine(line)
    // What a copy did lies under the name of a branch.
    const isTold = told.has(nameOf({ journal, n })) || told.has(nameOf({ journal: baseOf(journal), n }))
    if (rogues.has(baseOf(journal)) || isGone(journal)) return []
    if (!read.ok || !ACTS_OF_PEOPLE.has(read.head.kind) || isTold || FOUNDED.test(read.head.stamp)) return []
    // What one tap came to was written in one moment.
    return [`${journal} ${stampTime(read.head.stamp)}`]
  })
  const acts = new Set(untold).size
  if (acts <= unknown) return null
  return `${acts} acts are nobody's: ${unknown} have an unknown end`
}

/** Whether a journal is of a tablet that was sent away: what people do at it then counts for nobody, and they are told of nothing. */
function writtenAtGone(devices: readonly Device[]): (journal: string) => boolean {
  const gone = new Set(devices.flatMap(({ isRevoked, tablet }) => (isRevoked ? [tablet.identity?.tablet] : [])))
  const [one] = present(devices)
  const { openings } = one?.tablet.log.hall.authority ?? {}
  return (journal) => gone.has(openings?.get(baseOf(journal))?.tablet)
}

/** What no program writes by itself. */
const ACTS_OF_PEOPLE: ReadonlySet<string> = new Set<KindName>([
  ...(['TicketIssued', 'TicketCalled', 'CustomerArrived', 'ServiceFinished', 'TabletRevoked'] as const),
  ...(['IncidentDeclared', 'AlarmAcknowledged', 'StepTicked', 'StepUnticked', 'StaffAccounted'] as const),
  ...(['VisitorsCounted', 'ZoneSwept', 'AnnouncementMade', 'LevelChanged', 'CommandTaken'] as const),
  ...(['IncidentStoodDown', 'InterruptionBegan', 'InterruptionEnded', 'CaseOpened', 'FormKept'] as const),
  ...(['CustomerConfirmed', 'CaseStepDone', 'CaseSubmitted', 'CasePutOff', 'CaseTakenUp', 'PortingCodeGot'] as const),
  ...(['CaseSwitched', 'CaseReviewed', 'CaseEnded', 'RefundAsked', 'RefundRefused'] as const),
  ...(['LateEntryTaken', 'CaseEntered', 'CaseRevealed', 'PersonAdmitted', 'PersonRemoved'] as const),
  ...(['RolesChanged', 'KeyBoxed', 'DayClosed', 'DayReopened', 'HallConfigured'] as const),
])
const FOUNDED = /^2026-11-22/

function faultInStore(lines: readonly StoredLine[]): string | null {
  if (lines.some(({ seq }, i) => seq !== i + 1)) return 'the seqs have a gap'
  const once = new Map<string, StoredLine>()
  for (const each of lines) {
    const before = once.get(nameOf(each))
    if (before && !completes(each, before)) return `the server holds an event twice: ${nameOf(each)}`
    once.set(nameOf(each), each)
  }
  const last = new Map<string, string>()
  // What fills a hole comes behind what lies above it.
  for (const { journal, line } of [...once.values()].sort((a, b) => a.n - b.n)) {
    const stamp = soundStamp(line)
    if (stamp === null) return `the server holds a line that is not sound: ${line}`
    if (stamp <= (last.get(journal) ?? '')) return `the stamps of ${journal} do not rise`
    last.set(journal, stamp)
  }
  return null
}

/** Whether this is the whole of a line of which the head alone came before: it gets a seq of its own. */
const completes = ({ line }: StoredLine, before: StoredLine) =>
  isRedacted(before.line) && !isRedacted(line) && headText(line) === before.line

/** The stamp of a line that is one; the same bytes are looked at once, as most lie there at every step. */
function soundStamp(line: string): string | null {
  const known = soundStamps.get(line)
  if (known !== undefined) return known
  const read = readLine(line)
  if (!read.ok || Number.isNaN(stampTime(read.head.stamp))) return null
  if (soundStamps.size >= MOST_REMEMBERED) soundStamps.clear()
  soundStamps.set(line, read.head.stamp)
  return read.head.stamp
}
const soundStamps = new Map<string, string>()
/** More than the lines of a morning. */
const MOST_REMEMBERED = 5_000

/** A label that two customers of one day have; copies of a tablet may have printed it before anybody knew of them. */
function labelGivenTwice({ log }: Tablet, devices: readonly Device[]): string | null {
  const seen = new Set<string>()
  const byCopies = new Set(devices.filter(({ isCopy }) => isCopy).flatMap(({ operations }) => shownBy(operations)))
  for (const { day, journal, label, n } of log.hall.tickets.values()) {
    if (byCopies.has(`${journal}:${n}`)) continue
    if (seen.has(`${day}/${label}`)) return label
    seen.add(`${day}/${label}`)
  }
  return null
}

const shared = foldWith()
const openKinds = new Set(always.flatMap(({ kinds }) => Object.keys(kinds)))
/** What every desk has open. Which line was the last of it, and what waits besides, differs with what else is open there. */
const openTo = (hall: Tablet['log']['hall']) => ({
  ...shared.only(hall),
  at: null,
  waiting: hall.waiting.filter(({ event }) => openKinds.has(event.kind)),
})
const hallSeenBy = ({ log }: Tablet): string => JSON.stringify(plain(openTo(log.hall)))
const queueSeenBy = ({ log: { hall } }: Tablet): string => JSON.stringify(plain([hall.tickets, hall.counters]))

const plain = (value: unknown): unknown => {
  if (value instanceof Map) return [...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, each]) => [k, plain(each)])
  if (value instanceof Set) return [...value].sort().map(plain)
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, each]) => [k, plain(each)]),
  )
}
