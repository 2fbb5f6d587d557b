/**
 * @module How a hall says a call in its own words: a sentence with a place for the number and one for the counter, e.g.
 * `请{号码}号到{窗口}号台` or `Number {number}, desk {counter} please`.
 */

/** What stands in the places of a sentence. */
export interface CallNames {
  readonly label: string
  readonly counter: string
}
/** A sentence taken apart: before the first place, between the two, behind the second. */
export interface Wording {
  readonly before: string
  readonly first: keyof CallNames
  readonly between: string
  readonly second: keyof CallNames
  readonly behind: string
}

const PLACES: Readonly<Record<string, keyof CallNames>> = {
  '{号码}': 'label',
  '{number}': 'label',
  '{窗口}': 'counter',
  '{counter}': 'counter',
}
const SENTENCE = /^([^{}]*)(\{[^{}]*\})([^{}]*)(\{[^{}]*\})([^{}]*)$/

/** Takes a sentence apart; null: it has not both places, each once. */
export function wordingOf(sentence: string): Wording | null {
  const [, before = '', one = '', between = '', other = '', behind = ''] = SENTENCE.exec(sentence) ?? []
  const [first, second] = [PLACES[one], PLACES[other]]
  return first === undefined || second === undefined || first === second
    ? null
    : { before, first, between, second, behind }
}

/** The sentence about one call. */
export const sentenceOf = ({ before, first, between, second, behind }: Wording, names: CallNames): string =>
  `${before}${names[first]}${between}${names[second]}${behind}`

/** Where the sentence is broken so that either name stands large on a line of its own: at a comma, or before the way there. */
const BREAKS = [/^(.*?)[，,、；;]\s*(.*)$/, /^(.*?)((?:请)?[到去至].*)$/]

/** The sentence in two lines, each around what is read from across the hall. */
export function linesOf({ before, first, between, second, behind }: Wording, names: CallNames) {
  const [, after = '', next = between] = BREAKS.map((each) => each.exec(between)).find((found) => found !== null) ?? []
  return [
    { before: before.trim(), big: names[first], after: after.trim() },
    { before: next.trim(), big: names[second], after: behind.trim() },
  ] as const
}
