import { spawnSync } from 'node:child_process'
import { createECDH } from 'node:crypto'
import { existsSync } from 'node:fs'
import { appendFile, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PassThrough } from 'node:stream'
import Database from 'libsql'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { toGroups } from '#domain/letters.ts'
import { sheetLine } from '#log/sheetLines.ts'
import { atOf } from '#server/commands/command.ts'
import { createAsking } from '#server/commands/lineByLine.ts'
import { type ServiceOf, taskXml, unitText } from '#server/commands/serviceFiles.ts'
import { stayopen } from '#server/commands/stayopen.ts'
import { awaitedIn } from '#server/kit/awaited.ts'
import { makeKit, writeKit } from '#server/kit/hallKit.ts'
import { makeAuthority } from '#server/lan/authority.ts'
import { choiceOf, putChoice } from '#server/lan/chosen.ts'
import { authorityOf, fingerprintOf, putAuthority } from '#server/lan/keptAuthority.ts'
import { sha256Hex } from '#server/signing.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'
import { ticketIssued } from '#support/hallAfter.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { pairTablet } from '#support/signingTablet.ts'

const ANALYZE = '/usr/bin/systemd-analyze'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

async function newFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'commands-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  return folder
}

/** What is typed behind `stayopen` on this store, its exit code and what it prints. */
const type = (data: string, ...args: readonly string[]) => typeAnswering(data, [], args)

/** The same, with what is answered when it asks. */
async function typeAnswering(data: string, answers: readonly string[], args: readonly string[]) {
  const printed: string[] = []
  const left = [...answers]
  const terminal = {
    env: { STAYOPEN_DATA: data },
    home: '/nowhere',
    program: '/opt/stayopen/server/main.js',
    print: (...lines: readonly string[]) => void printed.push(...lines),
    ask: async () => left.shift() ?? null,
  }
  const code = await stayopen(args, terminal)
  return { code, printed: printed.join('\n') }
}

/** A hall with a tablet and tickets, and a paper that an event names. */
async function openHall() {
  const server = await openHallServer()
  closing.push(() => server.close())
  const tablet = await pairTablet({ origin: server.origin, hall: server.hall }, server.firstCode)
  const bytes = new TextEncoder().encode('欧阳小满')
  const paper = sha256Hex(bytes)
  for (const label of ['A001', 'A002', 'A003']) tablet.notebook.write(ticketIssued(label))
  await tablet.push()
  return { server, tablet, paper, bytes }
}

describe('stayopen in a terminal', () => {
  it('says how each command is written, and of one that is not, how it is', async () => {
    const data = await newFolder()
    const help = await type(data, 'help')
    expect(help.code).toBe(0)
    for (const name of ['start', 'backup', 'restore', 'check', 'kit', 'link', 'service'])
      expect(help.printed).toContain(`  stayopen ${name}`)
    expect(await type(data, 'destroy')).toMatchObject({
      code: 2,
      printed: expect.stringContaining('没有 destroy 这个命令'),
    })
    const misused = await type(data, 'backup', 'one', 'two')
    expect(misused.code).toBe(2)
    expect(misused.printed).toContain('stayopen backup [FOLDER]')
  })

  it('tells a moment by this machine’s clock, however this machine prints one for people', () => {
    const printed = vi.spyOn(Date.prototype, 'toLocaleString').mockReturnValue('11/30/26, 6:40:22 PM')
    const made = new Date(2026, 10, 30, 18, 40, 22)
    expect(atOf(made.toISOString())).toBe('2026-11-30 18:40')
    printed.mockRestore()
  })

  it('gives the terminal back when what it asked for has been answered', async () => {
    const input = new PassThrough()
    const ask = createAsking(input, new PassThrough())
    input.write('one\ntwo\n')
    expect([await ask('1: '), await ask('2: ')]).toEqual(['one', 'two'])
    // A terminal that flows keeps its program from ending.
    expect(input.isPaused()).toBe(true)
    const third = ask('3: ')
    input.write('three\n')
    expect(await third).toBe('three')
    expect(input.isPaused()).toBe(true)
  })

  it('says in both languages what a person at the terminal can mend', async () => {
    const { server } = await openHall()
    for (const args of [
      ['restore'],
      ['restore', await newFolder(), 'x'],
      ['backup'],
      ['kit'],
      ['service'],
      ['check', '--all'],
    ]) {
      const { code, printed } = await type(server.data, ...args)
      expect(code).not.toBe(0)
      expect(printed).toMatch(/\p{Script=Han}.*\/ [A-Z]/u)
    }
    await expect(type(server.data, 'restore', await newFolder())).resolves.toMatchObject({ code: 1 })
  })

  it('has the running server make a backup, puts it back when that is stopped, and finds it sound', async () => {
    const { server, paper, bytes } = await openHall()
    const { data } = server
    const stick = await newFolder()
    const made = await type(data, 'backup', stick)
    expect(made).toMatchObject({ code: 0, printed: expect.stringContaining('Backed up: ') })
    const busy = await type(data, 'backup', join(stick, 'away'))
    expect(busy).toMatchObject({ code: 1, printed: expect.stringContaining('is not there') })
    await expect(type(data, 'restore', stick)).rejects.toThrow('already running')
    expect(await type(data, 'check')).toMatchObject({ code: 1, printed: expect.stringContaining('stop it first') })
    await server.stop()
    const store = openSqliteStore(data)
    await store.papers.put(paper, bytes, 'd_1')
    await store.close()
    expect(await type(data, 'backup', stick)).toMatchObject({ code: 0, printed: expect.stringContaining('1 papers') })
    expect(await type(data, 'check', stick)).toMatchObject({ code: 0, printed: expect.stringContaining('is sound') })
    const back = await type(data, 'restore', stick)
    expect(back).toMatchObject({ code: 0, printed: expect.stringContaining('lies in ') })
    expect(back.printed).not.toContain('another machine')
    expect(await type(data, 'check')).toMatchObject({ code: 0, printed: expect.stringContaining('is sound') })
    closing.push(() => server.close())
    await (await server.start()).close()
  })

  it('prints another link while the hall is not founded, and says why not when nobody serves it', async () => {
    const { server } = await openHall()
    const link = await type(server.data, 'link')
    expect(link.code).toBe(0)
    expect(link.printed).toContain(`${server.origin}/pair#code=`)
    await server.stop()
    expect(await type(server.data, 'link')).toMatchObject({
      code: 1,
      printed: expect.stringContaining('No server is running'),
    })
    await server.start()
  })
})

