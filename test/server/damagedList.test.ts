import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { bringBack } from '#support/bringingBack.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import {
  call,
  createHand,
  found,
  type Notebook,
  pairAnother,
  pairManager,
  type SigningTablet,
} from '#support/signingTablet.ts'

let server: TestHallServer
let manager: SigningTablet
/** Where the manager's tablet says who may do what. */
let book: Notebook
beforeEach(async () => {
  server = await openHallServer({})
  manager = await pairManager(server)
  book = manager.openNotebook()
  await found(manager, book)
  await manager.push(1, book)
})
afterEach(() => server.close())

/** Pulls the plug, changes a letter of a line as a disk does, and starts the server again. */
async function damage(line: string): Promise<void> {
  await server.stop()
  const file = join(server.data, 'hall.db')
  const bytes = readFileSync(file)
  const at = bytes.indexOf(line) + line.indexOf('"salt":"') + 10
  bytes[at]! ^= 1
  writeFileSync(file, bytes)
  server = await server.start()
}

/** The manager's tablet brings back what it wrote. */
const bringsBack = async () => (await bringBack(server.hall, manager, book)).body

describe('a hall of which a disk has damaged the founding', () => {
  beforeEach(() => damage(book.lines[1]!))

  it('lets new tablets in as soon as a tablet has brought it back', async () => {
    expect(await bringsBack()).toMatchObject({ stored: 1 })
    expect((await manager.get('/api/hello')).body.missing).toEqual([])
    const wall = await pairAnother(server, manager, 'wall')
    expect((await wall.get('/api/hello')).status).toBe(200)
  })

  it('is nobody else’s meanwhile: no code lets anybody in, and whoever founds another founds nothing', async () => {
    expect(server.firstCode).toBe('')
    const root = manager.people.root.publicKey
    expect((await call(server.origin, '/api/hello')).body).toMatchObject({
      founded: true,
      root,
    })
    const other = createHand(null)
    const mallory = createHand('s_mallory')
    const theirs = manager.openNotebook()
    const person = { id: 's_mallory', key: mallory.publicKey, roles: ['manager'] }
    const tablet = { id: manager.tablet, key: manager.key.spki, sealKey: manager.key.spki }
    const body = { root: other.publicKey, server: manager.key.spki, tablet, person, after: [] }
    theirs.write({ kind: 'HallFounded', subject: server.hall, body, ...other })
    await manager.push(1, theirs)
    server = await server.restart()
    expect((await call(server.origin, '/api/hello')).body).toMatchObject({
      founded: true,
      root,
    })
  })
})

describe('a tablet that was sent away', () => {
  it('stays away while the line that says so is damaged', async () => {
    const stolen = await pairAnother(server, manager, 'counter')
    await stolen.push()
    const known = { [stolen.notebook.journal]: 1 }
    const line = manager.say({ kind: 'TabletRevoked', subject: stolen.tablet, body: { known, lost: true } }, book)
    await manager.push(1, book)
    expect((await stolen.get('/api/hello')).body).toMatchObject({ revoked: true })
    await damage(line)
    expect((await stolen.get('/api/hello')).body).toMatchObject({ revoked: true })
    expect(await bringsBack()).toMatchObject({ stored: 1 })
    expect((await stolen.get('/api/hello')).body).toMatchObject({ revoked: true })
  })
})
