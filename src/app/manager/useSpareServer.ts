import * as v from 'valibot'
import { computed, ref, watch } from 'vue'
import { strangeServers } from '#domain/authority/strangeServers.ts'
import { kept } from '../kept.ts'
import { useTablet } from '../useTablet.ts'

/** So long (ms) without the hall server is more than a network that stumbles. */
const GONE_MS = 2 * 60_000

/** Since when the hall server has not been heard, and until when another one had its place; ms since 1970. */
const gone = kept('server-gone', v.object({ since: v.number(), until: v.nullable(v.number()) }))

/**
 * How far another computer has come in taking the place of the hall server. `gone`: nobody is heard; `stranger`: one is heard that
 * nobody has let in; `gathering`: tablets bring back what they hold; `over`: numbers are given as before. Null: nothing of that.
 */
export type SparePhase = 'gone' | 'stranger' | 'gathering' | 'over'

/** Follows it, and measures how long the hall was without its server, also over a start of the app. */
export function useSpareServer() {
  const { hall, status, now } = useTablet()
  const told = ref(gone.read())
  const strangers = computed(() => strangeServers(hall.value.authority))
  const isHeard = computed(() => status.value.link === 'connected')
  const isGone = computed(() => {
    const { heardAt, link } = status.value
    return (link === 'server-lost' || link === 'offline') && heardAt !== null && now.value - heardAt > GONE_MS
  })
  const phase = computed((): SparePhase | null => {
    if (isGone.value) return 'gone'
    if (!isHeard.value) return told.value === null ? null : 'gone'
    if (strangers.value.length > 0) return 'stranger'
    const { gathers } = status.value
    if (gathers === null) return null
    return gathers.isOver ? 'over' : 'gathering'
  })

  function note(next: typeof told.value): void {
    told.value = next
    if (next) gone.keep(next)
    else gone.forget()
  }

  watch(
    phase,
    (next) => {
      const before = told.value
      if (next === 'gone' && before === null) note({ since: status.value.heardAt ?? now.value, until: null })
      // It is the same server, and has lost nothing.
      if (next === null && isHeard.value) note(null)
      if (next === 'over' && before?.until === null) note({ ...before, until: now.value })
    },
    { immediate: true },
  )

  return { phase, strangers, told, see: () => note(null) }
}
