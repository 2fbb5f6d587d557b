import type { Kind } from '#domain/kind.ts'

/** Whether an event belongs to a real incident, from the alarm to the end: it waits for nothing, room included. */
export const savesLives = (
  { kind, drill = null }: { readonly kind: string; readonly drill?: string | null | undefined },
  kinds: ReadonlyMap<string, Kind>,
): boolean => drill === null && kinds.get(kind)?.exercised === true
