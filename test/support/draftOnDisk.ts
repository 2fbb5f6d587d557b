import type { Page } from 'playwright-core'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import { decodeFrames } from '#log/frames.ts'
import { unnoted } from './unnoted.ts'

/**
 * What the draft that was typed last holds on a tablet's disk at this moment, read past the app: the newer of its two files,
 * opened with the hall key that another tablet has. A case that was handed in a moment before a kill may still have its own.
 * Null when there is none yet, or it is just being written.
 */
export async function draftOnDisk(page: Page, sealed: SealedThings | null): Promise<Record<string, unknown> | null> {
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
  if (!sealed) return null
  let last: { readonly at: number; readonly values: Record<string, unknown> } | null = null
  for (const { subject, payload } of written.sort((a, b) => a.turn - b.turn)) {
    const opened = await unnoted(sealed).unseal({ subject, kind: 'draft' }, payload.slice(4))
    const draft = opened.ok ? JSON.parse(new TextDecoder().decode(opened.bytes)) : null
    if (draft && draft.at >= (last?.at ?? 0)) last = draft
  }
  return last?.values ?? null
}
