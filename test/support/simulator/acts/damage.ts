import { IDBFactory } from 'fake-indexeddb'
import type { MemoryDisk } from '#support/memoryDisk.ts'
import { type Act, anyDevice } from './act.ts'
import { kill } from './tablets.ts'
import { startAgain } from './work.ts'

/** Damaged bytes on tablets. */
export const damage: readonly Act[] = [
  {
    needs: 'damage',
    weight: 4,
    async play(world) {
      const { chance, story } = world
      const device = anyDevice(world)
      const disk = device.storage.disk as MemoryDisk
      // On one that lost everything there is nothing yet.
      if ((await disk.names()).length === 0) return
      await kill(world, device)
      const name = chance.oneOf((await disk.names()).toSorted())
      const bytes = await disk.read(name)
      const at = chance.below(Math.max(1, bytes.length))
      bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.below(8))
      disk.files.set(name, bytes)
      const vanishes = chance.often(0.4)
      if (vanishes) device.takeStorage({ indexedDB: new IDBFactory() })
      const also = vanishes ? ', and its database vanishes' : ''
      story.tell(device.name, `byte ${at} of ${bytes.length} in ${name} is damaged${also}`)
      await startAgain(world, device)
    },
  },
]
