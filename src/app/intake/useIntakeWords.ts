import { intake as en } from '../words/en/intake.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { intake as zh } from '../words/zh/intake.ts'

/** The sentences of the intake. */
export const useIntakeWords = () => useWordsOf(zh, en)
