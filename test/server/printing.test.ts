import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { isPrinterAddress } from '#domain/settings/events.ts'
import { openHallServer, type TestHallServer } from '#support/openHallServer.ts'
import { call, createHand, found, pairManager, type SigningTablet } from '#support/signingTablet.ts'
import { openThermalPrinter } from '#support/thermalPrinter.ts'

let server: TestHallServer
let manager: SigningTablet
let printer: Awaited<ReturnType<typeof openThermalPrinter>>
beforeEach(async () => {
  server = await openHallServer({ mayTry: () => true })
  manager = await pairManager(server)
  printer = await openThermalPrinter()
})
afterEach(async () => {
  await printer.close()
  await server.close()
})

async function setUp(address = printer.address): Promise<void> {
  const from = manager.notebook.head.n + 1
  const printers = [{ id: 'p_door', name: '前台', address, paper: '58' }]
  manager.notebook.write({ kind: 'DesksConfigured', subject: 'h_test', body: { printers } })
  await manager.push(from > 2 ? from : 1)
}

/** A picture of so many rows for paper of 58 mm: a line at the left edge, and every eighth row all black. */
const picture = (rows: number) => {
  const bits = new Uint8Array(rows * 48)
  for (let row = 0; row < rows; row++) {
    if (row % 8 === 0) bits.fill(0xff, row * 48, (row + 1) * 48)
    else bits[row * 48] = 0x80
  }
  return bits
}
const print = (bits: Uint8Array<ArrayBuffer>, id = 'p_door') =>
  manager.request(`/api/printers/${id}/slips`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: bits,
  })

describe('a slip for a printer on the hall’s network', () => {
  it('comes out dot by dot as it was drawn, and is said to be printed', async () => {
    await setUp()
    const answer = await print(picture(300))
    expect([answer.status, answer.body]).toEqual([200, { said: 'printed' }])
    const [slip] = printer.slips
    expect(printer.slips).toHaveLength(1)
    expect(slip).toHaveLength(300)
    expect(slip?.[0]).toBe('#'.repeat(384))
    expect(slip?.[1]).toBe(`#${' '.repeat(383)}`)
    expect(slip?.[296]).toBe('#'.repeat(384))
    expect(printer.strange).toEqual([])
  })

  it('is not begun without paper or with the cover open, and says which', async () => {
    await setUp()
    printer.paperLeft(0)
    expect((await print(picture(8))).body).toMatchObject({ code: 'paper-out' })
    printer.paperLeft(1000)
    printer.openCover(true)
    expect((await print(picture(8))).body).toMatchObject({ code: 'cover-open' })
    printer.openCover(false)
    expect((await print(picture(8))).body).toEqual({ said: 'printed' })
    expect(printer.slips).toHaveLength(1)
  })

  it('says with the slip that the roll is nearly used up, as soon as the printer does, and no more with a new one (Q71)', async () => {
    await setUp()
    printer.paperLeft(500)
    expect((await print(picture(64))).body).toEqual({ said: 'printed' })
    expect((await print(picture(64))).body).toEqual({ said: 'printed', paperIsLow: true })
    expect((await print(picture(64))).body).toEqual({ said: 'printed', paperIsLow: true })
    printer.paperLeft(9000)
    expect((await print(picture(64))).body).toEqual({ said: 'printed' })
    expect(printer.slips).toHaveLength(4)
  })

  it('is not printed when the roll ends in the middle of it, and its rest does not come out before the next', async () => {
    await setUp()
    printer.paperLeft(100)
    expect((await print(picture(300))).body).toMatchObject({ code: 'paper-out' })
    expect(printer.slips).toEqual([])
    printer.paperLeft(1000)
    expect((await print(picture(16))).body).toEqual({ said: 'printed' })
    expect(printer.slips.map((slip) => slip.length)).toEqual([16])
  })

  it('is not said to be printed by a printer that never says anything', async () => {
    await setUp()
    printer.keepSilent()
    expect((await print(picture(16))).body).toEqual({ said: 'unsaid' })
    await expect.poll(() => printer.slips.map((slip) => slip.length)).toEqual([16])
  })

  it('has to be as wide as the paper, and no longer than a slip', async () => {
    await setUp()
    expect((await print(new Uint8Array(47))).body).toMatchObject({ code: 'bad-request' })
    expect((await print(new Uint8Array(48 * 3201))).body).toMatchObject({ code: 'bad-request' })
    expect((await print(new Uint8Array(72 * 3201))).status).toBe(413)
    expect(printer.slips).toEqual([])
  })

  it('waits for nobody: while one comes out, another one is told so', async () => {
    await setUp()
    printer.keepSilent()
    const both = await Promise.all([print(picture(16)), print(picture(16))])
    expect(both.map(({ body }) => body.said ?? body.code).sort()).toEqual(['printer-busy', 'unsaid'])
  })
})

describe('what the hall server prints on', () => {
  it('is nothing until a manager has set it, and no address that a tablet names', async () => {
    expect((await print(picture(8))).body).toMatchObject({ code: 'printer-unknown' })
    expect((await print(picture(8), encodeURIComponent(printer.address))).body).toMatchObject({
      code: 'printer-unknown',
    })
    expect(printer.slips).toEqual([])
  })

  it('is not what somebody sets who is no manager', async () => {
    await found(manager)
    await manager.push()
    const from = manager.notebook.head.n + 1
    const body = { printers: [{ id: 'p_door', name: '前台', address: printer.address, paper: '58' }] }
    manager.notebook.write({ kind: 'DesksConfigured', subject: server.hall, body, ...createHand('s_0001') })
    await manager.push(from)
    expect((await print(picture(8))).body).toMatchObject({ code: 'printer-unknown' })
  })

  it('is never the server’s own machine, whatever a manager has set', async () => {
    await server.close()
    server = await openHallServer()
    manager = await pairManager(server)
    await setUp()
    expect((await print(picture(8))).body).toMatchObject({ code: 'printer-silent' })
    expect(printer.slips).toEqual([])
  })

  it('is nothing for strangers', async () => {
    expect((await call(server.origin, '/api/printers/p_door/slips', { method: 'POST' })).status).toBe(401)
  })

  it('is told as silent when nobody listens there', async () => {
    await setUp('127.0.0.1:1')
    expect((await print(picture(8))).body).toMatchObject({ code: 'printer-silent' })
  })

  it.each(['10.2.0.9', '10.2.0.9:9100', 'printer-1.hall'])('may be set to %s', (typed) => {
    expect(isPrinterAddress(typed)).toBe(true)
  })

  it.each(['', 'http://10.2.0.9', '10.2.0.9:0', '10.2.0.9:99999', 'a b', '-x', '10.2.0.9/raw'])(
    'may not be set to %j',
    (typed) => {
      expect(isPrinterAddress(typed)).toBe(false)
    },
  )
})
