import type { JournalDisk, OnFault } from '#device/basics/ports.ts'
import type { Vault } from './vault.ts'

/**
 * What is half filled in, sealed on this tablet and nowhere else. Every keystroke is written as it comes: while one
 * write is under way only the newest state waits, so the last keystroke is always the one that stays.
 */
export interface Drafts {
  /** Saves the draft of a case; answers when this state or a newer one is on the disk. False while the vault is locked. */
  save(subject: string, draft: unknown): Promise<boolean>
  /** The draft of a case as it was last saved; null when there is none, the vault is locked, or it does not open. */
  open(subject: string): Promise<unknown>
  /** Cases with a draft on this tablet. */
  list(): Promise<readonly string[]>
  remove(subject: string): Promise<void>
}

const PREFIX = 'draft-'

export function openDrafts({ vault, disk, onFault }: { vault: Vault; disk: JournalDisk; onFault: OnFault }): Drafts {
  /** Per case: the state that waits for its turn, and the writing that is under way. */
  const waiting = new Map<string, { draft: unknown; removed: boolean }>()
  const writing = new Map<string, Promise<boolean>>()
  const place = (subject: string) => ({ subject, kind: 'draft' })

  async function write(subject: string): Promise<boolean> {
    let saved = true
    try {
      for (let next = waiting.get(subject); next; next = waiting.get(subject)) {
        waiting.delete(subject)
        if (next.removed) {
          await disk.remove(PREFIX + subject)
          continue
        }
        const sealed = await vault.seal(place(subject), new TextEncoder().encode(JSON.stringify(next.draft)))
        saved = sealed !== null
        if (sealed) await disk.replace(PREFIX + subject, sealed)
      }
      return saved
    } finally {
      // In the same breath as the last look at what waits: nothing can come in between and be forgotten.
      writing.delete(subject)
    }
  }

  function soon(subject: string, next: { draft: unknown; removed: boolean }): Promise<boolean> {
    waiting.set(subject, next)
    const now = writing.get(subject) ?? write(subject)
    writing.set(subject, now)
    return now
  }

  return {
    save: (subject, draft) => soon(subject, { draft, removed: false }),
    async open(subject) {
      if (!(await disk.names()).includes(PREFIX + subject)) return null
      const opened = await vault.unseal(place(subject), await disk.read(PREFIX + subject))
      if (!opened.ok) return null
      try {
        return JSON.parse(new TextDecoder().decode(opened.bytes))
      } catch (fault) {
        onFault(fault)
        return null
      }
    },
    list: async () =>
      (await disk.names()).filter((name) => name.startsWith(PREFIX)).map((name) => name.slice(PREFIX.length)),
    remove: async (subject) => void (await soon(subject, { draft: null, removed: true })),
  }
}
