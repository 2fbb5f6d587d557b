import type { stock as inChinese } from '../zh/stock.ts'

export const stock: typeof inChinese = {
  intro:
    'Articles and gifts are sold only by the tablet they were given to, and no more of them than it has, with the network up or down. So no piece is sold twice while tablets are apart. What no tablet was given any of is sold as always and not counted here. What a customer brings back is given once more to the tablet that keeps it.',
  noArticles:
    'There is no article in the price book yet. Add and save it there first; a gift is an article as well, with the price 0.',
  giveTitle: 'Give to a tablet',
  to: 'To which tablet',
  article: 'Article',
  count: 'Pieces',
  give: 'Give',
  isGiven: ({ name, tablet, count }) => `${tablet} was given ${count} of “${name}”.`,
  table: 'Articles by tablet',
  none: 'No tablet was given anything yet.',
  tablet: 'Tablet',
  given: 'Given',
  sold: 'Sold',
  returned: 'Returned',
  left: 'Left',
  line: ({ name, tablet, given, sold, returned, left }) =>
    `${name} · ${tablet}: ${given} given, ${sold} sold, ${returned} returned, ${left} left`,
  own: 'Articles at this tablet',
  leftOf: ({ name, left }) => `${name} (${left} left)`,
  giveBack: 'Give back',
  isReturned: ({ name, count }) => `${count} of “${name}” given back.`,
}
