/** A browser has read a file that it was handed within this time (ms). */
const READ_WITHIN_MS = 60_000

/** Hands bytes or text to the browser as a file of this name. */
export function saveFile(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = document.createElement('a')
  Object.assign(link, { href: address, download: name })
  link.click()
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN_MS)
}
