import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { memoryDisk } from '#support/memoryDisk.ts'

describe('small things that are written while the tablet is switched off', () => {
  it('are written in both places, though nobody waited for it', async () => {
    const database = { indexedDB: new IDBFactory(), IDBKeyRange }
    const faults: unknown[] = []
    const open = (disk = memoryDisk()) => openKeepsakes({ disk, database, onFault: (fault) => faults.push(fault) })
    const keepsakes = open()
    const written = keepsakes.write('running', 61_000)
    await keepsakes.close()
    await written
    const onAnotherDisk = open()
    expect(await onAnotherDisk.read('running', v.number())).toBe(61_000)
    await onAnotherDisk.close()
    expect(faults).toEqual([])
  })
})
