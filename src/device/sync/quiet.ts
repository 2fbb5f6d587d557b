import * as v from 'valibot'
import type { Keepsakes } from '#device/basics/keepsakes.ts'
import type { Clock, Fetch, OnFault } from '#device/basics/ports.ts'

/** While it holds, this tablet sends nothing and listens to nothing. */
const Quiet = v.object({
  /** A network drill cuts itself off for a set time; radio silence lasts until somebody ends it (plan-study P11). */
  why: v.picklist(['network-drill', 'radio-silence']),
  /** The device's own clock, ms since 1970: a cut tablet has no other. */
  since: v.number(),
  until: v.nullable(v.number()),
})
export type Quiet = Readonly<v.InferOutput<typeof Quiet>>

/** The one switch between this tablet and the network. Kept on the disk: it outlives a reload, and ends by itself. */
export interface QuietSwitch {
  readonly quiet: Quiet | null
  /** Every request of this tablet goes through here; while it is quiet each ends at once as if there were no network. */
  readonly fetch: Fetch
  /** Cuts the tablet off, also what is under way; `forMs` null: until `end`. */
  begin(why: Quiet['why'], forMs: number | null): Promise<void>
  end(): Promise<void>
  /** Takes over what another tab of this tablet switched. */
  take(quiet: Quiet | null): void
  close(): void
}

const NAME = 'quiet'
const Kept = v.object({ quiet: v.nullable(Quiet) })

/** Reads the switch as it stands on the disk. `onChange` is called whenever it changes. */
export async function openQuietSwitch(options: {
  readonly keepsakes: Keepsakes
  readonly clock: Clock
  readonly fetch: Fetch
  readonly onChange: (quiet: Quiet | null) => void
  readonly onFault: OnFault
}): Promise<QuietSwitch> {
  const { keepsakes, clock, onFault } = options
  let quiet: Quiet | null = null
  /** Requests that have no answer yet. An open stream is let go of by the sync itself. */
  const underWay = new Set<AbortController>()
  let cancelEnd: (() => void) | null = null

  function set(next: Quiet | null): void {
    cancelEnd?.()
    cancelEnd = null
    quiet = next
    if (next) {
      for (const request of underWay) request.abort()
      if (next.until !== null) cancelEnd = clock.after(next.until - clock.now(), () => end().catch(onFault))
    }
    options.onChange(quiet)
  }
  async function change(next: Quiet | null): Promise<void> {
    set(next)
    await keepsakes.write(NAME, { quiet: next })
  }
  const end = () => change(null)

  const kept = (await keepsakes.read(NAME, Kept))?.quiet ?? null
  if (kept && (kept.until === null || kept.until > clock.now())) set(kept)

  return {
    get quiet() {
      return quiet
    },
    async fetch(path, init = {}) {
      if (quiet) throw new TypeError('this tablet is quiet')
      const request = new AbortController()
      const letGo = () => request.abort()
      if (init.signal?.aborted) letGo()
      init.signal?.addEventListener('abort', letGo)
      underWay.add(request)
      try {
        return await options.fetch(path, { ...init, signal: request.signal })
      } finally {
        underWay.delete(request)
      }
    },
    begin: (why, forMs) => {
      const since = clock.now()
      return change({ why, since, until: forMs === null ? null : since + forMs })
    },
    end,
    take: set,
    close: () => cancelEnd?.(),
  }
}
