/**
 * @module device/carry
 * Lines from tablet to tablet without any server: as a file, or as a row of codes for a camera.
 */
import { toBase64Url } from '#device/basics/base64.ts'
import { compressText, expandText } from '#device/basics/compressing.ts'
import { verifySignature } from '#device/basics/signatures.ts'
import { type Carried, Contradiction } from '#device/hallLog/carriedLines.ts'
import type { Wanted } from '#device/hallLog/carrying.ts'
import type { SyncedLog } from '#device/hallLog/hallLog.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { incidentBy } from '#domain/incidents/queries.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { takesAName } from '#domain/tablets/opening.ts'
import { isOpen } from '#domain/tickets/tickets.ts'
import { isHallEvent, kinds } from '#domain/whole.ts'
import { type CarriedFault, type CarriedLine, type ReadRun, readCarried, writeCarried } from '#log/carried.ts'
import { isRedacted } from '#log/lines.ts'
import type { SignedText } from '#log/signed.ts'
import { stampTime } from '#log/stamp.ts'
import { chooseRuns, isSigned, openingIn, signRun, type Writers, writerOf } from './choosing.ts'

/** What is to be carried: everything held here, what no hall server has, or an incident (or none) with the open queue. */
export type ToCarry =
  | { readonly what: 'all' | 'unkept' }
  | { readonly what: 'incident'; readonly incident: string | null }

/** What was packed: the bytes of a file, or of a row of QR codes. */
export interface PackedLines {
  readonly bytes: Uint8Array<ArrayBuffer>
  readonly lines: number
  /** Lines that stay behind, because nothing here shows yet that their tablet wrote them. */
  readonly leftOut: number
}

/** What was taken in, or why nothing was. */
export type TakenIn =
  | {
      readonly ok: true
      readonly from: string
      readonly lines: number
      readonly at: string
      /** The tablets that wrote them, by id; `server` is the hall server. */
      readonly writers: readonly string[]
      /** Lines that the tablet which carried them had to leave behind. */
      readonly leftOut: number
    }
  | {
      readonly ok: false
      readonly why: CarriedFault | 'tablet-unknown' | 'tablet-revoked' | 'contradicts' | 'not-saved'
      readonly from: string | null
    }

/** Carries events from tablet to tablet without any server: sealed papers never travel this way. */
export interface Carrier {
  /** Packs lines, each under the signature of the tablet that wrote it, and all of them signed by this one. */
  pack(what: ToCarry): Promise<PackedLines>
  /**
   * Takes in what another tablet of this hall packed, whole or not at all. Twice changes nothing more. That tablet is
   * believed about its own lines only: every other line is under the signature of its writer.
   */
  takeIn(bytes: Uint8Array<ArrayBuffer>): Promise<TakenIn>
}

/** Lines hold hashes and signatures, which no packing makes much smaller: what grows more than this was made to fill memory. */
const MOST_GROWTH = 20
const LEAST_BYTES = 1024 * 1024
/** More than this (bytes) is never unpacked: a hall's year fits. */
const MOST_BYTES = 256 * 1024 * 1024

