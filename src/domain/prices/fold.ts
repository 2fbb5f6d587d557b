import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { priceKinds } from './events.ts'
import type { PricesPart } from './prices.ts'

const folds: FoldOf<typeof priceKinds, Folding<PricesPart>> = {
  PricesSet(hall, { body, by, stamp }) {
    // A tablet that was away never takes a newer book back; of two with one number the later stands.
    if (hall.priceBook && hall.priceBook.version > body.version) return
    hall.priceBook = { ...body, at: stampTime(stamp), by }
  },
}

export const pricesSlice = slice<PricesPart>()('prices', {
  start: { priceBook: null },
  needs: [],
  kinds: priceKinds,
  folds,
  forgets: { priceBook: 'it is in force until there is another' },
})
