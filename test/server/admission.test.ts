import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { hashOfLine, headText, keptEvent, keptHead } from '#log/lines.ts'
import { signedHead } from '#log/signedHead.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  createHand,
  found,
  type Hand,
  openStream,
  pairAnother,
  pairManager,
  randomJournal,
  type SigningTablet,
} from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
/** Ms that the server has run. */
let ran = 0
const DAY = 24 * 3_600_000
beforeEach(async () => {
  server = await openHallServer({ elapsed: () => ran })
  manager = await pairManager(server)
})
afterEach(() => server.close())

const CLOSED = { kind: 'CounterClosed', subject: '3', body: {} }
const SEEN = { kind: 'ObservationNoted', subject: 'e_1', body: { team: null, good: true, text: '王女士晕倒' } }
/** A manager takes the line out. */
const redacted = (line: string) => {
  const { journal, n } = keptHead(line)
  return { kind: 'LineRedacted', subject: journal, body: { n, hash: hashOfLine(line) }, ...manager.people.manager }
}
const headOfHall = async () => (await manager.get('/api/hello')).body.head
const entries = async (after: number) => (await manager.get(`/api/events?after=${after}`)).body

describe('a push that does not fit', () => {
  it('asks for what is missing in between', async () => {
    manager.writeSome(4)
    expect(await manager.push(3)).toMatchObject({ status: 409, body: { code: 'gap', expected: 1 } })
    await manager.pushLines(manager.notebook.lines.slice(0, 2), 1)
    expect(await manager.push(4)).toMatchObject({ status: 409, body: { code: 'gap', expected: 3 } })
    expect(await manager.push(3)).toMatchObject({ status: 200, body: { kept: 5 } })
  })

  it('is refused when another tablet signs it or pushes it', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    await manager.push()
    manager.writeSome(1)
    const line = manager.notebook.lines[1] ?? ''
    const before = await headOfHall()
    expect(await counter.pushLines([line], 2, manager.notebook.journal)).toMatchObject({
      status: 403,
      body: { code: 'not-your-journal' },
    })
    const signature = await counter.key.sign(signedHead(manager.notebook.journal, manager.notebook.head))
    const headers = {
      'Content-Type': 'application/x-ndjson',
      'StayOpen-Journal': manager.notebook.journal,
      'StayOpen-From': '2',
      'StayOpen-Signature': signature,
    }
    const forged = await manager.request('/api/events', { method: 'POST', headers, body: line })
    expect(forged).toMatchObject({ status: 422, body: { code: 'bad-signature', n: 2 } })
    expect(await headOfHall()).toBe(before)
  })

  it('is refused when line 1 does not name this tablet and its key', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const stolen = manager.notebook.lines
    expect(await counter.pushLines(stolen, 1, manager.notebook.journal)).toMatchObject({
      status: 422,
      body: { code: 'bad-opening', n: 1 },
    })
    const journal = randomJournal()
    const book = counter.openNotebook(journal, { lines: [], head: { n: 0, hash: '0'.repeat(64) } })
    book.write(CLOSED)
    expect(await counter.push(1, book)).toMatchObject({ status: 422, body: { code: 'bad-opening' } })
  })

  it('is refused when another tablet opens a journal whose name it has learnt, and the owner loses nothing', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const thief = await pairAnother(server, manager, 'counter')
    const taken = thief.openNotebook(counter.notebook.journal)
    expect(await thief.push(1, taken)).toMatchObject({ status: 422, body: { code: 'bad-opening', n: 1 } })
    expect(await counter.push()).toMatchObject({ status: 200, body: { kept: 1 } })
  })

  it.each([
    ['foreign-hall', (line: string) => line.replace(/"hall":"[^"]+"/, '"hall":"h_elsewhere"')],
    ['foreign-journal', (line: string) => line.replace(/"journal":"[^"]+"/, '"journal":"j_00000000000000aa"')],
    ['not-contiguous', (line: string) => line.replace('"n":2', '"n":3')],
    ['broken-chain', (line: string) => line.replace(/"prev":"[^"]+"/, `"prev":"${'a'.repeat(64)}"`)],
    ['bad-envelope', (line: string) => line.replace('"v":2', '"v":3')],
    ['not-json', (line: string) => line.slice(0, -1)],
    ['bad-sum', (line: string) => line.replace('"body":{}', '"body":{"counter":"9"}')],
    ['line-too-long', (line: string) => line.replace('"body":{}', `"body":{"x":"${'长'.repeat(30_000)}"}`)],
  ])('is refused for a line that is %s, and keeps nothing of it', async (code, spoil) => {
    manager.writeSome(2)
    const [first = '', second = '', third = ''] = manager.notebook.lines
    const before = await headOfHall()
    const answer = await manager.pushLines([first, spoil(second), third], 1)
    expect(answer).toMatchObject({ status: 422, body: { code, n: 2 } })
    expect(await headOfHall()).toBe(before)
  })
})

describe('what the hall server does not understand or does not let through', () => {
  it('keeps its seq and stops nothing behind it; what a newer version says of a known kind is passed on', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const { notebook } = counter
    notebook.write({ kind: 'CounterClosed', subject: '3', body: {} })
    notebook.write({ kind: 'TicketCalled', subject: 't_1', body: { counter: 'three' } })
    const lease = { queue: 'A', day: '2026-11-23', from: 1, to: 20, tablet: counter.tablet }
    notebook.write({ kind: 'NumbersLeased', subject: 'r_1', body: lease })
    notebook.write({
      kind: 'JournalOpened',
      subject: notebook.journal,
      body: { tablet: 'd_1', key: 'AA', nonce: 'anything', lane: 1 },
    })
    notebook.write({ kind: 'RobotGreeted', subject: 'r_1', body: { from: 'the future' } })
    const quarantined = [
      { n: 4, code: 'not-allowed-here' },
      { n: 5, code: 'misplaced' },
    ]
    expect(await counter.push()).toMatchObject({ status: 200, body: { kept: 6, quarantined } })
    const seen = (await entries(6)).map((entry: { quarantined?: string }) => entry.quarantined ?? 'passed on')
    expect(seen.slice(0, 7)).toEqual([
      'passed on',
      'passed on',
      'passed on',
      'not-allowed-here',
      'misplaced',
      'passed on',
      'passed on',
    ])
  })
})

