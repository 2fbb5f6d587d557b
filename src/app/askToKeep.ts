import type { Tablet } from '#device/tablet.ts'

/**
 * Asks the browser to keep what lies on this tablet when the first person signs in after a start, where it has not promised so:
 * somebody is there who has just said who they are, which some browsers want, and who can answer where one asks. The answer stops it.
 */
export function askToKeep(tablet: Pick<Tablet, 'status' | 'session' | 'onStatus' | 'askPersistence'>): () => void {
  const stop = tablet.onStatus(() => {
    if (tablet.session === null || tablet.status.storage.persisted === null) return
    stop()
    if (!tablet.status.storage.persisted) void tablet.askPersistence()
  })
  return stop
}
