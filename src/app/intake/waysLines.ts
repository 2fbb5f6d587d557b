import type { SlipLine } from '../printing/slip.ts'
import type { OtherWay } from './useOtherWays.ts'

/** The ways for a customer who cannot come as they stand on paper, with the rule for agents at the end. */
export const waysLines = (ways: readonly OtherWay[], rule: string): readonly SlipLine[] => [
  ...ways.flatMap(({ name, lines }): readonly SlipLine[] => [
    { kind: 'text', text: name, look: 'strong', fromLeft: true },
    ...lines.map((text): SlipLine => ({ kind: 'text', text, look: 'plain', fromLeft: true })),
  ]),
  ...(rule === '' ? [] : [{ kind: 'text', text: rule, look: 'plain', fromLeft: true } as const]),
]
