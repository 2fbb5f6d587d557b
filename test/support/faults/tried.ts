/** What became of what was tried: everything that was acknowledged, or shown as saved, is looked for afterwards. */
export interface Tried {
  readonly rounds: number
  /** What was looked for and found once, by its kind: `{ events: 24512, papers: 102 }`. */
  readonly safe: Readonly<Record<string, number>>
  readonly lost: readonly string[]
  readonly twice: readonly string[]
  /** What was asked and never got an answer that one can act on. */
  readonly unanswered: readonly string[]
}

/** A tally that is kept while something is tried. */
export function createTally() {
  const safe: Record<string, number> = {}
  const lost: string[] = []
  const twice: string[] = []
  const unanswered: string[] = []
  return {
    /** Looks for these among what is there. */
    look(kind: string, wanted: Iterable<string>, there: Iterable<string>): void {
      const counts = new Map<string, number>()
      for (const each of there) counts.set(each, (counts.get(each) ?? 0) + 1)
      for (const each of wanted) {
        const count = counts.get(each) ?? 0
        if (count === 0) lost.push(`${kind}: ${each}`)
        if (count > 1) twice.push(`${kind}: ${each}`)
        if (count === 1) safe[kind] = (safe[kind] ?? 0) + 1
      }
    },
    unanswered: (what: string) => void unanswered.push(what),
    told: (rounds: number): Tried => ({ rounds, safe, lost, twice, unanswered }),
  }
}

/** How it reads in a test: nothing of it is wrong. */
export const nothingWrong = { lost: [], twice: [], unanswered: [] }

/** One line that says what was tried, and a line for each thing that is wrong. */
export function sentenceOf(name: string, { rounds, safe, lost, twice, unanswered }: Tried): string {
  const counted = Object.entries(safe).map(([kind, count]) => `${count.toLocaleString('en')} ${kind}`)
  const wrong = { lost, twice, unanswered }
  const counts = Object.entries(wrong).map(([what, each]) => `${each.length || 'nothing'} ${what}`)
  const told = Object.entries(wrong).flatMap(([what, each]) => each.map((one) => `\n    ${what}: ${one}`))
  return `${name}: ${rounds} rounds, ${counted.join(', ')}; ${counts.join(', ')}${told.slice(0, 40).join('')}`
}
