/** What a browser answers within `ms`; `otherwise` where it does not: some never settle what they have promised. */
export function within<T>(ms: number, answer: Promise<T>, otherwise: T): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const late = new Promise<T>((resolve) => {
    timer = setTimeout(resolve, ms, otherwise)
  })
  return Promise.race([answer, late]).finally(() => clearTimeout(timer))
}