describe('who may', () => {
  const isRevoked = async (tablet: SigningTablet) => (await tablet.get('/api/hello')).body.revoked
  const revoked = (tablet: SigningTablet, hand?: Hand) => ({
    kind: 'TabletRevoked',
    subject: tablet.tablet,
    body: { known: {} },
    ...hand,
  })

  it('is a matter of the person: no tablet sends another away, not even a manager’s, unless a manager signs', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    for (const [rogue, victim] of [
      [counter, manager],
      [manager, counter],
    ] as const) {
      rogue.notebook.write({ ...revoked(victim), body: { known: {}, after: rogue.people.heads } })
      expect((await rogue.push()).status).toBe(200)
      expect(await isRevoked(victim)).toBe(false)
    }
  })

  it('lets a manager send a tablet away from a counter', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const lost = await pairAnother(server, manager, 'counter')
    counter.say(revoked(lost))
    expect((await counter.push()).body.quarantined).toEqual([])
    expect(await isRevoked(lost)).toBe(true)
  })

  it('takes no line that names a manager who has not signed it, and stops nothing behind it', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const { manager: chief } = counter.people
    const own = createHand('s_0001')
    const forger: Hand = { ...own, prove: (text) => ({ ...own.prove(text), key: chief.publicKey }) }
    counter.notebook.write({ ...revoked(manager, forger), body: { known: {}, after: counter.people.heads } })
    counter.writeSome(1)
    expect((await counter.push()).body).toMatchObject({ kept: 3, quarantined: [{ n: 2, code: 'bad-proof' }] })
    expect(await isRevoked(manager)).toBe(false)
  })

  it('does not take a line for signed that was signed in another place', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const real = manager.say(revoked(counter))
    const proof = /,"proof":"[^"]+"/.exec(headText(real))?.[0] ?? ''
    const { journal } = counter.notebook
    counter.notebook.write(revoked(manager, createHand('s_0001')))
    const [opening = '', forged = ''] = counter.notebook.lines
    const moved = forged.replace(/,"proof":"[^"]+"/, proof)
    expect((await counter.pushLines([opening, moved], 1, journal)).body.quarantined).toEqual([
      { n: 2, code: 'bad-proof' },
    ])
    expect(await isRevoked(manager)).toBe(false)
  })

  it('knows no manager whom a clerk has made', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    const [clerk, friend] = [createHand('s_0002'), createHand('s_0003')]
    manager.say({ kind: 'PersonAdmitted', subject: 's_0002', body: { key: clerk.publicKey, roles: ['front'] } })
    await manager.push()
    const before = counter.people.heads
    counter.say({
      kind: 'PersonAdmitted',
      subject: 's_0003',
      body: { key: friend.publicKey, roles: ['manager'] },
      ...clerk,
    })
    counter.say(revoked(manager, friend))
    counter.people.heads = before
    expect((await counter.push()).body.quarantined).toEqual([])
    expect(await isRevoked(manager)).toBe(false)
  })

  it('waits for what the line builds on, and then follows, also over a restart', async () => {
    const lost = await pairAnother(server, manager, 'counter')
    const counter = await pairAnother(server, manager, 'counter')
    const second = createHand('s_0002')
    manager.say({ kind: 'PersonAdmitted', subject: 's_0002', body: { key: second.publicKey, roles: ['manager'] } })
    counter.say(revoked(lost, second))
    await counter.push()
    expect(await isRevoked(lost)).toBe(false)
    server = await server.restart()
    await manager.push()
    expect(await isRevoked(lost)).toBe(true)
  })

  it('leaves a line as it is that no manager has taken out, until it is one who has', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    counter.notebook.write(SEEN)
    await counter.push()
    const line = counter.notebook.lines[1] ?? ''
    const served = async () => JSON.stringify(await entries(0)).includes('王女士晕倒')
    const second = createHand('s_0002')
    const { kind, subject, body } = redacted(line)
    const late = manager.openNotebook()
    manager.say(
      { kind: 'PersonAdmitted', subject: 's_0002', body: { key: second.publicKey, roles: ['manager'] } },
      late,
    )
    manager.notebook.write({ kind, subject, body })
    manager.notebook.write({ kind, subject, body, ...second })
    expect((await manager.push()).body.quarantined).toEqual([])
    expect(await served()).toBe(true)
    server = await server.restart()
    expect(await served()).toBe(true)
    ran += 2 * DAY
    expect((await manager.push(1, late)).status).toBe(200)
    // It counts from now on, and is carried out a day later.
    expect(await served()).toBe(true)
    ran += DAY
    await manager.push(1, late)
    expect(await served()).toBe(false)
  })
})

