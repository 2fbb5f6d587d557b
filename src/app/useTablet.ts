/**
 * @module app
 * What people see and touch. One folder per place or part; `ui/` knows no hall; `words/` holds every sentence; `style/` the
 * tokens. Screens read the hall through queries and perform commands; they know no network and no database.
 */

import { type App, computed, type InjectionKey, inject, onScopeDispose, type Ref, readonly, ref, shallowRef } from 'vue'
import type { HallChange, HallLog, Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { TabletStatus } from '#device/tabletStatus.ts'
import type { Identity } from '#device/who/identity.ts'
import type { Session } from '#device/who/session.ts'
import type { OpenHall } from '#domain/openHall.ts'
import { type HallWith, opened } from '#domain/shelf.ts'
import type { Slice } from '#domain/slice.ts'
import type { HallCommand } from '#domain/whole.ts'

/** The tablet as screens follow it: every part is replaced as a whole when it changes. */
export interface ShownTablet {
  readonly tablet: Tablet
  readonly hall: Readonly<Ref<OpenHall>>
  readonly status: Readonly<Ref<TabletStatus>>
  readonly session: Readonly<Ref<Session | null>>
  readonly identity: Readonly<Ref<Identity | null>>
  /** Corrected time, ms since 1970, once a second. */
  readonly now: Readonly<Ref<number>>
  stop(): void
}

const tabletKey: InjectionKey<ShownTablet> = Symbol('tablet')

/** Hands the tablet to every screen of the app. The answer's `stop` ends following it. */
export function provideTablet(app: App, tablet: Tablet): ShownTablet {
  const hall = shallowRef(tablet.log.hall)
  const status = shallowRef(tablet.status)
  const session = shallowRef(tablet.session)
  const identity = shallowRef(tablet.identity)
  const now = ref(tablet.now())
  const follow = () => {
    hall.value = tablet.log.hall
    status.value = tablet.status
    session.value = tablet.session
    identity.value = tablet.identity
  }
  const stops = [tablet.log.onChange(follow), tablet.onStatus(follow)]
  const tick = setInterval(() => {
    now.value = tablet.now()
  }, 1000)
  const shown: ShownTablet = {
    tablet,
    hall,
    status,
    session,
    identity,
    now: readonly(now),
    stop() {
      clearInterval(tick)
      for (const stop of stops) stop()
    },
  }
  app.provide(tabletKey, shown)
  return shown
}

export function useTablet(): ShownTablet {
  const shown = inject(tabletKey)
  if (!shown) throw new Error('useTablet() needs provideTablet(app, tablet)')
  return shown
}

/** The hall with these slices, which whoever shows this part has opened (its place, or the part itself: `opens`). */
export function useHall<const Slices extends readonly Slice[]>(...slices: Slices): Readonly<Ref<HallWith<Slices>>> {
  const { hall } = useTablet()
  return computed(() => opened(hall.value, ...slices))
}

/** Takes slices from the shelf. Parts that are shown where there is no tablet yet have nothing to open. */
export function useShelf(): Pick<HallLog, 'open'> {
  const shown = inject(tabletKey, null)
  return { open: async (...slices) => shown?.tablet.log.open(...slices) }
}

/** Follows changes of the hall for as long as the component lives, e.g. to speak a call. */
export function useHallChanges(listener: (change: HallChange) => void): void {
  onScopeDispose(useTablet().tablet.log.onChange(listener))
}

/** One cluster of buttons: performs a command, knows which button is busy and why the last one was refused. */
/** Asks the hall for something and waits for the answer. */
export type Perform = ReturnType<typeof usePerform>['perform']

export function usePerform() {
  const { tablet } = useTablet()
  const busy = ref<string | null>(null)
  const refusal = shallowRef<Extract<Performed, { ok: false }> | null>(null)

  async function perform<Ask>(command: HallCommand<Ask>, ask: Ask): Promise<Performed> {
    busy.value = command.name
    try {
      let performed = await tablet.log.perform(command, ask)
      if (!performed.ok && (performed.why === 'time-unchecked' || performed.why === 'looks-personal')) {
        const { askFirst } = await import('./askFirst.ts')
        performed = await askFirst(performed, (how) => tablet.log.perform(command, ask, how))
      }
      refusal.value = performed.ok ? null : performed
      return performed
    } finally {
      busy.value = null
    }
  }

  return { perform, busy: readonly(busy), refusal }
}
