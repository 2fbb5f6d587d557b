/** The name of a file that is handed on: `1 号台-20261123T0105.stayopen`. */
export const carriedFileName = (tablet: string, now: number): string =>
  `${tablet}-${new Date(now).toISOString().slice(0, 16).replaceAll(/[-:]/g, '')}.stayopen`
