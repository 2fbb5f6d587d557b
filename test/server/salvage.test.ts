import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hearing, isOfTheList, noAuthority } from '#domain/authority/authority.ts'
import { readLine } from '#log/lines.ts'
import { signedHead } from '#log/signedHead.ts'
import { bringBack, signedBy } from '#support/bringingBack.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { createHand, pairAnother, pairManager, type SigningTablet } from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
beforeEach(async () => {
  server = await openHallServer({})
  manager = await pairManager(server)
  await manager.push()
})
afterEach(() => server.close())

/** One tablet brings everything that another one wrote; `signer` says that it wrote it. */
const brings = (by: SigningTablet, writer: SigningTablet, signer = writer) =>
  bringBack(server.hall, by, writer.notebook, signer)

async function managers(): Promise<readonly string[]> {
  const { body } = await manager.get('/api/events?after=0')
  const events = (body as readonly { line?: string }[]).flatMap(({ line }) => {
    const read = line === undefined ? null : readLine(line)
    return read?.ok && read.event && isOfTheList(read.event) ? [read.event] : []
  })
  return [...hearing(noAuthority(manager.people.root.publicKey), events).persons.keys()]
}

describe('lines that somebody else brings back', () => {
  it('are believed of nobody who did not sign them', async () => {
    const [writer, other] = [await pairAnother(server, manager, 'counter'), await pairAnother(server, manager, 'wall')]
    writer.writeSome(2)
    expect((await brings(other, writer, other)).body).toMatchObject({ stored: 0 })
    expect((await brings(other, writer)).body).toMatchObject({ stored: 3 })
  })

  it('are asked for where their own tablet has said that it has lost them, until somebody has brought them', async () => {
    const [counter, wall] = [await pairAnother(server, manager, 'counter'), await pairAnother(server, manager, 'wall')]
    counter.writeSome(4)
    const { head, journal, lines } = counter.notebook
    await counter.pushLines(lines.slice(0, 1), 1)
    const next = counter.openNotebook()
    next.write({ kind: 'LinesLost', subject: journal, body: { from: 2, to: 3, seen: [] } })
    expect(await counter.push(1, next)).toMatchObject({ status: 200 })
    expect(await counter.push(4)).toMatchObject({ status: 200, body: { kept: 5 } })
    const lacks = async () => {
      const { n, hash } = head
      const signature = await signedBy(counter)(signedHead(journal, { n, hash: hash ?? '' }))
      const asked = { heads: [{ journal, n, hash, signature }], numbers: [] }
      return (await wall.post('/api/salvage/lacks', asked)).body
    }
    expect(await lacks()).toEqual({ lacks: {}, holes: { [journal]: [[2, 3]] } })
    expect((await brings(wall, counter)).body).toMatchObject({ stored: 2 })
    expect(await lacks()).toEqual({ lacks: {}, holes: {} })
  })

  it('make nobody a manager when a stolen tablet wrote them with a manager’s PIN after it was sent away', async () => {
    const stolen = await pairAnother(server, manager, 'counter')
    const wall = await pairAnother(server, manager, 'wall')
    await stolen.push()
    const after = [...manager.people.heads]
    const book = manager.openNotebook()
    const known = { [stolen.notebook.journal]: 1 }
    manager.say({ kind: 'TabletRevoked', subject: stolen.tablet, body: { known, lost: true } }, book)
    expect((await manager.push(1, book)).status).toBe(200)
    const before = await managers()
    const body = { key: createHand('s_mallory').publicKey, roles: ['manager'], after }
    stolen.notebook.write({ kind: 'PersonAdmitted', subject: 's_mallory', body, ...manager.people.manager })
    expect((await brings(wall, stolen)).body).toMatchObject({ stored: 1 })
    expect(await managers()).toEqual(before)
  })
})

describe('lines that come back to a machine that does not know the time', () => {
  const NINE = Date.UTC(2026, 10, 23, 1, 0)
  const MINUTE = 60_000
  /** How far the clock is set away from nine: of whoever writes just now, and of the server that takes it in. */
  let off = 0

  /** A new machine, and a counter that has written something by a clock that is so much ahead of the machine’s. */
  async function spareAndWriter(ahead: number) {
    await server.close()
    off = 0
    server = await openHallServer({ now: () => NINE + off, elapsed: () => 0 })
    manager = await pairManager(server)
    await manager.push()
    const writer = await pairAnother(server, manager, 'counter')
    off = ahead
    writer.writeSome(1)
    off = 0
    return writer
  }

  /** When it says that it received the last of them, and when that was written. */
  async function lastOf({ notebook }: SigningTablet) {
    const entries: { line?: string; received: string }[] = (await manager.get('/api/events?after=0')).body
    const last = notebook.lines.at(-1) ?? ''
    const read = readLine(last)
    const stamp = read.ok ? read.head.stamp.slice(0, 24) : ''
    return { received: entries.find(({ line }) => line === last)?.received, stamp }
  }

  it('did not come before they were written, as far as it says: no tablet holds back what was done by a right clock', async () => {
    const writer = await spareAndWriter(20 * MINUTE)
    expect((await brings(manager, writer)).body).toMatchObject({ stored: 2 })
    const { received, stamp } = await lastOf(writer)
    expect(received).toBe(stamp)
    server = await server.restart()
    expect(await lastOf(writer)).toEqual({ received, stamp })
    // What it believes of its own clock it does not learn from whoever brings something.
    expect((await manager.get('/api/hello')).status).toBe(200)
  })

  it('came when they came where two tablets say the same time: then it is their clock that ran ahead', async () => {
    const writer = await spareAndWriter(120 * MINUTE)
    for (const each of [manager, writer, manager]) await each.get(`/api/hello?clock=${NINE}`)
    expect((await brings(manager, writer)).body).toMatchObject({ stored: 2 })
    expect((await lastOf(writer)).received).toBe(new Date(NINE).toISOString())
  })
})
