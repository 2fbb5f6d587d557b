/** Runs tasks one after another; a task that fails does not stop the next. */
export function createQueue(): <T>(task: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (task) => {
    const run = last.then(task, task)
    last = run.catch(() => undefined)
    return run
  }
}

/** Turns of tasks, one after another. */
export interface Turns {
  <T>(task: () => Promise<T>): Promise<T>
  /** Before everything that waits: somebody stands before the screen. */
  ahead<T>(task: () => Promise<T>): Promise<T>
  /** A task that waits for its turn as all others do; what goes ahead waits not even until it is over. */
  yielding<T>(task: () => Promise<T>): Promise<T>
  /** For what went ahead: answers when nothing else is under way. */
  alone(): Promise<void>
}

/** Makes turns; a task that fails does not stop the next. */
export function createTurns(): Turns {
  const ahead = createQueue()
  // One after another: at most one of them stands in the way of what goes ahead.
  const others = createQueue()
  let underWay: Promise<unknown> = Promise.resolve()
  const turns = <T>(task: () => Promise<T>): Promise<T> => others(() => ahead(task))
  return Object.assign(turns, {
    ahead,
    yielding: <T>(task: () => Promise<T>): Promise<T> =>
      others(() => {
        const begun = task()
        underWay = begun.catch(() => undefined)
        return begun
      }),
    async alone() {
      await underWay
    },
  })
}

/** A task that waits for its turn once, however often it is asked for meanwhile. What fails is tried again when it is next asked for. */
export function onceInTurn(turn: (task: () => Promise<void>) => Promise<void>, task: () => Promise<void>): () => void {
  let waits = false
  return () => {
    if (waits) return
    waits = true
    turn(() => {
      waits = false
      return task()
    }).catch(() => undefined)
  }
}

/** Takes batches one after another; what arrives from the same origin while one is being taken goes into the next, as one. */
export function createCoalescer<Each, Origin>(
  take: (batch: readonly Each[], origin: Origin) => Promise<void>,
): (batch: readonly Each[], origin: Origin) => Promise<void> {
  interface Waiting {
    readonly batch: readonly Each[]
    readonly origin: Origin
    readonly done: () => void
    readonly failed: (error: unknown) => void
  }
  const waiting: Waiting[] = []
  let busy = false

  async function drain(): Promise<void> {
    busy = true
    for (let first = waiting[0]; first; first = waiting[0]) {
      const { origin } = first
      const other = waiting.findIndex((each) => each.origin !== origin)
      const together = waiting.splice(0, other === -1 ? waiting.length : other)
      const batch = together.flatMap((each) => each.batch)
      await take(batch, origin).then(
        () => {
          for (const { done } of together) done()
        },
        (error: unknown) => {
          for (const { failed } of together) failed(error)
        },
      )
    }
    busy = false
  }

  return (batch, origin) =>
    new Promise((done, failed) => {
      waiting.push({ batch, origin, done, failed })
      if (!busy) void drain()
    })
}
