import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtProgram, type ServerProgram } from '#support/serverProcess.ts'
import { call } from '#support/signingTablet.ts'

let program: ServerProgram
let data: string
beforeAll(async () => {
  program = builtProgram()
  data = await mkdtemp(join(tmpdir(), 'second-'))
})
afterAll(async () => {
  await rm(data, { recursive: true, force: true })
})

describe('a second hall server on the same store', () => {
  it('gives up with one clear sentence while the first goes on', async () => {
    const first = await program.start({ data, port: 0 })
    const second = await program.startInVain({ data, port: 0 })
    expect(second.code).not.toBe(0)
    expect(second.said.trim().split('\n')).toHaveLength(1)
    expect(second.said).toContain(`Another hall server is already running on the store in ${data}.`)
    expect((await call(first.origin, '/readyz')).status).toBe(200)
    await first.stop()
  })

  it('finds no stale lock after the first was killed', async () => {
    const first = await program.start({ data, port: 0 })
    await first.kill()
    const second = await program.start({ data, port: 0 })
    expect((await call(second.origin, '/readyz')).status).toBe(200)
    expect(await second.stop()).toBe(0)
  })

  it('says which port is taken when only the port is', async () => {
    const first = await program.start({ data, port: 0 })
    const port = Number(new URL(first.origin).port)
    const second = await program.startInVain({ data: join(data, 'other'), port })
    expect(second.code).not.toBe(0)
    expect(second.said).toContain(`Port ${port} on 127.0.0.1 is already in use.`)
    await first.stop()
  })
})
