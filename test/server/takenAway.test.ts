import { randomBytes } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NO_PREVIOUS } from '#log/event.ts'
import { type Line, writeLine } from '#log/lines.ts'
import { signedAct, withProof } from '#log/proofs.ts'
import { signedChallenge } from '#log/signed.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  call,
  createHand,
  createKey,
  type Hand,
  type Notebook,
  pairAnother,
  pairManager,
  type SigningTablet,
} from '#support/signingTablet.ts'

let server: TestHallServer
let chief: SigningTablet
let counter: SigningTablet
let book: Notebook
/** A second manager, who works at the counter, and what they knew of the list while they were one. */
let chen: Hand
let heads: readonly string[]
beforeEach(async () => {
  server = await openHallServer()
  chief = await pairManager(server)
  counter = await pairAnother(server, chief, 'counter')
  chen = createHand('s_0002')
  book = chief.openNotebook()
  await says('PersonAdmitted', { key: chen.publicKey, roles: ['manager'] })
  heads = chief.people.heads
})
afterEach(() => server.close())

async function says(kind: string, body: Record<string, unknown>): Promise<void> {
  chief.say({ kind, subject: 's_0002', body }, book)
  expect((await chief.push(book.lines.length === 2 ? 1 : book.head.n, book)).status).toBe(200)
}
/** The first manager takes the right away, and has every line of the counter by then. */
const takesAway = (kind: string, body: Record<string, unknown> = {}) =>
  says(kind, { ...body, known: { [counter.notebook.journal]: counter.notebook.head.n } })

const WAYS: readonly (readonly [string, () => Promise<void>])[] = [
  ['is no manager any more', () => takesAway('RolesChanged', { roles: ['front'] })],
  ['does not work here any more', () => takesAway('PersonRemoved')],
  ['has a new key, since somebody has the old one', () => takesAway('KeyGiven', { key: createHand(null).publicKey })],
]

describe.each(WAYS)('whoever has the key of a manager who %s', (_, takeAway) => {
  it('sends no tablet away with lines that another copy of a tablet writes where those known of stand', async () => {
    counter.writeSome(1)
    const copy = counter.openNotebook(counter.notebook.journal, {
      lines: [...counter.notebook.lines],
      head: counter.notebook.head,
    })
    counter.writeSome(5)
    await counter.push()
    await takeAway()
    copy.write({ kind: 'TabletRevoked', subject: chief.tablet, body: { known: {}, after: heads }, ...chen })
    expect((await counter.push(1, copy)).body).toMatchObject({ code: 'fork', n: 3 })
    expect((await chief.get('/api/hello')).body.revoked).toBe(false)
  })

  it('lets no tablet in with a line that stands in no journal, whatever place it names', async () => {
    counter.writeSome(5)
    await counter.push()
    await takeAway()
    expect(await admittedBy(chen)).toMatchObject({ status: 409, body: { code: 'not-admitted' } })
    // Whoever is a manager lets tablets in before their line has come.
    expect((await admittedBy(chief.people.manager)).status).toBe(200)
  })
})

/** What a tablet is answered that shows a line by which this person lets it in, as if from among the counter's first. */
async function admittedBy(hand: Hand) {
  const [key, tablet] = [await createKey(), `d_${randomBytes(8).toString('hex')}`]
  const { challenge } = (await post('/api/challenges', { tablet })).body
  const { hall, origin } = server
  const signature = await key.sign(signedChallenge({ hall, origin, tablet, challenge }))
  return post('/api/tokens', { tablet, challenge, origin, signature, admission: admission(tablet, key.spki, hand) })
}

const post = (path: string, body: unknown) =>
  call(server.origin, path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })

function admission(tablet: string, key: string, { by, prove }: Hand): Line {
  const { journal } = counter.notebook
  const envelope = { hall: server.hall, journal, n: 2, stamp: '2026-11-23T01:00:00.000Z-0000-00000000' }
  const body = { place: 'manager', key, sealKey: null, box: null, after: [] }
  const said = { prev: NO_PREVIOUS, kind: 'TabletAdmitted', by, subject: tablet, drill: null, body, papers: [] }
  const written = writeLine({ ...envelope, ...said }, new Uint8Array(16))
  if (!written.ok) throw new Error(written.why)
  return withProof(written.line, prove(signedAct(written.line)))
}
