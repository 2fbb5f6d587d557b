import { afterEach, describe, expect, it } from 'vitest'
import { compressText } from '#device/basics/compressing.ts'
import { createCarrier } from '#device/carry/carrier.ts'
import { createPen, firstJournal, newJournal, type OwnJournal } from '#device/journal/pen.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { writeCarried } from '#log/carried.ts'
import type { CarriedRun } from '#log/carriedRuns.ts'
import { hashOfLine, headText, keptHead, type Line, writeLine } from '#log/lines.ts'
import { signedAct, withProof } from '#log/proofs.ts'
import type { SignedText } from '#log/signed.ts'
import { signedHead } from '#log/signedHead.ts'
import { admission, HALL, issued, journalOf, labelsIn, NINE, openConfiguredLog, otherTablet } from '#support/openLog.ts'
import { realChance } from '#support/realChance.ts'
import { createHand } from '#support/signingTablet.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A tablet that knows these others by their keys, and what packs and takes in for it under a key of its own. */
async function tablet(id: string, own: SigningKey, others: Readonly<Record<string, SigningKey>>) {
  const log = await openConfiguredLog({ tablet: id })
  closing.push(() => log.close())
  const paired = Object.entries(others).map(
    ([subject, { publicKey }]) =>
      ({
        kind: 'TabletAdmitted',
        subject,
        body: { name: subject, place: 'counter', key: publicKey, sealKey: null, box: null, after: [] as string[] },
      }) as const,
  )
  await log.receive(admission(2)(otherTablet('server', journalOf('ee')).write(NINE - 30_000, ...paired)), 'history')
  return { log, carrier: createCarrier({ log, identity: { hall: HALL, tablet: id }, key: own, now: () => NINE }) }
}

/** d_1, which knows d_2 and d_3. */
async function opened() {
  const [ours, key, otherKey] = [await newKey(), await newKey(), await newKey()]
  return { ours, key, otherKey, ...(await tablet('d_1', ours, { d_2: key, d_3: otherKey })) }
}

const newKey = () => createSigningKey(keptNowhere, realChance)
const signWith = (key: SigningKey) => async (text: SignedText) =>
  Buffer.from(await key.sign(text)).toString('base64url')

/** What a tablet wrote: line 1 and three tickets. */
function written(
  tablet: string,
  key: SigningKey,
  journal: OwnJournal = newJournal({ key: key.publicKey }, realChance),
) {
  const pen = createPen({ hall: HALL, tablet, lane: 3, key: key.publicKey }, [journal], realChance)
  const tickets = ['A901', 'A902', 'A903'].map((label) => issued(`t_${tablet}_${label}`, label))
  const lines = pen.write(tickets, null, NINE)
  if (lines === 'line-too-long') throw new Error(lines)
  pen.commit(lines)
  return {
    journal: journal.journal,
    lines: lines.lines,
    /** What it writes next. */
    more() {
      const next = pen.write([issued(`t_${tablet}_A904`, 'A904')], null, NINE)
      if (next === 'line-too-long') throw new Error(next)
      return next.lines
    },
  }
}

/** A run whose end is signed with a key. */
async function signedRun(key: SigningKey, journal: string, lines: readonly Line[], from = 1): Promise<CarriedRun> {
  const head = { n: from + lines.length - 1, hash: hashOfLine(lines.at(-1) ?? '') }
  return { journal, from, lines, signature: await signWith(key)(signedHead(journal, head)) }
}

/** What d_2 hands over. */
async function handedOver(key: SigningKey, ...runs: readonly CarriedRun[]) {
  const cover = { hall: HALL, tablet: 'd_2', at: new Date(NINE).toISOString(), what: 'all', leftOut: 0 } as const
  return compressText(await writeCarried(cover, runs, signWith(key)), 'gzip')
}

