import { mkdir, open, readdir, readFile, rename, rm, truncate } from 'node:fs/promises'
import { join } from 'node:path'
import type { JournalDisk } from '#device/basics/ports.ts'

/** A journal's disk as files in a folder; `append` and `replace` are synced before they answer. */
export async function fileDisk(folder: string): Promise<JournalDisk> {
  await mkdir(folder, { recursive: true })
  const path = (name: string) => join(folder, name)
  async function write(name: string, flag: 'a' | 'w', bytes: Uint8Array): Promise<void> {
    const file = await open(path(name), flag)
    try {
      await file.writeFile(bytes)
      await file.datasync()
    } finally {
      await file.close()
    }
  }
  return {
    names: () => readdir(folder),
    read: async (name) => new Uint8Array(await readFile(path(name)).catch(() => new Uint8Array(0))),
    async append(name, bytes) {
      await write(name, 'a', bytes)
      return null
    },
    putUp: async () => null,
    async replace(name, bytes) {
      await write(`${name}.new`, 'w', bytes)
      await rename(path(`${name}.new`), path(name))
    },
    truncate: (name, size) => truncate(path(name), size).catch(() => undefined),
    remove: (name) => rm(path(name), { force: true }),
  }
}
