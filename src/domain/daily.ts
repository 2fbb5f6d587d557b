import { dayKinds } from './day/events.ts'
import { slicesForgettingAt } from './slice.ts'

/** Declares a slice of the hall. Every one of them forgets when a business day is closed, and at no other time. */
export const slice = slicesForgettingAt({ DayClosed: dayKinds.DayClosed })
