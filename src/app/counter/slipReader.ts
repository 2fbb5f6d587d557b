/** Reads QR codes from a picture; loaded when the first slip is scanned. */
import { BarcodeDetector, prepareZXingModule } from 'barcode-detector/ponyfill'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Left to itself the reader fetches its engine from a CDN; a hall has its own copy and no CDN.
prepareZXingModule({
  overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? wasm : folder + path) },
})

export interface SlipReader {
  /** The text of the first QR code in the picture, or null when there is none. */
  read(picture: ImageBitmapSource): Promise<string | null>
}

export function createSlipReader(): SlipReader {
  const detector = new BarcodeDetector({ formats: ['qr_code'] })
  return {
    async read(picture) {
      const [first] = await detector.detect(picture)
      return first?.rawValue ?? null
    },
  }
}
