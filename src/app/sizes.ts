const GIB = 1024 ** 3
const MIB = 1024 ** 2

/** Bytes as people read them: `12.3 GB`, `840 MB`. */
export const sizeOf = (bytes: number): string =>
  bytes >= GIB ? `${(bytes / GIB).toFixed(1)} GB` : `${Math.max(1, Math.round(bytes / MIB))} MB`
