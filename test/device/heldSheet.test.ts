import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { expect, it } from 'vitest'
import { derivationKey } from '#device/basics/aesGcm.ts'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { holdSheet, openHeldSheet } from '#device/heldSheet.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { realChance } from '#support/realChance.ts'

it('a recovery sheet that nobody has read back is there after a restart, for its manager alone, until it was', async () => {
  const disk = memoryDisk()
  const database = { indexedDB: new IDBFactory(), IDBKeyRange }
  const open = () => openKeepsakes({ disk, database, onFault: () => {} })
  const [own, other] = [await derivationKey(realChance.bytes(32)), await derivationKey(realChance.bytes(32))]
  const lines = ['7K2M-0QXD', 'AAAA-BBBB']
  const as = (wrap: CryptoKey) => openHeldSheet(open(), { signer: { wrap }, hall: 'h_1' })
  const onDisk = async () =>
    (
      await Promise.all((await disk.names()).map(async (name) => new TextDecoder().decode(await disk.read(name))))
    ).join()

  expect([(await as(own)).isHeld, await (await as(own)).lines()]).toEqual([false, null])
  await holdSheet(open(), lines, { wrap: own, hall: 'h_1', chance: realChance })
  expect((await as(other)).isHeld).toBe(true)
  expect(await onDisk()).not.toContain('7K2M')
  expect(await (await as(own)).lines()).toEqual(lines)
  expect(await (await as(other)).lines()).toBeNull()
  const held = await onDisk()
  await (await as(own)).drop()
  expect([(await as(own)).isHeld, await (await as(own)).lines()]).toEqual([false, null])
  expect((await onDisk()).length).toBeLessThan(held.length / 2)
})
