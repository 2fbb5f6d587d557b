declare global {
  interface Window {
    /** Not every browser has it. */
    readonly trustedTypes?: {
      createPolicy(name: string, rules: { createScriptURL?(address: string): string | null }): unknown
    }
  }
}

/** The app's own files, under the names that the build gives them. */
const OURS = /^\/(assets\/[\w.-]+|serviceWorker)\.js$/

/** Whether an address is a program of this app; in development they lie where their sources do. Throws for what is no address. */
export function isOurProgram(address: string, { base, developing }: { base: string; developing: boolean }): boolean {
  const { origin, pathname } = new URL(address, base)
  return origin === new URL(base).origin && (developing || OURS.test(pathname))
}

/**
 * Says once, before anything is loaded, which texts a browser may take for a program: where a text would become markup or
 * code it is refused. A browser that does not know of this takes no notice.
 */
export function trustOnlyOurPrograms(): void {
  window.trustedTypes?.createPolicy('default', {
    createScriptURL: (address) =>
      isOurProgram(address, { base: location.href, developing: import.meta.env.DEV }) ? address : null,
  })
}
