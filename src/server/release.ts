declare const STAYOPEN_RELEASE: string | undefined

/** Which release of the hall server this is, 0.1.0 say; written in when it is built. */
export const release: string = typeof STAYOPEN_RELEASE === 'string' ? STAYOPEN_RELEASE : 'development'
