import type { Asked, Performed } from '#device/hallLog/hallLog.ts'
import { usePersonalWords } from './personalWords.ts'
import { useTimeQuestion } from './timeQuestion.ts'

/** What somebody has to say before an act is saved: whose a number is, or what time it is. Where they say it, it is asked for `again`. */
export async function askFirst(
  refused: Extract<Performed, { ok: false }>,
  again: (how?: Asked) => Promise<Performed>,
): Promise<Performed> {
  if (refused.why === 'time-unchecked') return (await useTimeQuestion().ask({})) ? again() : refused
  const harmless = await usePersonalWords().ask({ words: String(refused.facts.words) })
  return harmless ? again({ harmless }) : refused
}
