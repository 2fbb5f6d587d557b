/** Which version of the app this page is, e.g. 0.1.0; written in when the app is built. */
export const appVersion: string = import.meta.env.VITE_STAYOPEN_VERSION ?? '0.0.0'
