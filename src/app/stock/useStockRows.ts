import { computed } from 'vue'
import { stockSlice } from '#domain/stock/fold.ts'
import { allotments, leftOf } from '#domain/stock/queries.ts'
import { stockKey } from '#domain/stock/stock.ts'
import { useHall } from '../useTablet.ts'

/** Every allotment with what people call its tablet and its article, and with what is left of it in pieces. */
export function useStockRows() {
  const hall = useHall(stockSlice)
  return computed(() =>
    allotments(hall.value).map((each) => ({
      ...each,
      id: stockKey(each.tablet, each.article),
      name: each.name || each.article,
      at: hall.value.tablets.get(each.tablet)?.name ?? each.tablet,
      left: leftOf(each),
    })),
  )
}
