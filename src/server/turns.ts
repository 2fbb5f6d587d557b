/**
 * Long reading, piece by piece: one piece at a time in the whole server, the longest waiting first, and between two of them
 * whatever else has come. However many read from far behind, a hello waits for one piece and not for one of each of them.
 */
export interface Turns {
  take<T>(piece: () => Promise<T>): Promise<T>
}

export function createTurns(): Turns {
  let last: Promise<unknown> = Promise.resolve()
  return {
    take(piece) {
      const mine = last.then(nextRound).then(piece)
      // Who asked is told of a fault; whoever is next has nothing to do with it.
      last = mine.catch(() => undefined)
      return mine
    },
  }
}

/** Sockets and answers that are waiting are seen to first. */
const nextRound = () =>
  new Promise<void>((resolve) => {
    setImmediate(resolve)
  })
