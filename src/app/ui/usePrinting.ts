import { nextTick, ref } from 'vue'

/** Draws a `PrintPage` for as long as the system prints: `printing` says whether it is drawn. */
export function usePrinting() {
  const printing = ref(false)

  async function print(): Promise<void> {
    printing.value = true
    try {
      await printDrawn()
    } finally {
      printing.value = false
    }
  }
  return { printing, print }
}

/** Prints what stands in a `PrintPage` once all of it is drawn; over when the system has taken it. */
export async function printDrawn(): Promise<void> {
  await allDrawn()
  await new Promise<void>((resolve, reject) => {
    const over = new AbortController()
    const end = () => {
      over.abort()
      resolve()
    }
    // Some browsers (iPad) go on at once and look at the page later: it stays until printing is over, or somebody is back.
    for (const event of ['afterprint', 'pointerdown', 'keydown']) {
      window.addEventListener(event, end, { capture: true, signal: over.signal })
    }
    try {
      window.print()
    } catch (fault) {
      over.abort()
      reject(fault)
    }
  })
}

const BUSY = '.printPage[aria-busy="true"], .printPage [aria-busy="true"]'

/** Waits until everything on the paper is drawn. What comes later than the page, e.g. a code, says so by `aria-busy`. */
export async function allDrawn(): Promise<void> {
  await nextTick()
  await new Promise<void>((resolve) => {
    const watcher = new MutationObserver(() => look())
    const look = () => {
      if (document.querySelector(BUSY)) return
      watcher.disconnect()
      resolve()
    }
    watcher.observe(document.body, { subtree: true, childList: true, attributes: true, attributeFilter: ['aria-busy'] })
    look()
  })
  await nextTick()
}
