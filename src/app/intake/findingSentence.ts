import type { Finding } from '#domain/catalogue/findings.ts'
import type { FieldSpec } from '#domain/catalogue/form.ts'
import type { intake } from '../words/zh/intake.ts'

/** What was found about a field, in a sentence; what is missing is named by what one does there: fill in, choose, tick. */
export function findingSentence(
  { code, facts }: Finding,
  kind: FieldSpec['kind'] | undefined,
  words: typeof intake,
): string {
  if (code === 'missing' && kind === 'tick') return words.notTicked
  if (code === 'missing' && (kind === 'choice' || kind === 'choices')) return words.notChosen
  return words.findings[code](facts)
}
