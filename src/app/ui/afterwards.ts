/** Later than this (ms) a timer has waited for a page that was busy. */
const LATE_MS = 30
/** Time (ms) for what waited with it to be heard. */
const TURN_MS = 50

/**
 * Does something when so many ms have passed. On a page that was busy a timer and the lift of a finger wait together, in
 * no order: then the finger is heard first. The answer stops it.
 */
export function afterwards(ms: number, task: () => void): () => void {
  const due = performance.now() + ms
  let timer = setTimeout(() => {
    if (performance.now() - due < LATE_MS) task()
    else timer = setTimeout(task, TURN_MS)
  }, ms)
  return () => clearTimeout(timer)
}

/** Whole seconds since a moment of `performance.now()`. */
export const secondsSince = (since: number): number => Math.floor((performance.now() - since) / 1000)
