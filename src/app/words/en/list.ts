const format = new Intl.ListFormat('en-GB', { type: 'conjunction' })

/** Names one after the other, as a sentence has them: `Wang, Li and Chen`. */
export const list = (names: readonly string[]): string => format.format(names)