/** What was packed; null: it is no gzip, is cut off, is damaged or would be too much, so nobody carried it. */
export const unpacked = (bytes: Uint8Array<ArrayBuffer>): Promise<string | null> =>
  expandText(bytes, 'gzip', Math.min(MOST_BYTES, Math.max(LEAST_BYTES, bytes.length * MOST_GROWTH))).catch(() => null)

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
      const wants = ask.what === 'incident' ? wantedFor(log.hall, ask.incident, identity.tablet, of.now()) : ask.what
      const { runs, leftOut } = await chooseRuns(log, key, wants)
      const { hall, tablet } = identity
      const { settings, tablets } = log.hall
      const names = { hall: settings.name, tablet: tablets.get(tablet)?.name ?? '' }
      const cover = { hall, tablet, at: new Date(of.now()).toISOString(), what: ask.what, leftOut, names }
      const text = await writeCarried(cover, await Promise.all(runs.map((run) => signRun(run, key))), sign)
      const lines = runs.flatMap((run) => run.lines).filter((line) => !isRedacted(line)).length
      return { bytes: await compressText(text, 'gzip'), lines, leftOut }
    },

    async takeIn(bytes) {
      const text = await unpacked(bytes)
      if (text === null) return { ok: false, why: 'not-carried', from: null }
      const read = readCarried(text, identity.hall)
      if (!read.ok) return { ok: false, why: read.why, from: null }
      const { tablet, at } = read.cover
      const sender = log.hall.tablets.get(tablet)
      if (!sender) return { ok: false, why: 'tablet-unknown', from: null }
      const from = sender.name
      if (sender.revoked) return { ok: false, why: 'tablet-revoked', from }
      if (!(await verifySignature(sender.key, read.signed, read.signature))) return { ok: false, why: 'damaged', from }
      const came = read.runs.flatMap((run) => run.lines)
      const writers = writersOf(log.hall, came)
      if (!writers) return { ok: false, why: 'tablet-unknown', from }
      if (!(await areVouchedFor(read.runs, writers))) return { ok: false, why: 'unvouched', from }
      const lines = came.flatMap(({ journal, line, head, event }): Carried[] =>
        event ? [{ journal, n: head.n, line, tablet: writerOf(writers, journal).tablet }] : [],
      )
      try {
        log.noteHeads(read.runs.map(({ head }) => head))
        await log.carryIn(lines)
      } catch (error) {
        return { ok: false, why: error instanceof Contradiction ? 'contradicts' : 'not-saved', from }
      }
      const by = [...new Set(lines.map((line) => line.tablet))]
      return { ok: true, from, lines: lines.length, at, writers: by, leftOut: read.cover.leftOut }
    },
  }

  async function sign(text: SignedText): Promise<string> {
    return toBase64Url(await key.sign(text))
  }
}

/**
 * Whether the tablets that wrote the runs have signed them. A person's signature on a line says who did it, and not where
 * in a journal it stands: whoever else gave it a place there could take that place from what the tablet wrote.
 */
async function areVouchedFor(runs: readonly ReadRun[], writers: Writers): Promise<boolean> {
  const signed = await Promise.all(runs.map(({ head }) => isSigned(head, writers)))
  return signed.every((fits) => fits)
}

/**
 * Who opened the journals of these lines; null when one of them is of a tablet that neither this hall nor what came with
 * the lines knows, or of a journal that its tablet's key has not named. Whether a tablet is let in says the list.
 */
function writersOf(hall: OpenHall, lines: readonly CarriedLine[]): Writers | null {
  const writers = new Map(hall.authority.openings)
  const tablets = new Set(['server', ...hall.tablets.keys(), ...hall.authority.tablets.keys()])
  for (const { event } of lines) {
    if (!event || !isHallEvent(event)) continue
    const { kind, subject, body } = event
    if (kind === 'TabletAdmitted') tablets.add(subject)
    if (kind === 'HallFounded') tablets.add(body.tablet.id)
    // Nobody opens a journal under a name that another tablet's key has made.
    if (takesAName(event)) return null
    for (const [journal, opening] of openingIn(event)) {
      if ((hall.tablets.get(opening.tablet)?.key ?? opening.key) !== opening.key) return null
      if (!writers.has(journal)) writers.set(journal, opening)
    }
  }
  return lines.every(({ journal }) => tablets.has(writerOf(writers, journal).tablet)) ? writers : null
}

/**
 * What an incident needs on another tablet: itself, the open tickets with all that happened to them, the counters, and whose
 * key has signed it all, also where this tablet wrote nothing of that.
 */
function wantedFor(hall: OpenHall, id: string | null, tablet: string, now: number): Exclude<Wanted, string> {
  const incident = id === null ? undefined : incidentBy(hall, id)
  const incidents = new Set(incident ? [incident.id] : [])
  for (const [other, same] of hall.sameIncidents) if (same === incident?.id) incidents.add(other)
  const open = [...hall.tickets.values()].filter(isOpen)
  const tickets = new Set(open.map((ticket) => ticket.id))
  const closings = [...hall.days.values()].map(({ closedAt }) => closedAt)
  const since = Math.max(now - LONGEST_DAY_MS, ...closings)
  return ({ kind, subject, drill, stamp }) => {
    const carried = kinds.get(kind)?.carried
    if (kind === 'JournalOpened' && subject === tablet) return true
    if (incidents.has(subject) || (drill !== null && incidents.has(drill)) || carried === 'always') return true
    if (carried === 'ticket') return tickets.has(subject)
    return carried === 'day' && stampTime(stamp) >= since
  }
}

/** A business day that nobody closed is not longer than this. */
const LONGEST_DAY_MS = 18 * 3_600_000
