/**
 * @module device/carry
 * Lines from tablet to tablet without any server: as a file, or as a row of codes for a camera.
 */
import { toBase64Url } from '#device/basics/base64.ts'
import { compressText, expandText } from '#device/basics/compressing.ts'
import { type Carried, Contradiction } from '#device/hallLog/carriedLines.ts'
import type { Wanted } from '#device/hallLog/carrying.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import { type SigningKey, verifySignature } from '#device/who/signingKey.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { isOpen } from '#domain/tickets/tickets.ts'
import { isHallEvent, kinds } from '#domain/whole.ts'
import { type CarriedFault, type CarriedLine, readCarried, writeCarried } from '#log/carried.ts'
import { journalName } from '#log/journalName.ts'
import { stampTime } from '#log/stamp.ts'

/** What is to be carried: everything held here, what no hall server has, or an incident (or none) with the open queue. */
export type ToCarry =
  | { readonly what: 'all' | 'unkept' }
  | { readonly what: 'incident'; readonly incident: string | null }

/** What was taken in, or why nothing was. */
export type TakenIn =
  | { readonly ok: true; readonly from: string; readonly lines: number; readonly at: string }
  | {
      readonly ok: false
      readonly why: CarriedFault | 'tablet-unknown' | 'tablet-revoked' | 'contradicts' | 'not-saved'
      readonly from: string | null
    }

/** Carries events from tablet to tablet without any server: sealed papers never travel this way. */
export interface Carrier {
  /** Packs lines, signed by this tablet: the bytes of a file, or of a row of QR codes. */
  pack(what: ToCarry): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly lines: number }>
  /** Takes in what another tablet of this hall packed, whole or not at all. Twice changes nothing more. */
  takeIn(bytes: Uint8Array<ArrayBuffer>): Promise<TakenIn>
}

/** More than this (bytes) is never unpacked: a hall's year fits ten times. */
const MOST_BYTES = 256 * 1024 * 1024

/** Makes the carrier of a paired tablet. */
export function createCarrier(of: {
  readonly log: SyncedLog
  readonly identity: { readonly hall: string; readonly tablet: string }
  readonly key: SigningKey
  readonly now: () => number
}): Carrier {
  const { log, identity, key } = of
  return {
    async pack(ask) {
      const wants = ask.what === 'incident' ? wantedFor(log.hall, ask.incident, of.now()) : ask.what
      const runs = await log.carryOut(wants)
      const { hall, tablet } = identity
      const cover = { hall, tablet, at: new Date(of.now()).toISOString(), what: ask.what }
      const text = await writeCarried(cover, runs, async (signed) => toBase64Url(await key.sign(signed)))
      return { bytes: await compressText(text, 'gzip'), lines: runs.reduce((sum, { lines }) => sum + lines.length, 0) }
    },

    async takeIn(bytes) {
      // What is no gzip, is cut off, is damaged or would be too much was not carried.
      const text = await expandText(bytes, 'gzip', MOST_BYTES).catch(() => null)
      if (text === null) return { ok: false, why: 'not-carried', from: null }
      const read = readCarried(text, identity.hall)
      if (!read.ok) return { ok: false, why: read.why, from: null }
      const { tablet, at } = read.cover
      const sender = log.hall.tablets.get(tablet)
      if (!sender) return { ok: false, why: 'tablet-unknown', from: null }
      const from = sender.name
      if (sender.revoked) return { ok: false, why: 'tablet-revoked', from }
      if (!(await verifySignature(sender.key, read.signed, read.signature))) return { ok: false, why: 'damaged', from }
      const lines = withWriters(log.hall, read.lines)
      if (!lines) return { ok: false, why: 'tablet-unknown', from }
      try {
        await log.carryIn(lines)
      } catch (error) {
        return { ok: false, why: error instanceof Contradiction ? 'contradicts' : 'not-saved', from }
      }
      return { ok: true, from, lines: lines.length, at }
    },
  }
}

/**
 * Who wrote each line; null when one of them is of a tablet that neither this hall nor what came with it knows, or of a
 * journal that its tablet's key has not named.
 */
function withWriters(hall: OpenHall, lines: readonly CarriedLine[]): Carried[] | null {
  const keys = new Map([...hall.tablets].map(([id, { key }]) => [id, key]))
  const writers = new Map([...hall.journals].map(([journal, { tablet }]) => [journal, tablet]))
  const openings: { journal: string; tablet: string; key: string; nonce: string }[] = []
  for (const { event } of lines) {
    if (!event || !isHallEvent(event)) continue
    const { kind, subject, body, journal } = event
    if (kind === 'TabletPaired' && !keys.has(subject)) keys.set(subject, body.key)
    if (kind === 'JournalOpened') openings.push({ journal, ...body })
  }
  for (const { journal, tablet, key, nonce } of openings) {
    if (tablet !== 'server' && keys.get(tablet) !== key) return null
    // Nobody opens a journal under a name that another tablet's key has made.
    if (journal !== journalName(key, nonce)) return null
    if (!writers.has(journal)) writers.set(journal, tablet)
  }
  const known = lines.flatMap(({ journal, line, head }): Carried[] => {
    const tablet = writers.get(head.journal)
    return tablet === undefined ? [] : [{ journal, n: head.n, line, tablet }]
  })
  return known.length === lines.length ? known : null
}

/** What an incident needs on another tablet: itself, the open tickets with all that happened to them, the counters. */
function wantedFor(hall: OpenHall, id: string | null, now: number): Exclude<Wanted, string> {
  const incident = id === null ? undefined : incidentBy(hall, id)
  const incidents = new Set(incident ? [incident.id] : [])
  for (const [other, same] of hall.sameIncidents) if (same === incident?.id) incidents.add(other)
  const open = [...hall.tickets.values()].filter(isOpen)
  const tickets = new Set(open.map((ticket) => ticket.id))
  const closings = [...hall.days.values()].map(({ closedAt }) => closedAt)
  const since = Math.max(now - LONGEST_DAY_MS, ...closings)
  return ({ kind, subject, drill, stamp }) => {
    const carried = kinds.get(kind)?.carried
    if (incidents.has(subject) || (drill !== null && incidents.has(drill)) || carried === 'always') return true
    if (carried === 'ticket') return tickets.has(subject)
    return carried === 'day' && stampTime(stamp) >= since
  }
}

/** A business day that nobody closed is not longer than this. */
const LONGEST_DAY_MS = 18 * 3_600_000
