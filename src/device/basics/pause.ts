/**
 * Lets taps and frames through between two portions of work. Chosen: a message to ourselves; because timers are held
 * back to 4 ms when nested; instead of `setTimeout`.
 */
export const pause = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
