/** What a page may load as a program: the app's own files, under the names that the build gives them. */
const OURS = /^\/(assets\/[\w.-]+\.js|serviceWorker\.js)$/

/** Whether an address is a program of this app. In development they lie where their sources do. */
export function isOurProgram(address: string, { base, developing }: { base: string; developing: boolean }): boolean {
  if (!URL.canParse(address, base)) return false
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
