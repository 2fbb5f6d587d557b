import type { createVouching, Vouching } from './vouching.ts'

/** What looks at signatures in idle time; it is loaded when it is first needed, for no first screen waits for it. */
export interface LateVouching {
  inIdleTime(task: (vouching: Vouching) => Promise<void>): void
  readonly overdue: Vouching['overdue']
}

/** Makes it; nothing is loaded yet. */
export function createLateVouching(of: Parameters<typeof createVouching>[0]): LateVouching {
  let vouching: Vouching | null = null
  let loading: Promise<Vouching> | null = null
  return {
    inIdleTime(task) {
      loading ??= import('./vouching.ts').then(({ createVouching }) => {
        vouching = createVouching(of)
        return vouching
      })
      loading.then(task).catch(() => {
        // What could not be loaded is asked for again; what could not be set aside shows in the chain again.
        if (!vouching) loading = null
      })
    },
    get overdue() {
      return vouching?.overdue ?? []
    },
  }
}