describe('two devices that write one journal', () => {
  /** A tablet whose storage was cloned after line 2: both copies go on. */
  async function fork() {
    manager.writeSome(1)
    const clone = manager.openNotebook(manager.notebook.journal, {
      lines: [...manager.notebook.lines],
      head: manager.notebook.head,
    })
    manager.writeSome(2)
    clone.write({ ...CLOSED, subject: '4' })
    clone.write({ ...CLOSED, subject: '5' })
    const branch = `${manager.notebook.journal}~${hashOfLine(clone.lines[2] ?? '').slice(0, 8)}`
    await manager.push()
    return { clone, branch }
  }

  it('keeps the branch that came first and stores the other beside it, unchanged', async () => {
    const { branch, clone } = await fork()
    expect(await manager.push(1, clone)).toMatchObject({ status: 409, body: { code: 'fork', n: 3, branch, kept: 4 } })
    const { body } = await manager.get('/api/hello')
    expect(body.journals[manager.notebook.journal].kept).toBe(4)
    expect(body.journals[branch]).toEqual({ kept: 4, headHash: clone.head.hash })
    const stored = (await entries(6)).slice(0, 2)
    expect(stored.map(({ line, journal }: { line: string; journal: string }) => [line, journal])).toEqual([
      [clone.lines[2], branch],
      [clone.lines[3], branch],
    ])
  })

  it('answers a repetition the same way and stores nothing twice', async () => {
    const { branch, clone } = await fork()
    await manager.push(1, clone)
    const head = await headOfHall()
    expect(await manager.push(1, clone)).toMatchObject({ status: 409, body: { n: 3, branch, kept: 4 } })
    expect(await manager.pushLines(clone.lines.slice(2), 3, branch)).toMatchObject({ status: 200, body: { kept: 4 } })
    expect(await headOfHall()).toBe(head)
  })

  it('takes what is left of a branch under its name, also as the first thing it hears of it', async () => {
    const { branch, clone } = await fork()
    const part = clone.lines.slice(2, 3)
    expect(await manager.pushLines(part, 3, branch)).toMatchObject({ status: 200, body: { kept: 3 } })
    expect(await manager.pushLines(clone.lines.slice(3), 4, branch)).toMatchObject({ status: 200, body: { kept: 4 } })
    expect((await manager.get('/api/hello')).body.journals[branch].kept).toBe(4)
  })

  it('keeps a branch under the name it has elsewhere, also when the other branch comes later', async () => {
    manager.writeSome(1)
    const clone = manager.openNotebook(manager.notebook.journal, {
      lines: [...manager.notebook.lines],
      head: manager.notebook.head,
    })
    await manager.push()
    clone.write({ ...CLOSED, subject: '4' })
    manager.writeSome(1)
    const branch = `${manager.notebook.journal}~${hashOfLine(clone.lines[2] ?? '').slice(0, 8)}`
    expect(await manager.pushLines(clone.lines.slice(2), 3, branch)).toMatchObject({ status: 200, body: { kept: 3 } })
    expect(await manager.push(3)).toMatchObject({ status: 200, body: { kept: 3 } })
    const { journals } = (await manager.get('/api/hello')).body
    expect(journals[branch].headHash).toBe(clone.head.hash)
    expect(journals[manager.notebook.journal].headHash).toBe(manager.notebook.head.hash)
  })

  it('asks for earlier lines when it cannot see where the difference begins', async () => {
    const { branch, clone } = await fork()
    clone.write({ ...CLOSED, subject: '6' })
    const late = await manager.pushLines(clone.lines.slice(4), 5)
    expect(late).toMatchObject({ status: 409, body: { code: 'fork', n: 4 } })
    expect(late.body).not.toHaveProperty('branch')
    const middle = await manager.pushLines(clone.lines.slice(3), 4)
    expect(middle).toMatchObject({ status: 409, body: { code: 'fork', n: 3 } })
    expect(await manager.pushLines(clone.lines.slice(2), 3)).toMatchObject({
      status: 409,
      body: { n: 3, branch, kept: 5 },
    })
  })
})

