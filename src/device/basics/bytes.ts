/** The same bytes in a buffer of their own, as WebCrypto's types ask for. */
export const fresh = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes)
