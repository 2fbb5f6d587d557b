/**
 * What is signed for: an act by a person's key, coming back and being the sheet's own by the root key, what passes between
 * two ends of a code by the code, all else by a tablet's. `head`: what is pushed.
 */
export const PURPOSES = [
  'act',
  'head',
  'carried',
  'slip',
  'case',
  'first',
  'knock',
  'offered',
  'answer',
  'challenge',
  'recover',
  'sheet',
  'receipt',
] as const
type Purpose = (typeof PURPOSES)[number]

/** A text that says what it is signed for: a signature under one never stands for anything else. */
export type SignedText = `stayopen/${Purpose}/2\n${string}`

/** The text that is signed, or whose signature is checked. */
export const signedFor = (purpose: Purpose, text: string): SignedText => `stayopen/${purpose}/2\n${text}`

/** What the first tablet signs when it wants in: that it has the key it names, at this moment, for this code and hall. */
export const signedFirst = (ask: {
  readonly hall: string
  readonly origin: string
  readonly challenge: string
  readonly code: string
  readonly key: string
}): SignedText => {
  const { hall, origin, challenge, code, key } = ask
  return signedFor('first', JSON.stringify([hall, origin, challenge, code, key]))
}

/** What any other tablet signs when it knocks: that the key it names is its own, for this offer, where it reaches the server. */
export const signedKnock = (knock: {
  readonly origin: string
  readonly offer: string
  readonly key: string
  readonly sealKey: string | null
  readonly mac: string
  readonly name: string
}): SignedText => {
  const { origin, offer, key, sealKey, mac, name } = knock
  return signedFor('knock', JSON.stringify([origin, offer, key, sealKey, mac, name]))
}

/** What a tablet signs for its token: that it has its key, at this moment, for this hall, where it reaches the server. */
export const signedChallenge = (asked: {
  readonly hall: string
  readonly origin: string
  readonly tablet: string
  readonly challenge: string
}): SignedText => {
  const { hall, origin, tablet, challenge } = asked
  return signedFor('challenge', JSON.stringify([hall, origin, tablet, challenge]))
}

/**
 * What both the root key and a tablet sign for that tablet's token: that whoever holds the recovery sheet wants this
 * tablet in the hall, at this moment, where it reaches the server.
 */
export const signedRecovery = (asked: {
  readonly hall: string
  readonly origin: string
  readonly key: string
  readonly challenge: string
}): SignedText => {
  const { hall, origin, key, challenge } = asked
  return signedFor('recover', JSON.stringify([hall, origin, key, challenge]))
}