describe('what a tablet has lost', () => {
  const lost = (journal: string, from: number, to: number) => ({
    kind: 'LinesLost',
    subject: journal,
    body: { from, to, seen: [] },
  })

  it('leaves the server able to pair and to be believed, whatever is declared or redacted in its own journal', async () => {
    const [first] = (await manager.get('/api/events?after=0')).body
    const { journal } = keptHead(first.line)
    manager.notebook.write(lost(journal, 3, 900_000))
    const counter = await pairAnother(server, manager, 'counter')
    const [, , paired] = (await manager.get('/api/events?after=0')).body
    manager.notebook.write(redacted(paired.line))
    expect((await manager.push()).status).toBe(200)
    expect((await counter.push()).status).toBe(200)
    await pairAnother(server, manager, 'wall')
    const told = (await manager.get('/api/events?after=0')).body.flatMap(({ line }: { line?: string }) => line ?? [])
    expect(told.map(keptEvent)).toContainEqual(expect.objectContaining({ kind: 'LaneGiven', n: 3 }))
  })

  it('holds up nothing behind it once the tablet has said so itself, and comes in if it turns up after all', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    counter.writeSome(9)
    const { journal, lines } = counter.notebook
    await counter.pushLines(lines.slice(0, 2), 1)
    expect(await counter.push(5)).toMatchObject({ status: 409, body: { code: 'gap', expected: 3 } })
    // Nobody else declares it, whoever it is.
    manager.notebook.write({ ...lost(journal, 3, 4), ...manager.people.manager })
    await manager.push()
    expect(await counter.push(5)).toMatchObject({ status: 409, body: { code: 'gap', expected: 3 } })
    const next = counter.openNotebook()
    next.write(lost(journal, 8, 8))
    next.write(lost(journal, 3, 4))
    expect(await counter.push(1, next)).toMatchObject({ status: 200 })
    expect(await counter.pushLines(lines.slice(4, 7), 5)).toMatchObject({ status: 200, body: { kept: 7 } })
    expect(await counter.push(10)).toMatchObject({ status: 409, body: { code: 'gap', expected: 9 } })
    expect(await counter.push(9)).toMatchObject({ status: 200, body: { kept: 10 } })
    const head = await headOfHall()
    expect(await counter.push(1)).toMatchObject({ status: 200, body: { kept: 10 } })
    expect(await headOfHall()).toBe(head + 3)
    expect(await counter.push(1)).toMatchObject({ status: 200, body: { kept: 10, head: head + 3 } })
  })
})

