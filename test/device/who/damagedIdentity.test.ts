import { IDBFactory, IDBKeyRange } from 'fake-indexeddb'
import { describe, expect, it } from 'vitest'
import { openKeepsakes } from '#device/basics/keepsakes.ts'
import { readDeskSecrets, writeDeskSecrets } from '#device/who/deskSecret.ts'
import { readIdentity, writeIdentity } from '#device/who/identity.ts'
import { openSigningKey } from '#device/who/openSigningKey.ts'
import { createSigningKey } from '#device/who/sealedSigningKey.ts'
import { memoryDisk } from '#support/memoryDisk.ts'
import { realChance } from '#support/realChance.ts'

const kept = {
  identity: { hall: 'h_1', tablet: 'd_2', name: '前台', place: 'reception', lane: 2 },
  root: null,
  token: 'a'.repeat(43),
} as const
const secret = new Uint8Array(32).fill(7)

const open = (disk: ReturnType<typeof memoryDisk>) =>
  openKeepsakes({
    disk,
    database: { indexedDB: new IDBFactory(), IDBKeyRange },
    onFault(fault) {
      throw fault
    },
  })

/** What a tablet has on its disk that says which one it is. */
async function pairedDisk() {
  const disk = memoryDisk()
  const keepsakes = open(disk)
  const { publicKey } = await createSigningKey(keepsakes, realChance)
  await writeIdentity(keepsakes, kept)
  await writeDeskSecrets(keepsakes, [secret])
  return { disk, publicKey }
}

describe('a tablet whose database is gone', () => {
  it('is the same tablet, whichever byte of what says so has gone bad as well', async () => {
    const { disk, publicKey } = await pairedDisk()
    for (const name of await disk.names()) {
      const sound = await disk.read(name)
      for (let at = 0; at < sound.length; at += 29) {
        const bytes = sound.slice()
        bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8))
        disk.files.set(name, bytes)
        const keepsakes = open(disk)
        expect(await readIdentity(keepsakes), `${name} ${at}`).toEqual(kept)
        expect((await openSigningKey(keepsakes))?.publicKey, `${name} ${at}`).toBe(publicKey)
        expect(await readDeskSecrets(keepsakes), `${name} ${at}`).toEqual([secret])
        await keepsakes.close()
      }
      disk.files.set(name, sound)
    }
  })

  it('starts without its key where every copy of it is gone', async () => {
    const { disk } = await pairedDisk()
    for (const name of ['signing-key-secret.json', 'signing-key-secret-copy.json'])
      disk.files.set(name, new TextEncoder().encode(JSON.stringify({ secret: btoa('x'.repeat(32)) })))
    expect(await openSigningKey(open(disk))).toBeNull()
  })
})
