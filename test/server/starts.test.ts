import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { EventStore } from '#server/eventStore.ts'
import { openSqliteStore } from '#server/sqlite/sqliteStore.ts'

let folder: string
let store: EventStore
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'starts-'))
  store = openSqliteStore(folder)
  await store.found({ hall: 'h_1', server: 'e_1', journal: 'j_1', signingKey: 'secret' })
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

const row = '1f0c2d3e'
const hear = (number: number, id: string, of = row) => store.hearStart('d_1', { row: of, number, id })

describe('the starts of a tablet as the hall server hears them', () => {
  it('are of one tablet as long as each is above the last, however often each says hello, and also after a restart', async () => {
    for (const number of [1, 2, 5]) for (let i = 0; i < 3; i++) expect(await hear(number, `${number}`)).toBe(false)
    await store.close()
    store = openSqliteStore(folder)
    expect(await hear(5, '5')).toBe(false)
    expect(await hear(6, '6')).toBe(false)
  })

  it('tell of a copy when another start has the number, or a higher one', async () => {
    await hear(5, 'one')
    expect(await hear(6, 'two')).toBe(false)
    expect(await hear(5, 'one')).toBe(true)
    expect(await hear(6, 'three')).toBe(true)
    expect(await hear(6, 'two')).toBe(false)
    // Another tablet's are its own, and so are those of a storage that began to count anew.
    expect(await store.hearStart('d_2', { row, number: 1, id: 'x' })).toBe(false)
    expect(await hear(1, 'four', '00000000')).toBe(false)
  })

  it('say of no tablet that starts one after the other that there are two, whichever of its starts were never heard of', async () => {
    let count = 0
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(4), { minLength: 1, maxLength: 12 }), async (unheard) => {
        count += 1
        const of = count.toString(16).padStart(8, '0')
        let number = 0
        for (const gap of unheard) {
          number += 1 + gap
          for (let i = 0; i < 2; i++) expect(await hear(number, `${number}`, of)).toBe(false)
        }
      }),
    )
  })
})
