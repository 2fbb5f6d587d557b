import { afterEach, describe, expect, it } from 'vitest'
import { compressText } from '#device/basics/compressing.ts'
import { createCarrier } from '#device/carry/carrier.ts'
import { createPen, firstJournal, newJournal, type OwnJournal } from '#device/journal/pen.ts'
import { createSigningKey, type SigningKey } from '#device/who/signingKey.ts'
import { writeCarried } from '#log/carried.ts'
import { admission, HALL, issued, journalOf, labelsIn, NINE, openConfiguredLog, otherTablet } from '#support/openLog.ts'
import { realChance } from '#support/realChance.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A tablet that knows d_2 and its key, and what takes in for it. */
async function opened() {
  const log = await openConfiguredLog()
  closing.push(() => log.close())
  const key = await createSigningKey(keptNowhere, realChance)
  const { publicKey } = key
  const paired = {
    kind: 'TabletPaired',
    subject: 'd_2',
    body: { name: '2 号台', place: 'counter', key: publicKey, lane: 3 },
  } as const
  await log.receive(admission(2)(otherTablet('server', journalOf('ee')).write(NINE - 30_000, paired)), 'history')
  const carrier = createCarrier({ log, identity: { hall: HALL, tablet: 'd_1' }, key, now: () => NINE })
  return { log, key, carrier }
}

/** What d_2 carries: a journal of its own, with a ticket in it. */
async function packed(key: SigningKey, journal: OwnJournal) {
  const pen = createPen({ hall: HALL, tablet: 'd_2', lane: 3, key: key.publicKey }, [journal], realChance)
  const written = pen.write([issued('t_1', 'A901')], null, NINE)
  if (written === 'line-too-long') throw new Error(written)
  const cover = { hall: HALL, tablet: 'd_2', at: new Date(NINE).toISOString(), what: 'all' } as const
  const run = { journal: journal.journal, from: 1, lines: written.lines }
  const sign = async (text: Parameters<SigningKey['sign']>[0]) =>
    Buffer.from(await key.sign(text)).toString('base64url')
  return compressText(await writeCarried(cover, [run], sign), 'gzip')
}

describe('a file that another tablet carries here', () => {
  it('brings journals that the key of their tablet has named', async () => {
    const { log, key, carrier } = await opened()
    const journal = newJournal({ key: key.publicKey }, realChance)
    expect(await carrier.takeIn(await packed(key, journal))).toMatchObject({ ok: true, lines: 2 })
    expect(labelsIn(log)).toEqual(['A901'])
  })

  it('is refused whole when it opens a journal under a name that somebody else’s key has made', async () => {
    const { log, key, carrier } = await opened()
    const taken = firstJournal('j_00000000000000dd', 'd'.repeat(32))
    expect(await carrier.takeIn(await packed(key, taken))).toEqual({ ok: false, why: 'tablet-unknown', from: '2 号台' })
    expect(labelsIn(log)).toEqual([])
  })
})

const keptNowhere = {
  read: async () => null,
  write: async () => undefined,
  readKey: async () => null,
  writeKey: async () => undefined,
  close: () => undefined,
}