describe('a file that another tablet carries here', () => {
  it('brings what it wrote itself, and what others wrote under their signatures', async () => {
    const { log, key, otherKey, carrier } = await opened()
    const [own, theirs] = [written('d_2', key), written('d_3', otherKey)]
    const bytes = await handedOver(
      key,
      await signedRun(key, own.journal, own.lines),
      await signedRun(otherKey, theirs.journal, theirs.lines),
    )
    expect(await carrier.takeIn(bytes)).toMatchObject({ ok: true, lines: 8, writers: ['d_2', 'd_3'] })
    expect(log.hall.tickets.size).toBe(6)
  })

  it('keeps the chain with heads that are stored nowhere and count for nobody', async () => {
    const { log, key, carrier } = await opened()
    const { journal, lines } = written('d_2', key)
    const [opening = '', one = '', two = '', three = ''] = lines
    const bytes = await handedOver(key, await signedRun(key, journal, [opening, one, headText(two), three]))
    expect(await carrier.takeIn(bytes)).toMatchObject({ ok: true, lines: 3 })
    expect(labelsIn(log)).toEqual(['A901', 'A903'])
    // The whole line still comes.
    await log.carryIn([{ journal, n: 3, line: two, tablet: 'd_2' }])
    expect(labelsIn(log)).toEqual(['A901', 'A902', 'A903'])
  })

  it('can be carried on by whoever took it, who never met its writer', async () => {
    const { key, otherKey, ours, carrier } = await opened()
    const theirs = written('d_3', otherKey)
    await carrier.takeIn(await handedOver(key, await signedRun(otherKey, theirs.journal, theirs.lines)))
    const { bytes, lines, leftOut } = await carrier.pack({ what: 'all' })
    const last = await tablet('d_4', key, { d_1: ours, d_3: otherKey })
    expect(await last.carrier.takeIn(bytes)).toMatchObject({ ok: true, lines, leftOut })
    expect(labelsIn(last.log)).toEqual(['A901', 'A902', 'A903'])
    // What came without any signature stays behind: nobody would have to believe it.
    expect(leftOut).toBeGreaterThan(0)
  })

  it('is packed without what the hall server only says that a tablet has signed', async () => {
    const { log, key, otherKey, ours, carrier } = await opened()
    const [one, two] = [written('d_2', key), written('d_3', otherKey)]
    await log.receive(admission(5)([...one.lines, ...two.lines]), 'live')
    const headOf = async (by: SigningKey, { journal, lines }: ReturnType<typeof written>) => {
      const { signature } = await signedRun(by, journal, lines)
      return { journal, n: 4, hash: hashOfLine(lines[3] ?? ''), signature: signature ?? '' }
    }
    log.noteHeads([await headOf(key, one), await headOf(ours, two)])
    const { bytes } = await carrier.pack({ what: 'all' })
    const last = await tablet('d_4', key, { d_1: ours, d_2: key, d_3: otherKey })
    expect(await last.carrier.takeIn(bytes)).toMatchObject({ ok: true })
    expect([...last.log.hall.tickets.keys()]).toEqual(['t_d_2_A901', 't_d_2_A902', 't_d_2_A903'])
  })

  it.each([
    ['by the tablet that carries it', true],
    ['by nobody', false],
  ])('is refused whole when the lines of another tablet are signed %s', async (_, bySomebody) => {
    const { log, key, otherKey, carrier } = await opened()
    const theirs = written('d_3', otherKey)
    const run = await signedRun(key, theirs.journal, theirs.lines)
    const own = written('d_2', key)
    const bytes = await handedOver(
      key,
      await signedRun(key, own.journal, own.lines),
      bySomebody ? run : { ...run, signature: '' },
    )
    expect(await carrier.takeIn(bytes)).toMatchObject({ ok: false, why: 'unvouched' })
    expect(labelsIn(log)).toEqual([])
  })

  it('is refused whole when what stands in the journal of another tablet is signed by a person alone', async () => {
    const { log, key, otherKey, carrier } = await opened()
    const theirs = written('d_3', otherKey)
    await carrier.takeIn(await handedOver(key, await signedRun(otherKey, theirs.journal, theirs.lines)))
    const hand = createHand('s_0001')
    const last = theirs.lines.at(-1) ?? ''
    const invented = writeLine(
      {
        ...keptHead(last),
        n: theirs.lines.length + 1,
        prev: hashOfLine(last),
        kind: 'TicketCancelled',
        by: hand.by,
        body: { reason: 'left' },
        papers: [],
      },
      new Uint8Array(16),
    )
    if (!invented.ok) throw new Error(invented.why)
    const line = withProof(invented.line, hand.prove(signedAct(invented.line)))
    const from = theirs.lines.length + 1
    const opening = await signedRun(otherKey, theirs.journal, theirs.lines.slice(0, 1))
    const bytes = await handedOver(key, opening, await signedRun(key, theirs.journal, [line], from))
    expect(await carrier.takeIn(bytes)).toMatchObject({ ok: false, why: 'unvouched' })
    expect(labelsIn(log)).toEqual(['A901', 'A902', 'A903'])
    // What that tablet goes on to write is taken as before.
    const honest = await signedRun(otherKey, theirs.journal, theirs.more(), from)
    expect(await carrier.takeIn(await handedOver(key, opening, honest))).toMatchObject({ ok: true })
    expect(labelsIn(log)).toEqual(['A901', 'A902', 'A903', 'A904'])
  })

  it('is refused whole when a signature is moved to other lines, or a line to another place', async () => {
    const { log, key, otherKey, carrier } = await opened()
    const theirs = written('d_3', otherKey)
    const [opening = '', one = '', two = ''] = theirs.lines
    const whole = await signedRun(otherKey, theirs.journal, theirs.lines)
    const shorter = { ...whole, lines: [opening, one, two] }
    expect(await carrier.takeIn(await handedOver(key, shorter))).toMatchObject({ ok: false, why: 'unvouched' })
    const gap = { ...whole, lines: [opening, two] }
    expect(await carrier.takeIn(await handedOver(key, gap))).toMatchObject({ ok: false, why: 'damaged' })
    const another = written('d_3', otherKey)
    const mixed = { ...whole, lines: [opening, another.lines[1] ?? '', ...theirs.lines.slice(2)] }
    expect(await carrier.takeIn(await handedOver(key, mixed))).toMatchObject({ ok: false })
    expect(labelsIn(log)).toEqual([])
  })

  it('is refused before it fills the memory with what hardly anything was packed into', async () => {
    const { carrier } = await opened()
    const bomb = await compressText(`{"stayopen":"carried"}\n${' '.repeat(40_000_000)}`, 'gzip')
    expect(bomb.length).toBeLessThan(100_000)
    expect(await carrier.takeIn(bomb)).toEqual({ ok: false, why: 'not-carried', from: null })
  })

  it('is refused whole when it opens a journal under a name that somebody else’s key has made', async () => {
    const { log, key, carrier } = await opened()
    const taken = written('d_2', key, firstJournal('j_00000000000000dd', 'd'.repeat(32)))
    const bytes = await handedOver(key, await signedRun(key, taken.journal, taken.lines))
    expect(await carrier.takeIn(bytes)).toEqual({ ok: false, why: 'tablet-unknown', from: 'd_2' })
    expect(labelsIn(log)).toEqual([])
  })
})

const keptNowhere = {
  read: async () => null,
  write: async () => undefined,
  change: async () => undefined,
  readKey: async () => null,
  writeKey: async () => undefined,
  close: async () => undefined,
}
