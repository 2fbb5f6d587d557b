import * as v from 'valibot'
import { fromBase64, toBase64 } from '#device/basics/base64.ts'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Vault } from '#device/sealed/vault.ts'
import type { Place } from '#domain/kind.ts'
import { DOORS, KeptDoors } from './doorsLeft.ts'
import {
  type Door,
  type DoorPorts,
  KeptDoor,
  LASTS_MS,
  type OpenedDoor,
  openDoor,
  standAgain,
  type Watched,
} from './letIn.ts'

/**
 * The doors that are open at this tablet. A code outlives the sheet that shows it, and the page: it lies on the disk, sealed
 * with the hall key, and is taken away when its time is over. Whoever takes the disk later finds nothing, and whoever takes
 * it before needs a manager's PIN.
 */
export interface Doors {
  /** Newest last; whoever shows one may hold it longer. */
  readonly open: readonly Door[]
  make(ask: { readonly place: Place; readonly name: string; readonly onChange?: () => void }): Promise<OpenedDoor>
  close(): Promise<void>
}

const All = v.array(KeptDoor)
const BELONGS = { subject: 'doors', kind: 'doors' }

export function openDoors(
  of: DoorPorts & {
    readonly keepsakes: Keepsakes
    readonly vault: () => Promise<Vault | null>
    /** Calls back when somebody signs in, and more often. */
    readonly onStatus: (listener: () => void) => () => void
  },
): Doors {
  const { keepsakes, vault, now, clock, onFault } = of
  let watched: readonly Watched[] = []
  /** An earlier start has left doors that nobody could open yet. */
  let left = true
  let saved = ''
  let working: Promise<void> = Promise.resolve()
  const inTurn = (task: () => Promise<void>): void => {
    working = working.then(task).catch(onFault)
  }
  let forgetLeft = () => {}
  const stopFollowing = of.onStatus(() => {
    if (left) inTurn(takeUp)
  })
  inTurn(takeUp)

  return {
    get open() {
      return watched.map(({ door }) => door)
    },
    async make({ onChange, ...ask }) {
      const opened = await openDoor(ask, { ...of, onChange: () => changed(onChange) })
      if (!opened.ok) return opened
      watched = [...watched, opened.watched]
      changed(onChange)
      return { ok: true, door: opened.watched.door }
    },
    async close() {
      stopFollowing()
      forgetLeft()
      for (const each of watched) each.close()
      await working
    },
  }

  function changed(onChange = () => {}): void {
    watched = watched.filter(({ over }) => !over)
    inTurn(save)
    onChange()
    of.onChange()
  }

  async function save(): Promise<void> {
    const kept = watched.map((each) => each.kept)
    const text = JSON.stringify(kept)
    if (text === saved || left) return
    if (kept.length === 0) await forget()
    else {
      const sealed = await (await vault())?.seal(BELONGS, new TextEncoder().encode(text))
      // Nobody has the hall key here: then it does not outlive the page.
      if (!sealed) return
      await keepsakes.write(DOORS, { until: endOf(kept), sealed: toBase64(sealed) })
    }
    saved = text
  }

  /** Twice: the disk keeps what was written before the last time. */
  async function forget(): Promise<void> {
    for (let i = 0; i < 2; i++) await keepsakes.write(DOORS, { until: 0, sealed: null })
  }

  async function takeUp(): Promise<void> {
    if (!left || of.log.pen !== 'this-tab') return
    const kept = await keepsakes.read(DOORS, KeptDoors)
    if (!kept?.sealed) {
      left = false
      return save()
    }
    if (kept.until > now()) {
      const opened = await (await vault())?.unseal(BELONGS, fromBase64(kept.sealed))
      if (!opened || (!opened.ok && opened.why === 'locked')) {
        forgetLeft()
        forgetLeft = clock.after(kept.until - now(), () => inTurn(takeUp))
        return
      }
      if (opened.ok) {
        const found = v.parse(All, JSON.parse(new TextDecoder().decode(opened.bytes)))
        const again = found.map((each) => standAgain(each, { ...of, onChange: () => changed() }))
        watched = [...(await Promise.all(again)), ...watched].filter(({ over }) => !over)
      }
    }
    left = false
    if (watched.length === 0) await forget()
    changed()
  }
}

const endOf = (kept: readonly KeptDoor[]): number => Math.max(...kept.map(({ ends }) => ends)) + LASTS_MS
