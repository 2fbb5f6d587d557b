import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { found, openStream, pairAnother, pairManager } from '#support/signingTablet.ts'

let server: TestHallServer
beforeEach(async () => {
  server = await openHallServer()
})
afterEach(() => server.close())

describe('a hall server', () => {
  it('keeps what a tablet pushes and counts it once however often it comes', async () => {
    const manager = await pairManager(server)
    manager.writeSome(5)
    expect(await manager.push()).toMatchObject({ status: 200, body: { kept: 6, head: 8, quarantined: [] } })
    expect(await manager.push()).toMatchObject({ status: 200, body: { kept: 6, head: 8 } })
    expect(await manager.push(4, manager.notebook, true)).toMatchObject({ status: 200, body: { kept: 6, head: 8 } })
  })

  it('passes history and live events on as one gapless stream of the same bytes', async () => {
    const manager = await pairManager(server)
    manager.writeSome(3)
    await manager.push()
    const wall = await pairAnother(server, manager, 'wall')
    const live = await openStream(server.origin, '/api/events?after=0&live=1', wall.bearer)
    const history = []
    for (let entry = await live.next(); !('head' in entry); entry = await live.next()) history.push(entry)
    expect(history.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(history.slice(2, 6).map(({ line }) => line)).toEqual(manager.notebook.lines)

    manager.writeSome(1)
    await manager.push(5)
    expect(await live.next()).toMatchObject({ seq: 11, line: manager.notebook.lines[4] })
    live.stop()
  })

  it('tells a tablet its own lines by number only', async () => {
    const manager = await pairManager(server)
    await manager.push()
    const { journal } = manager.notebook
    const { body } = await manager.get(`/api/events?after=2&mine=${journal}`)
    expect(body[0]).toMatchObject({ seq: 3, yours: { journal, n: 1 } })
  })

  it('finds everything again after a restart, and asks for no new manager', async () => {
    const manager = await pairManager(server)
    await found(manager)
    manager.writeSome(1)
    await manager.push()
    server = await server.restart()
    expect(server.firstCode).toBe('')
    const { body } = await manager.get('/api/events?after=0')
    expect(body.map(({ seq, head }: { seq?: number; head?: number }) => seq ?? head)).toEqual([1, 2, 3, 4, 5, 5])
  })

  it('says to a tablet that says hello how far its journals are kept', async () => {
    const manager = await pairManager(server)
    await manager.push()
    const { journal, head } = manager.notebook
    const { body } = await manager.get(`/api/hello?seq=2&journal=${journal}&n=1&hash=${head.hash}`)
    expect(body).toMatchObject({
      v: 1,
      hall: server.hall,
      head: 3,
      journals: { [journal]: { kept: 1, headHash: head.hash } },
    })
  })

  it('does not warn of a leak in its window because more than ten listen', async () => {
    const warned: string[] = []
    const hear = ({ name }: Error) => void warned.push(name)
    process.on('warning', hear)
    const manager = await pairManager(server)
    const others = [await pairAnother(server, manager, 'reception'), await pairAnother(server, manager, 'wall')]
    const listening = await Promise.all(
      [manager, ...others, manager, ...others, manager, ...others, manager, ...others].map(({ bearer }) =>
        openStream(server.origin, '/api/events?after=99&live=1', bearer),
      ),
    )
    // Whoever is told how far the server is has been listening since.
    for (const each of listening) expect(await each.next()).toHaveProperty('head')
    for (const each of listening) each.stop()
    process.off('warning', hear)
    expect(warned).toEqual([])
  })

  it('ends open streams when it is stopped', async () => {
    const manager = await pairManager(server)
    const live = await openStream(server.origin, '/api/events?after=99&live=1', manager.bearer)
    await live.next()
    await server.stop()
    expect(await live.next()).toBeNull()
    server = await server.start()
  })
})
