/** Work that nobody has to wait for, until what it stands on is closed. */
export interface UnderWay {
  <T>(work: Promise<T>): Promise<T>
  /** Answers when all of it has ended, well or not. */
  ended(): Promise<void>
}

/** Makes a keeper of such work. */
export function createUnderWay(): UnderWay {
  const all = new Set<Promise<unknown>>()
  const keep = <T>(work: Promise<T>): Promise<T> => {
    const end = () => all.delete(work)
    all.add(work)
    work.then(end, end)
    return work
  }
  return Object.assign(keep, {
    async ended() {
      while (all.size > 0) await Promise.allSettled(all)
    },
  })
}
