import type { JournalHead } from './lines.ts'

/** What a tablet's key signs for. */
type Purpose = 'push' | 'carried' | 'slip' | 'case' | 'knock' | 'offered' | 'answer' | 'challenge'

/** A text that says what it is signed for: a signature under one never stands for anything else. */
export type SignedText = `stayopen/${Purpose}/2\n${string}`

/** The text that is signed, or whose signature is checked. */
export const signedFor = (purpose: Purpose, text: string): SignedText => `stayopen/${purpose}/2\n${text}`

/** What a tablet signs with each push: the journal, its last n and the hash of that line. */
export const signedPush = (journal: string, head: JournalHead): SignedText =>
  signedFor('push', `${journal}\n${head.n}\n${head.hash}`)

/** What a new tablet signs when it wants in: that the key it names is its own, for this code. */
export const signedKnock = (ask: { readonly code: string; readonly key: string }): SignedText =>
  signedFor('knock', `${ask.code}\n${ask.key}`)
