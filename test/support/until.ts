/** Real time after which something will not come any more; ten times what a starved machine needs. */
const GIVE_UP_MS = 60_000

/**
 * Waits in real time until something holds; for tests with a real server. How long it takes is no claim: it gives up
 * only when nothing can come any more, and says then what it waited for and what it `saw` last.
 */
export async function until(holds: () => boolean | Promise<boolean>, saw: () => unknown = () => ''): Promise<void> {
  const giveUp = performance.now() + GIVE_UP_MS
  while (!(await holds())) {
    if (performance.now() > giveUp) throw new Error(`it did not come true: ${holds} ${JSON.stringify(saw())}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
