import { type Allotment, type StockLine, type StockPart, stockKey } from './stock.ts'

type Stock = Pick<StockPart, 'stock'>

/** What is left of an allotment, in pieces. */
export const leftOf = ({ given, sold, returned }: Allotment): number => Math.max(given - sold - returned, 0)

/** What a tablet still has of an article, in pieces. */
export function leftAt({ stock }: Stock, tablet: string, article: string): number {
  const found = stock.get(stockKey(tablet, article))
  return found ? leftOf(found) : 0
}

/** Every allotment, article by article and then tablet by tablet. */
export const allotments = ({ stock }: Stock): Allotment[] =>
  [...stock.values()].sort(
    (a, b) => compare(a.name, b.name) || compare(a.article, b.article) || compare(a.tablet, b.tablet),
  )

/** Who else has some of an article, whoever has most first. */
export const othersWith = ({ stock }: Stock, article: string, except: string): Allotment[] =>
  [...stock.values()]
    .filter((each) => each.article === article && each.tablet !== except && leftOf(each) > 0)
    .sort((a, b) => leftOf(b) - leftOf(a) || compare(a.tablet, b.tablet))

/** Whether an article is sold from allotments: from the first time on that any tablet was given some. */
const isAllotted = ({ stock }: Stock, article: string): boolean =>
  [...stock.values()].some((each) => each.article === article && each.given > 0)

/** What a tablet has to take for a case, and what it lacks. */
interface Taking {
  /** By how much more, or less, of each article; nothing where all is as it was. */
  readonly lines: readonly StockLine[]
  /** The first article of which less is left; null: there is enough. */
  readonly short: { readonly article: string; readonly left: number } | null
}

/**
 * What a tablet takes out of its own allotment so that a case has all that it asks for, besides what other tablets have
 * given it already; what it took itself and the case asks for no more goes back. Articles that nobody was given any of
 * are sold as they lie there.
 */
export function takingFor(
  hall: StockPart,
  {
    tablet,
    case: subject,
    lines,
  }: { readonly tablet: string; readonly case: string; readonly lines: readonly StockLine[] },
): Taking {
  const out = hall.takenOut.get(subject)?.lines ?? []
  const articles = [...new Set([...lines, ...out].map(({ article }) => article))].sort()
  const changes = articles
    .filter((article) => isAllotted(hall, article))
    .map((article): StockLine => {
      const asked = sum(lines.filter((each) => each.article === article))
      const ofThis = out.filter((each) => each.article === article)
      const own = sum(ofThis.filter((each) => each.tablet === tablet))
      const others = sum(ofThis.filter((each) => each.tablet !== tablet))
      return { article, count: Math.max(asked - others, 0) - own }
    })
    .filter(({ count }) => count !== 0)
  const short = changes.find(({ article, count }) => count > leftAt(hall, tablet, article))
  return {
    lines: changes,
    short: short ? { article: short.article, left: leftAt(hall, tablet, short.article) } : null,
  }
}

const sum = (lines: readonly StockLine[]): number => lines.reduce((all, { count }) => all + count, 0)
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
