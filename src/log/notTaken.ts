/** Why the hall server takes a line of a push not in: it stays on its tablet, and a person has to look. */
export const REFUSED_LINES = [
  'not-json',
  'no-lines',
  'not-utf8',
  'line-too-long',
  'bad-envelope',
  'bad-sum',
  'bad-journal-header',
  'bad-from-header',
  'bad-signature',
  'foreign-hall',
  'foreign-journal',
  'not-contiguous',
  'broken-chain',
  'bad-opening',
  'not-your-journal',
  'gap',
  'fork',
] as const
export type RefusedLine = (typeof REFUSED_LINES)[number]

/** Why a line that is kept counts for nobody: the hall server says so, or a tablet has found it. */
export const LINES_SET_ASIDE = [
  'not-allowed-here',
  'misplaced',
  'bad-proof',
  'bad-opening',
  'not-signed-by-tablet',
  'not-readable',
  'other-bytes',
] as const
export type LineSetAside = (typeof LINES_SET_ASIDE)[number]
