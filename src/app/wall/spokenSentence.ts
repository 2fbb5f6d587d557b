import type { Announcement, VoiceLanguage } from '#content/voice/pack.ts'
import { callsIn } from '../words/bothLanguages.ts'

/** An announcement as a sentence, for the browser's own voice where a language has no clips. */
export function spokenSentence(says: Announcement, language: VoiceLanguage): string {
  const { spoken } = callsIn[language]
  if (says.kind === 'test' || says.kind === 'paper-mode') return spoken[says.kind]
  return says.kind === 'front-desk-call' ? spoken[says.kind](says) : spoken[says.kind](says)
}
