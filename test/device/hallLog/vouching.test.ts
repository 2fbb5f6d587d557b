import { describe, expect, it } from 'vitest'
import { createVouching } from '#device/hallLog/vouching.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import type { SigningKey } from '#device/who/signingKey.ts'
import { hashOfLine, type Line } from '#log/lines.ts'
import { signedAct, withProof } from '#log/proofs.ts'
import { type SignedHead, signedHead } from '#log/signedHead.ts'
import { atRest } from '#support/atRest.ts'
import { admission, issued, journalOf, labelsIn, NINE, newStorage, openLog, otherTablet } from '#support/openLog.ts'
import { realChance } from '#support/realChance.ts'
import { signedHall } from '#support/signedHall.ts'
import { createHand } from '#support/signingTablet.ts'

const JOURNAL = journalOf('bb')
const written = (...labels: string[]) =>
  otherTablet('d_2', JOURNAL).write(NINE, ...labels.map((label) => issued(`t_${label}`, label)))
const came = (lines: readonly Line[]) => lines.map((line, i) => ({ seq: i + 1, received: '', line }))
const keys = {
  read: async () => null,
  write: async () => undefined,
  change: async () => undefined,
  readKey: async () => null,
  writeKey: async () => undefined,
  close: async () => undefined,
}

async function opened(before: readonly Line[] = []) {
  const key = await createSigningKey(keys, realChance)
  const forged: number[] = []
  const again: number[] = []
  const vouching = createVouching({
    keyOf: (journal) => (journal.startsWith(JOURNAL) ? key.publicKey : null),
    needsSomebody: ({ kind }) => kind === 'DayClosed',
    recall: async () => ({ entries: came(before), heads: [] }),
    onForged: async (_, numbers) => void forged.push(...numbers),
    haveAgain: async (_, from) => void again.push(from),
  })
  const head = async (lines: readonly Line[], n = lines.length, by: SigningKey = key): Promise<SignedHead> => {
    const end = { n, hash: hashOfLine(lines[n - 1] ?? '') }
    return {
      journal: JOURNAL,
      ...end,
      signature: Buffer.from(await by.sign(signedHead(JOURNAL, end))).toString('base64'),
    }
  }
  /** So long that what nobody has signed is named. */
  const patience = async () => {
    for (let i = 0; i < 20; i++) await vouching.beat([])
  }
  return { key, again, forged, vouching, head, patience }
}

