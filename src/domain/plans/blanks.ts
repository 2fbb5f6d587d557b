/** What is different each time and whoever says it fills in: `［原因］`, `[cause]`. Nothing of it is ever kept. */
const BLANK = /[［[]([^］\]]+)[］\]]/g

/** The names of what is to be filled in, in the order in which it is said. */
export const blanksOf = (text: string): string[] => [...new Set([...text.matchAll(BLANK)].map(([, name = '']) => name))]

/** The text with what was filled in so far; what was not stays as it is, in its brackets. */
export const withBlanks = (text: string, filled: Readonly<Record<string, string>>): string =>
  text.replace(BLANK, (blank, name: string) => filled[name]?.trim() || blank)
