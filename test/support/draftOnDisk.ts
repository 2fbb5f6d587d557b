import type { Page } from 'playwright-core'
import type { Vault } from '#device/sealed/vault.ts'
import { decodeFrames } from '#log/frames.ts'

/**
 * What the one draft on a tablet's disk holds at this moment, read past the app: the newer of its two files, opened with
 * the hall key that another tablet has. Null when there is none yet, or it is just being written.
 */
export async function draftOnDisk(page: Page, vault: Vault | undefined): Promise<Record<string, unknown> | null> {
  const files = await page
    .evaluate(async () => {
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('stayopen')
      const found: { name: string; bytes: number[] }[] = []
      for await (const [name, file] of folder.entries())
        if (name.startsWith('draft-') && file instanceof FileSystemFileHandle)
          found.push({ name, bytes: [...new Uint8Array(await (await file.getFile()).arrayBuffer())] })
      return found
      // A file that is written at this moment cannot be read.
    })
    .catch(() => [])
  const written = files.flatMap(({ name, bytes }) => {
    const [payload] = decodeFrames(Uint8Array.from(bytes)).payloads
    const turn = payload && new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
    return payload && turn !== undefined ? [{ subject: /^draft-(.*)~[01]$/.exec(name)?.[1] ?? '', turn, payload }] : []
  })
  const newest = written.sort((a, b) => b.turn - a.turn)[0]
  if (!newest || !vault) return null
  const opened = await vault.unseal({ subject: newest.subject, kind: 'draft' }, newest.payload.slice(4))
  return opened.ok ? JSON.parse(new TextDecoder().decode(opened.bytes)).values : null
}
