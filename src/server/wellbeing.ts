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
  /** A newer version lies on it and has not started. */
  updateWaits: v.exactOptional(v.boolean()),
  /** What its own clock says, uncorrected. */
  clock: v.exactOptional(v.pipe(v.string(), v.isoTimestamp())),
  /** What of a wall hung last, and when it did. */
  hung: v.exactOptional(
    v.object({ what: v.picklist(['picture', 'stream']), at: v.pipe(v.string(), v.isoTimestamp()) }),
  ),
})
export type Wellbeing = Readonly<v.InferOutput<typeof Wellbeing>>

/** How the tablets are, as each last said since the server started. */
export interface TabletsWellbeing {
  says(tablet: string, wellbeing: Wellbeing): void
  of(tablet: string): Told | null
}

/** `at`: when it said so (ISO 8601); `apart`: how far its clock then was ahead of the server's (ms), null: it did not say. */
type Told = Wellbeing & { readonly at: string; readonly apart: number | null }

/** `now`: ms since 1970. */
export function createWellbeing(now: () => number): TabletsWellbeing {
  const said = new Map<string, Told>()
  return {
    says(tablet, wellbeing) {
      const apart = wellbeing.clock === undefined ? null : Date.parse(wellbeing.clock) - now()
      said.set(tablet, { ...wellbeing, at: new Date(now()).toISOString(), apart })
    },
    of: (tablet) => said.get(tablet) ?? null,
  }
}
