import { randomBytes } from 'node:crypto'

/** Something to be signed, so that whoever recorded a signature once can do nothing with it again. */
export interface Challenges {
  /** For whoever says that this is their key or their tablet: to be signed once and within a minute. */
  make(about: string): string
  /** Whether it was made for them and nobody has used it; it is used up now. */
  use(challenge: string, about: string): boolean
}

const LASTS_MS = 60_000
/** Of more than this the oldest are let go: nobody fills the memory by asking. */
const MOST = 1_000

/** Makes challenges; they live in memory, for a restart lasts about as long as they do. */
export function createChallenges(now: () => number): Challenges {
  const open = new Map<string, { readonly about: string; readonly ends: number }>()
  return {
    make(about) {
      const challenge = randomBytes(32).toString('base64url')
      open.set(challenge, { about, ends: now() + LASTS_MS })
      const [oldest] = open.keys()
      if (open.size > MOST && oldest !== undefined) open.delete(oldest)
      return challenge
    },
    use(challenge, about) {
      const made = open.get(challenge)
      open.delete(challenge)
      return made?.about === about && made.ends > now()
    },
  }
}
