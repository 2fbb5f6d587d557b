import { type Component, type InjectionKey, inject, type Ref, ref, shallowRef } from 'vue'
import type { Tablet } from '#device/tablet.ts'
import { lacksSheet } from '#domain/settings/queries.ts'
import { homeOf } from './home.ts'

/** Leads a tablet to its own page and nowhere else. */
export interface Way {
  /** Of the page that is shown, e.g. `/counter`. */
  readonly path: Readonly<Ref<string>>
  readonly page: Readonly<Ref<Component>>
  /** Goes to an address as far as this tablet may, and home otherwise; nobody comes back to the page before it. */
  go(address: string): Promise<void>
  /** What somebody typed into the address, or came back to, is gone to in the same way. */
  follow(): () => void
}

export const wayKey: InjectionKey<Way> = Symbol('way')

export function useWay(): Way {
  const way = inject(wayKey)
  if (!way) throw new Error('no way is provided')
  return way
}

/** A page with its books, fetched when a tablet is led to it. */
export type Pages = Readonly<
  Record<ReturnType<typeof homeOf> | '/second', () => Promise<{ readonly default: Component }>>
>

/** The page that the address asks for. A page reads what else stands in the address when it is shown. */
export async function openWay(tablet: Tablet, pages: Pages): Promise<Way> {
  let turns = 0

  async function allowed(asked: string): Promise<keyof Pages> {
    const { identity, log } = tablet
    // Founding ends with the recovery sheet: until it was read back there is nothing else here, also after a restart.
    const isFounding = identity?.place === 'manager' && lacksSheet(log.hall) && (await tablet.openHeldSheet()).isHeld
    // The last page of the set-up stays open although the hall is not new any more.
    const stays = asked === '/setup' && identity?.place === 'manager'
    // On its second screen a tablet shows the hall's wall, from what it knows itself.
    if (asked === '/second' && identity && identity.place !== 'wall' && !isFounding) return asked
    return isFounding || stays ? '/setup' : homeOf(identity, log.hall)
  }

  /** The last one to be asked for is shown, whichever is there first. */
  async function lead(): Promise<{ path: string; page: Component } | null> {
    const turn = ++turns
    const path = await allowed(location.pathname)
    const { default: page } = await pages[path]()
    if (turn !== turns) return null
    if (path !== location.pathname) history.replaceState(null, '', path)
    return { path, page }
  }

  const first = await lead()
  if (!first) throw new Error('nobody else leads before the first page is shown')
  const path = ref(first.path)
  const page = shallowRef(first.page)
  async function show(): Promise<void> {
    const next = await lead()
    if (!next) return
    path.value = next.path
    page.value = next.page
  }
  return {
    path,
    page,
    go(address) {
      history.replaceState(null, '', address)
      return show()
    },
    follow() {
      const back = () => void show()
      window.addEventListener('popstate', back)
      return () => window.removeEventListener('popstate', back)
    },
  }
}
