import { byId, type Listed } from './listed.ts'

/**
 * What each event of the list knew, itself left out: what it names, what stands before it in its own journal, and what
 * those knew. One of which something is missing here is not there yet.
 */
export interface Past {
  /** Whether everything that it knew is here. */
  isThere(of: Listed): boolean
  knew(later: Listed, earlier: Listed): boolean
  /** How many it knew. */
  countOf(of: Listed): number
  /** None of the list yet. */
  noneOfIt(): Bits
  /** Takes it into these, or out of them. */
  turn(these: Bits, each: Listed): void
  has(these: Bits, each: Listed): boolean
  /** Whether this holds of any of these which the one knew and the other did not, looked at in the order of their ids. */
  any(these: Bits, which: Which, is: (each: Listed) => boolean): boolean
  /** Those of these which none of the others knew. */
  unfollowed(these: readonly Listed[]): Listed[]
}

/** What the one knew and the other did not. */
export interface Which {
  readonly knownTo?: Listed
  readonly unknownTo?: Listed
}

/** A bit for each event of the list: sets of names would fill the memory of every tablet when somebody makes it long. */
export type Bits = Uint32Array

/** Reads what each of these knew. Without recursion: a chain is as long as whoever writes it likes. */
export function pastOf(all: readonly Listed[]): Past {
  const at = new Map(all.map(({ id }, i) => [id, i]))
  const previous = previousIn(all, at)
  const words = Math.ceil(all.length / 32)
  /** Null: something of it is missing. */
  const known = new Map<number, Bits | null>()
  /** What an event names, by its place in the list; undefined: it is not here. */
  const namedBy = (i: number): (number | undefined)[] => {
    const before = previous.get(i)
    return [...all[i]!.event.body.after.map((id) => at.get(id)), ...(before === undefined ? [] : [before])]
  }

  function read(i: number): Bits | null {
    const found = new Uint32Array(words)
    for (const each of namedBy(i)) {
      const theirs = each === undefined ? null : (known.get(each) ?? null)
      if (each === undefined || theirs === null) return null
      for (let word = 0; word < words; word++) found[word]! |= theirs[word]!
      found[each >>> 5]! |= 1 << (each & 31)
    }
    return found
  }

  const entered = new Set<number>()
  for (let start = 0; start < all.length; start++) {
    const path = [start]
    while (path.length > 0) {
      const i = path.at(-1)!
      entered.add(i)
      // Nobody can name what names them: whoever claims it knows nothing, since that is not known when they are read.
      const next = known.has(i) ? undefined : namedBy(i).find((each) => each !== undefined && !entered.has(each))
      if (next !== undefined) path.push(next)
      else {
        if (!known.has(i)) known.set(i, read(i))
        path.pop()
      }
    }
  }

  const bitsOf = ({ id }: Listed): Bits | null => known.get(at.get(id) ?? -1) ?? null
  const has = (bits: Bits | null, { id }: Listed): boolean => {
    const i = at.get(id)
    return bits !== null && i !== undefined && ((bits[i >>> 5]! >>> (i & 31)) & 1) === 1
  }
  const nothing = new Uint32Array(words)
  return {
    noneOfIt: () => new Uint32Array(words),
    turn(these, { id }) {
      const i = at.get(id)!
      these[i >>> 5]! ^= 1 << (i & 31)
    },
    has,
    any(bits, { knownTo, unknownTo }, is) {
      const theirs = knownTo ? (bitsOf(knownTo) ?? nothing) : bits
      const others = unknownTo ? (bitsOf(unknownTo) ?? nothing) : nothing
      for (let word = 0; word < words; word++) {
        let left = bits[word]! & theirs[word]! & ~others[word]!
        for (; left !== 0; left &= left - 1) if (is(all[word * 32 + 31 - Math.clz32(left & -left)]!)) return true
      }
      return false
    },
    isThere: (each) => bitsOf(each) !== null,
    knew: (later, earlier) => has(bitsOf(later), earlier),
    countOf(each) {
      let count = 0
      for (let left of bitsOf(each) ?? []) for (; left !== 0; left &= left - 1) count++
      return count
    },
    unfollowed(these) {
      const followed = new Uint32Array(words)
      for (const each of these) {
        const bits = bitsOf(each)
        for (let word = 0; bits && word < words; word++) followed[word]! |= bits[word]!
      }
      return these.filter((each) => !has(followed, each))
    },
  }
}

/** Whoever knew of another comes behind it; of others the smaller id comes first. */
export function inOrder<Each extends Listed>(counting: readonly Each[], past: Past): Each[] {
  const counts = new Map(counting.map((each) => [each.id, past.countOf(each)]))
  return [...counting].sort((a, b) => counts.get(a.id)! - counts.get(b.id)! || byId(a, b))
}

/** What stands before each event in its own journal, if anything does. */
function previousIn(all: readonly Listed[], at: ReadonlyMap<string, number>): ReadonlyMap<number, number> {
  const previous = new Map<number, number>()
  const last = new Map<string, number>()
  for (const { id, event } of [...all].sort((a, b) => a.event.n - b.event.n)) {
    const before = last.get(event.journal)
    if (before !== undefined) previous.set(at.get(id)!, before)
    last.set(event.journal, at.get(id)!)
  }
  return previous
}