describe('lines that the hall server brings', () => {
  it('are vouched for by the head that their tablet signed, whichever comes first', async () => {
    const { forged, vouching, head, patience } = await opened()
    const lines = written('A901', 'A902', 'A903')
    await vouching.beat([await head(lines, 2)])
    await vouching.came(came(lines.slice(0, 2)))
    await vouching.came(came(lines.slice(2)))
    await vouching.beat([await head(lines)])
    await patience()
    expect([forged, vouching.overdue]).toEqual([[], []])
  })

  it('are vouched for by the head that came before all lines, in a journal to which nothing more comes', async () => {
    const key = await createSigningKey(keys, realChance)
    const hall = signedHall({ keys: { d_2: key.publicKey } })
    const log = await openLog({ root: hall.root })
    await log.startEpoch('e_1')
    const { journal, head } = hall.admits('d_2', 'counter')
    const signature = Buffer.from(await key.sign(signedHead(journal, head))).toString('base64')
    log.beat([{ journal, ...head, signature }])
    await log.receive(admission()(hall.lines), 'history')
    const unsigned = () => log.unvouched.map((each) => each.journal)
    // Another tablet, which has signed nothing, is named: so long was it waited for.
    while (unsigned().length === 0) {
      log.beat([])
      await atRest()
    }
    expect(unsigned()).toEqual([hall.first.journal])
    await log.close()
  })

  it('are named after a while when nobody has signed them', async () => {
    const { forged, vouching, head, patience } = await opened()
    const lines = written('A901', 'A902', 'A903')
    await vouching.came(came(lines))
    await vouching.beat([await head(lines, 2)])
    expect(vouching.overdue).toEqual([])
    await patience()
    expect([forged, vouching.overdue]).toEqual([[], [{ journal: JOURNAL, from: 3, to: 4 }]])
    await vouching.beat([await head(lines)])
    expect(vouching.overdue).toEqual([])
  })

  it('are named when nobody has signed them, and those not again that lay here before', async () => {
    const lines = written('A901', 'A902', 'A903')
    const { vouching, patience } = await opened(lines.slice(0, 3))
    await vouching.came([{ seq: 3, received: '', line: lines[2] ?? '' }])
    await vouching.came([{ seq: 4, received: '', line: lines[3] ?? '' }])
    await patience()
    expect(vouching.overdue).toEqual([{ journal: JOURNAL, from: 3, to: 4 }])
  })

  it('are not vouched for by a head that another tablet signed', async () => {
    const { forged, vouching, head, patience } = await opened()
    const lines = written('A901')
    await vouching.came(came(lines))
    await vouching.beat([await head(lines, 2, await createSigningKey(keys, realChance))])
    await patience()
    expect([forged, vouching.overdue]).toEqual([[], [{ journal: JOURNAL, from: 1, to: 2 }]])
  })

  it('are set aside when their tablet has signed others in their place', async () => {
    const { forged, vouching, head } = await opened()
    const [opening = '', one = ''] = written('A901', 'A902')
    const theirs = written('A701', 'A702')
    await vouching.came(came([opening, one]))
    await vouching.beat([await head(theirs, 2)])
    // Its first line needs nobody: the name of the journal comes from it.
    expect(forged).toEqual([2])
  })

  it('are set aside with any key on them, where nobody has to sign: what a manager has to sign stays', async () => {
    const { forged, vouching, head } = await opened()
    const hand = createHand('s_0001')
    const closing = { open: 'void', next: '2026-11-24', known: {} } as const
    const [opening = '', ...invented] = otherTablet('d_2', JOURNAL).write(NINE, issued('t_A901', 'A901'), {
      kind: 'DayClosed',
      subject: '2026-11-23',
      body: closing,
    })
    const signed = invented.map((line) => withProof(line, hand.prove(signedAct(line))))
    await vouching.came(came([opening, ...signed]))
    await vouching.beat([await head(written('A701', 'A702'))])
    expect(forged).toEqual([2])
  })

  it('are set aside up to where the chain breaks below the head that their tablet signed', async () => {
    const { forged, vouching, head, patience } = await opened()
    const theirs = written('A901', 'A902', 'A903')
    const [, invented = ''] = written('A801')
    await vouching.came(came([theirs[0] ?? '', invented, ...theirs.slice(2)]))
    await vouching.beat([await head(theirs)])
    await patience()
    expect([forged, vouching.overdue]).toEqual([[2], []])
  })

  it('are asked for once more when they were altered, after twice as many heartbeats each time', async () => {
    const { again, vouching, head } = await opened()
    const theirs = written('A901', 'A902')
    const altered = [theirs[0] ?? '', ...written('A801', 'A802').slice(1)]
    const beatsUntilAsked: number[] = []
    for (let time = 1; time <= 3; time++) {
      await vouching.came(came(altered))
      await vouching.beat([await head(theirs)])
      let beats = 0
      while (again.length < time) {
        await vouching.beat([])
        beats++
      }
      beatsUntilAsked.push(beats)
    }
    await vouching.came(came(theirs))
    await vouching.beat([await head(theirs)])
    for (let i = 0; i < 20; i++) await vouching.beat([])
    expect(beatsUntilAsked).toEqual([1, 2, 4])
    expect(again).toHaveLength(3)
  })

  it.each([
    ['as soon as nobody alters its lines on the way any more', false],
    ['though this one was started again before it heard what was signed', true],
  ])('show the tickets that a tablet gave %s', async (_, isStartedAgain) => {
    const key = await createSigningKey(keys, realChance)
    const hall = signedHall({ keys: { d_2: key.publicKey } })
    const storage = newStorage()
    let log = await openLog({ root: hall.root, storage })
    await log.startEpoch('e_1')
    const book = hall.admits('d_2', 'counter')
    const ticket = (label: string) => ({
      kind: 'TicketIssued',
      subject: `t_${label}`,
      body: issued(`t_${label}`, label).body,
    })
    const first = book.write(ticket('A901'))
    const inAnotherHand = book.fork()
    const said = [...hall.lines, first, book.write(ticket('A902'))]
    const altered = [...hall.lines, first, inAnotherHand.write(ticket('A907'))]
    const head = { n: 3, hash: hashOfLine(said.at(-1) ?? '') }
    const signature = Buffer.from(await key.sign(signedHead(book.journal, head))).toString('base64')
    const heads = [{ journal: book.journal, ...head, signature }]
    await log.receive(admission()(altered), 'history')
    expect(labelsIn(log)).toEqual(['A901', 'A907'])
    if (isStartedAgain) {
      await log.close()
      log = await openLog({ root: hall.root, storage })
    }
    log.beat(heads)
    while (log.cursor.seq > 0) {
      log.beat([])
      await atRest()
    }
    expect(labelsIn(log)).not.toContain('A907')
    await log.receive(admission()(said), 'history')
    expect([labelsIn(log), log.setAside]).toEqual([['A901', 'A902'], []])
    await log.close()
  })

  it('show the ticket of a line that came torn twice, as soon as it comes whole', async () => {
    const log = await openLog()
    await log.startEpoch('e_1')
    const said = written('A901', 'A902')
    const torn = said.map((line) => line.replace('"label":"A901"', '"label":"A9"'))
    await expect(log.receive(admission()(torn), 'history')).rejects.toThrow('is not a line')
    await log.receive(admission()(torn), 'history')
    expect(labelsIn(log)).toEqual(['A902'])
    while (log.cursor.seq > 0) {
      log.beat([])
      await atRest()
    }
    await log.receive(admission()(said), 'history')
    expect([labelsIn(log), log.setAside]).toEqual([['A901', 'A902'], []])
    await log.close()
  })
})
