import { baseOf } from '#log/journalName.ts'
import { openedBy } from './authority/authority.ts'
import type { AuthorityPart } from './authority/fold.ts'

/**
 * A list with one more, of each tablet at most so many, its newest, however many journals it opens: whatever one of them says,
 * nothing that others have said goes for it. `idOf`: the id of the event that told it.
 */
export function withOneMore<Each>(
  { authority }: Readonly<AuthorityPart>,
  list: readonly Each[],
  one: Each,
  most: number,
  idOf: (each: Each) => string,
): readonly Each[] {
  const writerOf = (each: Each) => {
    const [journal = ''] = idOf(each).split(':')
    return openedBy(authority.openings, journal)?.tablet ?? baseOf(journal)
  }
  const writer = writerOf(one)
  const own = list.filter((each) => writerOf(each) === writer)
  const oldest = own.length < most ? undefined : own[0]
  return [...list.filter((each) => each !== oldest), one]
}
