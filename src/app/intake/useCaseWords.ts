import { cases as en } from '../words/en/cases.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { cases as zh } from '../words/zh/cases.ts'

/** The sentences of taking a case down. */
export const useCaseWords = () => useWordsOf(zh, en)
