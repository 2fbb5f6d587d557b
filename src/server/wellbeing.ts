import * as v from 'valibot'

const Whole = v.pipe(v.number(), v.safeInteger(), v.minValue(0))

/** How a tablet says it is. */
export const Wellbeing = v.object({
  /** The version of its app. */
  app: v.pipe(v.string(), v.maxLength(40)),
  /** Whether its browser has promised to keep what lies on it; null: it does not say. */
  persisted: v.nullable(v.boolean()),
  usedBytes: Whole,
  quotaBytes: Whole,
  /** Percent, and whether it is being charged; null where its browser does not tell. */
  battery: v.nullable(v.object({ percent: v.pipe(Whole, v.maxValue(100)), charging: v.boolean() })),
  /** What of a wall hung last, and when it did. */
  hung: v.exactOptional(
    v.object({ what: v.picklist(['picture', 'stream']), at: v.pipe(v.string(), v.isoTimestamp()) }),
  ),
})
export type Wellbeing = Readonly<v.InferOutput<typeof Wellbeing>>

/** How the tablets are, as each last said since the server started. */
export interface TabletsWellbeing {
  says(tablet: string, wellbeing: Wellbeing): void
  /** `at`: when it said so (ISO 8601). */
  of(tablet: string): (Wellbeing & { readonly at: string }) | null
}

/** `now`: ms since 1970. */
export function createWellbeing(now: () => number): TabletsWellbeing {
  const said = new Map<string, Wellbeing & { readonly at: string }>()
  return {
    says: (tablet, wellbeing) => void said.set(tablet, { ...wellbeing, at: new Date(now()).toISOString() }),
    of: (tablet) => said.get(tablet) ?? null,
  }
}
