/** Names one after the other, as a sentence has them: `小王、小李`. */
export const list = (names: readonly string[]): string => names.join('、')
