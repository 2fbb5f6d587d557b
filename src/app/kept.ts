import * as v from 'valibot'

export interface Kept<Value> {
  /** What was kept, or null: nothing yet, something that no longer fits, or storage that the browser withholds. */
  read(): Value | null
  keep(value: Value): void
  forget(): void
}

/**
 * Something small that this screen remembers when the page is opened again, beside the log and never in it: a language,
 * a counter. A text is kept as it is (`stayopen.language` holds `en`), everything else as JSON.
 */
export function kept<Value>(name: string, schema: v.GenericSchema<unknown, Value>): Kept<Value> {
  const key = `stayopen.${name}`
  return {
    read() {
      const text = whenAllowed(() => window.localStorage.getItem(key))
      if (text === null) return null
      const asText = v.safeParse(schema, text)
      if (asText.success) return asText.output
      const asJson = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
      return asJson.success ? asJson.output : null
    },
    keep(value) {
      whenAllowed(() => window.localStorage.setItem(key, typeof value === 'string' ? value : JSON.stringify(value)))
    },
    forget() {
      whenAllowed(() => window.localStorage.removeItem(key))
    },
  }
}

/** Storage that is withheld or full only means that it is asked for again next time; until then it holds. */
function whenAllowed<Result>(act: () => Result): Result | null {
  try {
    return act()
  } catch {
    return null
  }
}
