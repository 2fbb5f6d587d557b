import type { Door } from '#device/door/letIn.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Place } from '#domain/kind.ts'

/** A code made by a manager's tablet, at which somebody stands who lets in whoever knocks with it. */
export async function codeFor(manager: Tablet, place: Place, name: string): Promise<string> {
  let door: Door | null = null
  let isRefused = false
  const opened = await manager.openDoor({
    place,
    name,
    onChange() {
      // Whoever reads why nobody can be let in here does not tap again and again.
      if (isRefused || door?.state.kind !== 'knocked') return
      door.admit().then((performed) => {
        if (!performed || performed.ok) return
        isRefused = true
        console.error(`${name} was not let in: ${performed.why}`)
      }, console.error)
    },
  })
  if (!opened.ok) throw new Error(`no code for ${name}: ${opened.why}`)
  door = opened.door
  return door.code
}
