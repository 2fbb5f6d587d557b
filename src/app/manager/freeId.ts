/** The next id of a list that nobody has: `q-7`. Ids outlive names and letters, so they are made once and never reused. */
export function freeId(prefix: string, taken: readonly { readonly id: string }[]): string {
  const ids = new Set(taken.map(({ id }) => id))
  for (let number = taken.length + 1; ; number++) {
    if (!ids.has(`${prefix}-${number}`)) return `${prefix}-${number}`
  }
}
