/** @module What tablets have to sell: given out by a manager, sold, returned. Fetched with whoever shows it. */
type Of = Readonly<Record<'name' | 'tablet', string>>
type Sums = Readonly<Record<'given' | 'sold' | 'returned' | 'left', number>>

export const stock = {
  intro:
    '商品和赠品发给哪一台，就只从那一台卖；卖完了不能再卖，联网时也一样。这样平板互相断开，也不会把同一件卖两次。没有发给任何一台的商品照常卖，这里不计数。客户退货的，再发给放它的那一台。',
  noArticles: '资费目录里还没有“商品”。请先在“资费目录”加上并保存；赠品也作为商品，价格写 0。',
  giveTitle: '发给一台',
  to: '发给哪一台',
  article: '商品',
  count: '件数',
  give: '发出',
  isGiven: ({ name, tablet, count }: Of & { readonly count: number }) => `已发给${tablet} ${count} 件“${name}”。`,
  table: '各台的商品',
  none: '还没有发给任何一台。',
  tablet: '平板',
  given: '发了',
  sold: '卖了',
  returned: '退回',
  left: '还剩',
  line: ({ name, tablet, given, sold, returned, left }: Of & Sums) =>
    `${name} · ${tablet}：发了 ${given}，卖了 ${sold}，退回 ${returned}，还剩 ${left}`,
  own: '本台的商品',
  leftOf: ({ name, left }: { readonly name: string; readonly left: number }) => `${name}（剩 ${left} 件）`,
  giveBack: '退回',
  isReturned: ({ name, count }: { readonly name: string; readonly count: number }) => `已退回 ${count} 件“${name}”。`,
}
