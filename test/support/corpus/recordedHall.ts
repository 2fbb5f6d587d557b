import type { CasesPart } from '#domain/cases/cases.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { foldWith } from '#domain/shelf.ts'
import { emptyHall, foldEvents, isHallEvent } from '#domain/whole.ts'
import { compareEvents } from '#log/event.ts'
import { type Line, readLine } from '#log/lines.ts'

/** The hall that these lines make, as it is recorded. */
export function hallOf(hall: string, lines: readonly Line[]): unknown {
  const events = lines.map((line) => {
    const read = readLine(line)
    if (!read.ok) throw new Error(`a line that is ${read.why}: ${line}`)
    if (!read.event || !isHallEvent(read.event)) throw new Error(`an event that is not sound: ${line}`)
    return read.event
  })
  return recorded(foldEvents(emptyHall(hall), events.sort(compareEvents)))
}

const shared = foldWith()

/** What every tablet has open, as it is recorded. */
export const sharedHall = (hall: OpenHall): unknown => recorded(shared.only(hall))

/** Maps as lists in the order of their keys; what depends on the build or is not there at all is left out. */
export function recorded(value: unknown): unknown {
  if (value instanceof Map)
    return [...value].sort(([a], [b]) => (a < b ? -1 : 1)).map(([k, each]) => [k, recorded(each)])
  if (value instanceof Set) return [...value].sort()
  if (Array.isArray(value)) return value.map(recorded)
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).filter(([, each]) => each !== undefined)
  return Object.fromEntries(
    fields
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([k, each]) => [k, recorded(k === 'serials' ? serialsAsRecorded(each) : each)]),
  )
}

/** What the hall says is recorded, not how it lies in memory: whose a number is, as releases have said it from the first. */
const serialsAsRecorded = (byDay: CasesPart['serials']): ReadonlyMap<string, unknown> =>
  new Map([...byDay].flatMap(([day, taken]) => [...taken].map(([serial, id]) => [serial, { case: id, day }] as const)))
