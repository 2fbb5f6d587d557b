/** The page of the browser benches: a tablet without screens, and a bare Dexie client to measure it against. */
import { createBenchTablet } from './benchTablet.ts'
import { createRawClient } from './rawClient.ts'

// The hall server lets no text become a program unless the page says which may; here every file is one of the bench's own.
window.trustedTypes?.createPolicy('default', { createScriptURL: (address) => address })

const page = { tablet: createBenchTablet(), raw: createRawClient(), longestTask: watchLongTasks() }

/** What the page offers to the benches as `window.bench`. */
export type BenchPage = typeof page

Object.assign(window, { bench: page })

/** Tells the longest task of the main thread since it was asked last, in ms; 0 when none was longer than 50. */
function watchLongTasks(): () => number {
  let longest = 0
  const note = (entries: readonly PerformanceEntry[]) => {
    for (const { duration } of entries) longest = Math.max(longest, duration)
  }
  const observer = new PerformanceObserver((list) => note(list.getEntries()))
  observer.observe({ type: 'longtask' })
  return () => {
    note(observer.takeRecords())
    const answer = longest
    longest = 0
    return answer
  }
}