describe('what a manager takes out', () => {
  it('takes in a line that was redacted under an earlier server, and what follows it', async () => {
    manager.writeSome(3)
    const lines = manager.notebook.lines.map((line, i) => (i === 1 ? headText(line) : line))
    const head = await headOfHall()
    expect(await manager.pushLines(lines, 1)).toMatchObject({ status: 200, body: { kept: 4, quarantined: [] } })
    const [, served] = await entries(head)
    expect(served).toMatchObject({ line: headText(manager.notebook.lines[1] ?? '') })
  })

  it('gives everybody the line whose head alone it had, once the line itself comes, and only once', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    manager.notebook.write({ kind: 'HallConfigured', subject: server.hall, body: { notice: '周六照常营业' } })
    manager.writeSome(1)
    const [opening = '', notice = '', last = ''] = manager.notebook.lines
    await manager.pushLines([opening, headText(notice), last], 1)
    const seen = await headOfHall()
    expect(await manager.push(1)).toMatchObject({ status: 200, body: { kept: 3, head: seen + 1 } })
    const [told] = (await wall.get(`/api/events?after=${seen}`)).body
    expect(told).toMatchObject({ seq: seen + 1, line: notice })
    expect(await manager.push(1)).toMatchObject({ status: 200, body: { kept: 3, head: seen + 1 } })
    expect((await wall.get('/api/head-start')).body).toContainEqual(expect.objectContaining({ line: notice }))
  })

  it('acts on a line whose head alone it had as on any other', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    manager.say({ kind: 'TabletRevoked', subject: counter.tablet, body: { known: {} } })
    const [opening = '', revoked = ''] = manager.notebook.lines
    await manager.pushLines([opening, headText(revoked)], 1)
    expect((await counter.push()).status).toBe(200)
    await manager.push(2)
    expect(await counter.push()).toMatchObject({ status: 403, body: { code: 'revoked' } })
  })

  it('does not believe a redacted line that says of itself what the line never said', async () => {
    manager.writeSome(3)
    const forged = manager.notebook.lines.map((line, i) => {
      if (i !== 2) return line
      return headText(line).replace(/"subject":"[^"]+"/, '"subject":"t_other"')
    })
    const head = await headOfHall()
    expect(await manager.pushLines(forged, 1)).toMatchObject({ status: 422, body: { code: 'broken-chain', n: 4 } })
    expect(await headOfHall()).toBe(head)
  })

  it('takes the body out of a redacted line after a day of running time, and leaves its chain sound', async () => {
    manager.writeSome(2, SEEN)
    await found(manager)
    await manager.push()
    const { lines } = manager.notebook
    manager.notebook.write(redacted(lines[1] ?? ''))
    await manager.push(5)
    const served = async () => (await entries(3))[0]
    ran += DAY - 1
    await manager.push(5)
    expect(await served()).toMatchObject({ seq: 4, line: lines[1] })
    ran += 1
    await manager.push(5)
    expect(await served()).toMatchObject({ seq: 4, line: headText(lines[1] ?? '') })
    expect(await manager.push(1)).toMatchObject({ status: 200, body: { kept: 5 } })
  })

  it('redacts nothing before the hall is founded: nobody has said yet who is a manager', async () => {
    manager.writeSome(2, SEEN)
    const { lines } = manager.notebook
    manager.notebook.write(redacted(lines[1] ?? ''))
    await manager.push()
    ran += 2 * DAY
    await manager.push()
    ran += 2 * DAY
    await manager.push()
    expect((await entries(3))[0]).toMatchObject({ seq: 4, line: lines[1] })
  })

  it('shuts a revoked tablet out of everything and tells it so', async () => {
    const counter = await pairAnother(server, manager, 'counter')
    await counter.push()
    manager.say({ kind: 'TabletRevoked', subject: counter.tablet, body: { known: {} } })
    await manager.push()
    counter.writeSome(1)
    expect(await counter.push(2)).toMatchObject({ status: 403, body: { code: 'revoked' } })
    expect(await counter.get('/api/events?after=0')).toMatchObject({ status: 403, body: { code: 'revoked' } })
    expect((await counter.get('/api/hello')).body).toMatchObject({
      revoked: true,
      journals: { [counter.notebook.journal]: { kept: 1 } },
    })
  })
})

