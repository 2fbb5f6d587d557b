/** Waits in real time until something holds; for tests with a real server. */
export async function until(holds: () => boolean, withinMs = 10_000): Promise<void> {
  const end = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > end) throw new Error(`it did not come true within ${withinMs / 1000} s: ${holds}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