describe('the hall kit', () => {
  const fill = (first: number, at: number) =>
    Uint8Array.from({ length: 16 }, (_, i) => (first + at * 16 + i * 7) & 0xff)
  const lineOf = (hall: string, at: number) => toGroups(sheetLine(fill(3, at), hall, at))

  /** The kit of a hall that served its network, on a stick. */
  async function kitOf(hall: string) {
    const data = await newFolder()
    const authority = await makeAuthority({ names: ['stayopen.local'], machine: 'desk-pc', now: Date.now() })
    putAuthority(data, authority)
    putChoice(data, { lan: true, name: '192.168.1.5', called: 'stayopen-2.local' })
    const rootKey = createECDH('prime256v1')
    rootKey.setPrivateKey(Buffer.concat([fill(3, 0), fill(3, 1)]))
    const root = rootKey.getPublicKey('base64url')
    const kit = makeKit(data, { hall, root, origin: 'https://192.168.1.5:7316', lane: 7, now: Date.now() })
    const stick = await newFolder()
    const [said = ''] = writeKit(stick, { hall, kit })
    return { authority, root, kit, file: join(stick, `${hall}.kit`), said, lines: [lineOf(hall, 0), lineOf(hall, 1)] }
  }

  it('brings authority, name and address to a spare machine with two lines of the sheet, whose slips are found', async () => {
    const { authority, root, file, said, kit, lines } = await kitOf('h_1')
    expect(said).toContain(file)
    // On paper it has to fit into one picture.
    expect(kit.length).toBeLessThan(2_900)
    expect(kit).not.toContain('192.168.1.5')
    const data = await newFolder()
    const [first = '', second = ''] = lines
    const slip = `${first.startsWith('0') ? '1' : '0'}${first.slice(1)}`
    const opened = await typeAnswering(data, [slip, second, first.toLowerCase(), second], ['kit', 'open', file])
    expect(opened.code).toBe(0)
    expect(opened.printed.match(/is mistyped/g)).toHaveLength(2)
    // By the clock on the wall.
    expect(opened.printed).toMatch(/made \d{4}-\d\d-\d\d \d\d:\d\d by/)
    expect(opened.printed).toContain('https://192.168.1.5:7316')
    expect(opened.printed).toContain(fingerprintOf(authority))
    expect(authorityOf(data)).toEqual({
      certificate: `${authority.certificate.trim()}\n`,
      key: `${authority.key.trim()}\n`,
    })
    expect(choiceOf(data)).toEqual({ lan: true, name: '192.168.1.5', called: 'stayopen-2.local' })
    expect(awaitedIn(data)).toEqual({ hall: 'h_1', root, lane: 7 })
    // Where there is a backup besides, its store takes the place of the one that was to come back from the tablets.
    const { server } = await openHall()
    const backups = await newFolder()
    await type(server.data, 'backup', backups)
    expect(await type(data, 'restore', backups)).toMatchObject({ code: 0 })
    expect(authorityOf(data)?.certificate.trim()).toBe(authority.certificate.trim())
    expect(awaitedIn(data)).toBeNull()
  })

  it('opens with no other sheet, no changed byte and over no other store, and changes nothing then', async () => {
    const { file, kit, lines } = await kitOf('h_1')
    const data = await newFolder()
    const tryIt = async (answers: readonly string[], from = file) => typeAnswering(data, answers, ['kit', 'open', from])
    expect(await tryIt([lineOf('h_2', 0)])).toMatchObject({
      code: 1,
      printed: expect.stringContaining('another hall’s'),
    })
    const other = [0, 1].map((at) => toGroups(sheetLine(fill(9, at), 'h_1', at)))
    expect(await tryIt(other)).toMatchObject({ code: 1, printed: expect.stringContaining('does not open this kit') })
    expect(await tryIt([])).toMatchObject({ code: 1 })
    const held: Record<string, string | number> = JSON.parse(kit)
    for (const [name, value] of Object.entries({
      sealed: String(held.sealed).replace(/^./, (letter) => (letter === 'A' ? 'B' : 'A')),
      made: '2026-01-01T00:00:00.000Z',
      release: '9.9.9',
      key: held.root,
    })) {
      const changed = `${file}.${name}`
      await writeFile(changed, JSON.stringify({ ...held, [name]: value }))
      expect(await tryIt(lines, changed)).toMatchObject({ code: 1, printed: expect.stringContaining('was not opened') })
    }
    await writeFile(`${file}.torn`, kit.slice(0, 300))
    expect(await tryIt(lines, `${file}.torn`)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('is no hall kit'),
    })
    expect(await readdir(data)).toEqual([])
    // The stick itself may be named, where it is clear which kit is meant.
    const none = { code: 1, printed: expect.stringContaining('There is no hall kit at') }
    expect(await tryIt(lines, `${file}.nowhere`)).toMatchObject(none)
    expect(await tryIt(lines, data)).toMatchObject(none)
    expect(await tryIt([], dirname(file))).toMatchObject({ printed: expect.stringContaining('was not opened') })
    await writeFile(join(dirname(file), 'h_2.kit'), kit)
    expect(await tryIt(lines, dirname(file))).toMatchObject(none)
    await (await openSqliteStore(data)).close()
    expect(await tryIt(lines)).toMatchObject({ code: 1, printed: expect.stringContaining('already') })
    expect(await type(data, 'kit')).toMatchObject({ code: 2 })
    expect(await type(data, 'kit', data)).toMatchObject({
      code: 1,
      printed: expect.stringContaining('No server is running'),
    })
    const { server } = await openHall()
    const early = await type(server.data, 'kit', data)
    expect(early).toMatchObject({ code: 1, printed: expect.stringContaining('not founded yet') })
  })
})

