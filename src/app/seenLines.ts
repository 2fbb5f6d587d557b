import type { TabletStatus } from '#device/tabletStatus.ts'
import type { Words } from './words/words.ts'

/** So many are named. */
const NAMED = 6

/** What is still known of lines that cannot be read: `A005，10:12`. Empty where nothing is. */
export function seenLines(
  seen: TabletStatus['missing'][number]['seen'],
  words: Words['status'],
  write: (ms: number) => string,
): string {
  const named = (seen ?? []).flatMap(({ label, at }) => {
    const time = at === null ? '' : write(at)
    return label === null && time === '' ? [] : [words.seenLine({ label: label ?? '', at: time })]
  })
  return words.seenLines({ named: named.slice(0, NAMED), more: Math.max(0, named.length - NAMED) })
}
