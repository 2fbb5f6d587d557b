import type { Room } from './disk.ts'
import type { StoreDamage } from './eventStore.ts'

/** Something that whoever runs the hall should know; nothing of it stops anybody from working. `tablet` null: nobody who is known. */
export type Trouble =
  | { readonly kind: 'disk'; readonly room: Exclude<Room, 'enough'> }
  /** The store was damaged when it was opened, and may have less than it had. */
  | { readonly kind: 'damaged'; readonly part: StoreDamage }
  | { readonly kind: 'flood' | 'slow'; readonly tablet: string | null; readonly at: string }

/** What has gone wrong lately. */
export interface Troubles {
  note(kind: 'flood' | 'slow', tablet: string | null): void
  lately(): readonly Trouble[]
}

/** Told for so long (ms) after the last time. */
const TOLD_MS = 10 * 60_000

export function createTroubles({
  now,
  room,
  damage,
}: {
  readonly now: () => number
  readonly room: () => Room
  readonly damage: StoreDamage | null
}): Troubles {
  /** By kind and tablet: however often it happens, it is one. */
  const noted = new Map<string, { readonly kind: 'flood' | 'slow'; readonly tablet: string | null; at: number }>()
  return {
    note(kind, tablet) {
      noted.set(`${kind} ${tablet}`, { kind, tablet, at: now() })
    },
    lately() {
      for (const [name, { at }] of noted) if (now() - at >= TOLD_MS) noted.delete(name)
      const left = room()
      return [
        ...(damage === null ? [] : [{ kind: 'damaged', part: damage } as const]),
        ...(left === 'enough' ? [] : [{ kind: 'disk', room: left } as const]),
        ...[...noted.values()].map((each) => ({ ...each, at: new Date(each.at).toISOString() })),
      ]
    },
  }
}