describe('looking over a store', () => {
  /** The store of a hall that is stopped, and how its check ends. */
  async function stoppedHall() {
    const { server } = await openHall()
    await server.stop()
    const { data } = server
    const before = await readFile(join(data, 'hall.db'))
    return { data, look: () => type(data, 'check'), before }
  }
  /** Changes what is stored behind everybody's back. */
  function change(data: string, sql: string, ...values: readonly string[]): void {
    const db = new Database(join(data, 'hall.db'))
    expect(db.prepare(sql).run(...values).changes).toBeGreaterThan(0)
    db.close()
  }

  it('finds it sound and leaves every byte of it as it was', async () => {
    const { before, data, look } = await stoppedHall()
    expect(await look()).toMatchObject({ code: 0, printed: expect.stringContaining('Everything is sound') })
    expect((await readFile(join(data, 'hall.db'))).equals(before)).toBe(true)
  })

  it('names lines that a disk has changed, and that tablets bring them back', async () => {
    const { data, look } = await stoppedHall()
    change(data, "UPDATE runs SET lines = replace(lines, ?, ?) WHERE instr(lines, 'A002') > 0", 'A002', 'A009')
    const { code, printed } = await look()
    expect(code).toBe(1)
    expect(printed).toMatch(/lines are damaged: j_[0-9a-f]{16} 3–3/)
    expect(printed).toContain('tablets bring back')
  })

  it('names a journal of which lines are missing, or that ends otherwise than its tablet signed', async () => {
    const { data, look } = await stoppedHall()
    change(
      data,
      "UPDATE journals SET signature = (SELECT signature FROM journals WHERE tablet = 'server') WHERE tablet <> 'server'",
    )
    expect(await look()).toMatchObject({
      code: 1,
      printed: expect.stringMatching(/not what its writer signed: j_\w+ 4/),
    })
  })

  it('names a paper that is missing and one that was altered', async () => {
    const { data, look } = await stoppedHall()
    const store = openSqliteStore(data)
    const [kept, gone] = ['one', 'two'].map((text) => sha256Hex(text))
    await store.papers.put(kept ?? '', new TextEncoder().encode('one'), 'd_1')
    await store.close()
    change(data, 'INSERT INTO named SELECT hall, ? FROM halls', gone ?? '')
    await appendFile(join(data, 'papers', kept?.slice(0, 2) ?? '', kept ?? ''), '!')
    const { code, printed } = await look()
    expect(code).toBe(1)
    expect(printed).toContain(`a paper was altered: ${kept}`)
    expect(printed).toContain(`a paper is missing: ${gone}`)
  })

  it('says that it once had more, by what lies beside it', async () => {
    const { data, look } = await stoppedHall()
    const witness = JSON.parse(await readFile(join(data, 'witness'), 'utf8'))
    await writeFile(join(data, 'witness'), JSON.stringify({ ...witness, seq: witness.seq + 90 }))
    expect(await look()).toMatchObject({ code: 1, printed: expect.stringContaining(`up to ${witness.seq + 90}`) })
  })

  /** A disk has made something else of a page: 1 says whose file it is, lines lie on 4. */
  async function spoil(data: string, page: number): Promise<void> {
    const file = await open(join(data, 'hall.db'), 'r+')
    await file.write(Buffer.alloc(4096, 0xff), 0, 4096, 4096 * (page - 1))
    await file.close()
  }

  it('says of a database whose pages are damaged that the server mends them when it starts', async () => {
    const { data, look } = await stoppedHall()
    await spoil(data, 4)
    const { code, printed } = await look()
    expect(code).toBe(1)
    expect(printed).toContain('makes anew what cannot be read')
    expect(printed).toMatch(/lines are damaged: j_[0-9a-f]{16} 1–4/)
  })

  it('says of a database that cannot be opened any more to put a backup back', async () => {
    const { data, look } = await stoppedHall()
    await spoil(data, 1)
    const { code, printed } = await look()
    expect(code).toBe(1)
    expect(printed).toContain('stayopen restore FOLDER')
  })

  it('finds no hall in an empty folder, and makes none there', async () => {
    const folder = await newFolder()
    expect(await type(folder, 'check')).toMatchObject({ code: 1, printed: expect.stringContaining('There is no hall') })
    expect(await readdir(folder)).toEqual([])
  })
})

