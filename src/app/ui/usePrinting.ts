import { nextTick, ref } from 'vue'

/** Draws a `PrintPage` for as long as the printer's dialog is open: `printing` says whether it is drawn. */
export function usePrinting() {
  const printing = ref(false)

  async function print(): Promise<void> {
    printing.value = true
    await nextTick()
    window.print()
    printing.value = false
  }

  /** A page with a QR code, which is drawn by a part that is loaded when it is first needed. */
  async function printCode(): Promise<void> {
    printing.value = true
    await nextTick()
    await import('qrcode')
    await nextTick()
    await print()
  }
  return { printing, print, printCode }
}