describe('what a place may not read', () => {
  it('comes to the wall as hidden, and keeps its seq', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    const box = { salt: 'a'.repeat(32), memory: 65_536, passes: 3, under: '0'.repeat(16), sealed: 'UklGRg==' }
    manager.notebook.write({ kind: 'KeyBoxed', subject: 's_0012', body: { key: 'B'.repeat(87), box } })
    await manager.push()
    const seen = (await wall.get('/api/events?after=7')).body[0]
    expect(seen).toEqual({ seq: 8, hidden: true })
    expect((await entries(7))[0].line).toContain('KeyBoxed')
    const headStart = await wall.get('/api/head-start')
    expect(JSON.stringify(headStart.body)).not.toContain('KeyBoxed')
  })

  it('keeps telephones, names of tablets, reports, addresses and what nobody knows yet from whoever looks into the wall', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    const probed = { upstream: 'https://boss.example.cn/', operator: '10.20.0.8:443' }
    const report = { report: 'first', number: '01-1', fields: { course: 'secret-course' }, figures: {} }
    const backup = { backup: 'router', name: '路由器', where: '库房', keeper: 'secret-keeper', phone: '13900000001' }
    for (const [kind, subject, body] of [
      ['StaffPlaced', 's_0012', { phone: '13900000002' }],
      ['TabletDescribed', manager.tablet, { name: 'secret-name' }],
      ['DesksConfigured', server.hall, { probed, planVariables: { 派出所电话: '13900000003' } }],
      ['BackupListed', 'b_1', backup],
      ['ReportIssued', 'e_1', report],
      ['CasualtyFound', 'e_1', { casualty: 'u_1', severity: 'slight', place: 'secret-place' }],
      ['OfANewerTablet', 's_0012', { phone: '13900000004' }],
    ] as const)
      manager.notebook.write({ kind, subject, body })
    expect((await manager.push()).status).toBe(200)
    const live = await openStream(server.origin, '/api/events?after=0&live=1', wall.bearer)
    const streamed: unknown[] = []
    for (let entry = await live.next(); !('head' in entry); entry = await live.next()) streamed.push(entry)
    live.stop()
    const said = JSON.stringify([
      streamed,
      (await wall.get('/api/events?after=0')).body,
      (await wall.get('/api/head-start')).body,
      (await wall.get('/api/hello?seq=0')).body,
    ])
    expect(said).not.toMatch(/1390000|secret|boss\.example|10\.20/)
    expect(said).toContain('"hidden":true')
    // It is there for those who work here.
    expect(JSON.stringify((await manager.get('/api/events?after=0')).body)).toMatch(/13900000004/)
    for (const path of ['/api/probes', `/api/papers/${'a'.repeat(64)}`])
      expect(await wall.get(path)).toMatchObject({ status: 403, body: { code: 'not-allowed-here' } })
  })

  it('is matched by what a wall may write: it starts no alarm and ends none', async () => {
    const wall = await pairAnother(server, manager, 'wall')
    wall.notebook.write({ kind: 'IncidentDeclared', subject: 'e_1', body: { plan: 'P01', version: 1, level: 1 } })
    wall.notebook.write({ kind: 'WayBlocked', subject: 'e_1', body: { way: 'x1', name: '南门' } })
    const notes = [2, 3].map((n) => ({ n, code: 'not-allowed-here' }))
    expect((await wall.push()).body.quarantined).toEqual(notes)
  })
})
