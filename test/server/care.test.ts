import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { ticketIssued } from '#support/hallAfter.ts'
import { openHallServer } from '#support/openHallServer.ts'
import { pairTablet } from '#support/signingTablet.ts'

const closing: (() => Promise<unknown>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

describe('how the hall server and the tablets are', () => {
  it('is told to a desk: room, backups, versions, batteries, and how much of what was written is kept', async () => {
    const stick = await mkdtemp(join(tmpdir(), 'care-'))
    closing.push(() => rm(stick, { recursive: true, force: true }))
    const server = await openHallServer({ backups: stick, freeBytes: async () => 5_000_000_000 })
    closing.push(() => server.close())
    const tablet = await pairTablet({ origin: server.origin, hall: server.hall }, server.firstCode)
    tablet.notebook.write(ticketIssued('A001'))
    await tablet.push()
    const { journal } = tablet.notebook
    await tablet.get(`/api/hello?seq=0&journal=${journal}&n=5`)
    const wellbeing = {
      updateWaits: true,
      app: '0.1.0',
      persisted: true,
      usedBytes: 1,
      quotaBytes: 9,
      battery: { percent: 88, charging: true },
      clock: '2026-11-23T00:59:00.000Z',
      hung: { what: 'picture', at: '2026-11-23T01:42:00.000Z' },
    }
    expect(await tablet.post('/api/wellbeing', wellbeing)).toMatchObject({ status: 204 })
    expect(await tablet.post('/api/wellbeing', { ...wellbeing, app: 7 })).toMatchObject({ status: 400 })
    // Before there is a recovery sheet nothing could open a kit.
    expect(await tablet.post('/api/kit', {})).toMatchObject({ status: 409 })
    const { body } = await tablet.post('/api/care', {})
    // How far its clock is from the server's is reckoned when it says so.
    const told = { ...wellbeing, apart: expect.any(Number) }
    expect(body).toMatchObject({
      clock: null,
      disk: { room: 'enough', freeBytes: 5_000_000_000 },
      certificateEnds: null,
      backups: { isOn: true, newest: null, count: 0, trouble: null },
      damaged: 0,
      tablets: [{ tablet: expect.stringMatching(/^d_/), journal: { journal, claimed: 5, kept: 2 }, wellbeing: told }],
    })
  })
})
