import type { JournalDisk } from '#device/basics/ports.ts'
import type { DiskAnswer, DiskCall } from './opfsWorker.ts'

type Act = DiskCall extends infer Call ? (Call extends DiskCall ? Omit<Call, 'id'> : never) : never

/** The browser's private disk. */
export interface OpfsDisk extends JournalDisk {
  /** Fails, with the browser's own reason, when files cannot be written synchronously here. */
  check(): Promise<void>
  close(): void
}

/** Opens the browser's private disk (OPFS) through its worker. What `append` has answered is flushed. */
export function openOpfsDisk(): OpfsDisk {
  const worker = new Worker(new URL('./opfsWorker.ts', import.meta.url), { type: 'module', name: 'journal' })
  const waiting = new Map<
    number,
    { done: (value: DiskAnswer & { ok: true }) => void; failed: (error: Error) => void }
  >()
  let calls = 0

  worker.onmessage = ({ data }: MessageEvent<DiskAnswer>) => {
    const call = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) call?.done(data)
    else call?.failed(new DOMException(data.message, data.name))
  }
  worker.onerror = (event) => {
    for (const { failed } of waiting.values()) failed(new Error(event.message))
    waiting.clear()
  }

  const ask = async (act: Act): Promise<(DiskAnswer & { ok: true })['value']> => {
    const id = ++calls
    const answer = new Promise<DiskAnswer & { ok: true }>((done, failed) => waiting.set(id, { done, failed }))
    worker.postMessage({ ...act, id })
    return (await answer).value
  }

  return {
    check: async () => void (await ask({ act: 'check', name: 'stayopen-check' })),
    async names() {
      const names = await ask({ act: 'names', name: '' })
      return Array.isArray(names) ? names : []
    },
    async read(name) {
      const bytes = await ask({ act: 'read', name })
      return bytes instanceof Uint8Array ? bytes : new Uint8Array(0)
    },
    append: async (name, bytes, fence) => numberIn(await ask({ act: 'append', name, bytes: bytes.slice(), fence })),
    putUp: async (fence, number) => numberIn(await ask({ act: 'put-up', name: fence, number })),
    replace: async (name, bytes) => void (await ask({ act: 'replace', name, bytes: bytes.slice() })),
    truncate: async (name, size) => void (await ask({ act: 'truncate', name, size })),
    remove: async (name) => void (await ask({ act: 'remove', name })),
    close: () => worker.terminate(),
  }
}

const numberIn = (value: (DiskAnswer & { ok: true })['value']): number | null =>
  typeof value === 'number' ? value : null
