import type { KindName } from '#domain/whole.ts'
import { journalName } from '#log/journalName.ts'
import { EMPTY_HEAD, hashOfLine, type JournalHead, type Line, readLine, writeLine } from '#log/lines.ts'
import { proofIn, proofParts, withProof } from '#log/proofs.ts'
import { signedHead } from '#log/signedHead.ts'
import { createStampClock } from '#log/stamp.ts'
import type { MemoryDisk } from '#support/memoryDisk.ts'
import type { Device } from '../device.ts'
import type { World } from './act.ts'
import { tokenOn } from './hostile.ts'

/** A day that nobody closes, and what no manager tells customers. */
export const NOT_TODAY = '2031-05-06'
export const NOT_TRUE = '今日停业'

/** What a hostile tablet writes: well-formed, and nothing that it is entitled to. */
const SAID: readonly (readonly [KindName, (world: Seen) => Said])[] = [
  ['DayClosed', () => [NOT_TODAY, { open: 'void', next: '2031-05-07', known: {} }]],
  ['HallConfigured', ({ hall }) => [hall, { notice: NOT_TRUE }]],
  ['RolesChanged', ({ staff }) => [staff, { roles: ['security'], known: {}, after: [] }]],
  ['PersonRemoved', ({ staff }) => [staff, { known: {}, after: [] }]],
  ['KeyGiven', ({ staff, key }) => [staff, { key, known: {}, after: [] }]],
  ['PersonAdmitted', ({ key }) => ['s_mallory', { key, roles: ['manager'], after: [] }]],
  ['TabletRevoked', ({ tablet }) => [tablet, { known: {}, after: [] }]],
  ['PapersShredded', ({ paper }) => [paper.subject, { papers: [paper.name] }]],
  [
    'CaseEnded',
    ({ paper }) => [paper.subject, { outcome: 'refunded', reason: 'customer-asks', serial: null, tell: false }],
  ],
  ['IncidentStoodDown', ({ incident }) => [incident, { met: 0, of: 0, reason: 'by-decision' }]],
]
type Said = readonly [subject: string, body: Readonly<Record<string, unknown>>]

/** What somebody at the tablet sees of the hall. */
interface Seen {
  readonly hall: string
  readonly staff: string
  readonly tablet: string
  readonly incident: string
  readonly paper: { readonly subject: string; readonly name: string }
  /** A key that nobody gave, as it would stand on a person's line. */
  readonly key: string
}

/** A journal that a hostile tablet begins beside its own, signed with the key that the hall knows. Null: it is nobody's tablet. */
export function rogueJournal(world: World, device: Device) {
  const { chance, papers, server, time } = world
  const { identity, log } = device.tablet
  const listed = log.hall.authority.tablets.get(identity?.tablet ?? '')
  if (!identity || !listed) return null
  const { hall, tablet } = identity
  const nonce = chance.bytes(16).toString('hex')
  const journal = journalName(listed.key, nonce)
  const clock = createStampClock(journal, null)
  let head: JournalHead = EMPTY_HEAD
  const lines: Line[] = []

  function write(kind: string, by: string | null, [subject, body]: Said, proof: string | null): void {
    const envelope = { hall, journal, n: head.n + 1, stamp: clock.next(time.now()), prev: head.hash }
    const written = writeLine(
      { ...envelope, kind, by, subject, drill: null, body: { ...body }, papers: [] },
      new Uint8Array(chance.bytes(16)),
    )
    if (!written.ok) throw new Error(written.why)
    const line = proof === null ? written.line : withProof(written.line, proofParts(proof))
    head = { n: head.n + 1, hash: hashOfLine(line) }
    lines.push(line)
  }

  write('JournalOpened', null, [tablet, { tablet, key: listed.key, nonce, lane: identity.lane }], null)
  const { hall: now } = log
  const [manager = ''] = now.staff.keys()
  // What a manager did sign stands in the log for everybody to read: here it stands on another line.
  const real = server.lines().flatMap(({ line }) => (readLine(line).ok ? (proofIn(line) ?? []) : []))
  const key = chance.bytes(65).toString('base64url')
  const seen: Seen = {
    hall,
    key,
    staff: chance.oneOf([...now.staff.keys(), manager]),
    tablet: chance.oneOf([...now.authority.tablets.keys()]),
    incident: [...now.incidents.keys()].at(-1) ?? 'e_0123456789abcdef',
    paper: papers.length > 0 ? chance.oneOf(papers) : { subject: 'c_0123456789abcdef', name: 'a'.repeat(64) },
  }
  for (let i = chance.below(6); i >= 0; i--) {
    const [kind, say] = chance.oneOf(SAID)
    const own = `${key}.${chance.bytes(64).toString('base64url')}`
    const proof = chance.oneOf([null, own, ...(real.length > 0 ? [chance.oneOf(real)] : [])])
    const [subject, body] = say(seen)
    const after = 'after' in body ? { after: [...now.authority.heads] } : {}
    write(kind, chance.oneOf([manager, null]), [subject, { ...body, ...after }], proof)
  }
  return {
    journal,
    lines,
    /** Sends it as tablets send what they wrote. */
    async push(): Promise<number> {
      const signature = await device.tablet.sign(signedHead(journal, { n: head.n, hash: head.hash ?? '' }))
      const headers = {
        'Content-Type': 'application/x-ndjson',
        'StayOpen-Journal': journal,
        'StayOpen-From': '1',
        'StayOpen-Signature': Buffer.from(signature, 'base64url').toString('base64'),
        Authorization: `Bearer ${tokenOn(device.storage.disk as MemoryDisk)}`,
      }
      const answer = await server.fetch('/api/events', { method: 'POST', headers, body: `${lines.join('\n')}\n` })
      await answer.text()
      return answer.status
    },
  }
}
