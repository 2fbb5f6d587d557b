/** Reads the bytes of QR codes from a picture; loaded when the first of them is caught. */
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import wasm from 'zxing-wasm/reader/zxing_reader.wasm?url'

// Left to itself the reader fetches its engine from a CDN; a hall has its own copy and no CDN.
prepareZXingModule({
  overrides: { locateFile: (path: string, folder: string) => (path.endsWith('.wasm') ? wasm : folder + path) },
})

/** The bytes of the first QR code in the picture, or null when there is none. */
export async function readCode(picture: ImageData): Promise<Uint8Array | null> {
  const [first] = await readBarcodes(picture, { formats: ['QRCode'], maxNumberOfSymbols: 1 })
  return first?.isValid ? first.bytes : null
}