describe('starting with the machine', () => {
  const service: ServiceOf = {
    node: process.execPath,
    program: '/opt/stay open/server/main.js',
    args: ['start', '--lan'],
    folder: '/opt/stay open/server',
    data: '/var/lib/stay open',
    user: 'root',
    env: {
      STAYOPEN_DATA: '/var/lib/stay open',
      STAYOPEN_BACKUP: '/media/stick',
      STAYOPEN_ORIGIN: 'https://a%b"c$d.example',
    },
  }

  it('is a unit for systemd that starts again whenever it ends and writes where it must', async () => {
    const text = unitText(service)
    expect(text).toContain('Restart=always')
    expect(text).toContain('ReadWritePaths="-/var/lib/stay open" "-/media/stick"')
    expect(text).toContain('Environment="STAYOPEN_ORIGIN=https://a%%b\\"c$d.example"')
    // Where systemd is it reads it itself: an option that it does not know, it names.
    if (!existsSync(ANALYZE)) return
    const file = join(await newFolder(), 'stayopen.service')
    await writeFile(file, unitText({ ...service, program: import.meta.filename }))
    const { status, stderr } = spawnSync(ANALYZE, ['verify', file], { encoding: 'utf8' })
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' })
  })

  it('makes its backups where the command says', async () => {
    const shown = await type(await newFolder(), 'service', 'show', '--lan', '--backup', '/media/stick')
    expect(shown.code).toBe(0)
    expect(shown.printed).toContain('Environment="STAYOPEN_BACKUP=/media/stick"')
  })

  it('is a task for Windows that never ends by itself', () => {
    const text = taskXml({ ...service, program: 'C:\\Stay & Open\\server\\main.js', user: 'HALL\\chen' })
    expect(text).toContain('<UserId>HALL\\chen</UserId>')
    expect(text).toContain('&quot;C:\\Stay &amp; Open\\server\\main.js&quot; start --lan')
    expect(text).toContain('<ExecutionTimeLimit>PT0S</ExecutionTimeLimit>')
    const open: string[] = []
    for (const [, slash, name] of text.matchAll(/<(\/?)([A-Za-z]+)[^<>]*>/g))
      if (slash === '') open.push(name ?? '')
      else expect(open.pop()).toBe(name)
    expect(open).toEqual([])
  })
})
