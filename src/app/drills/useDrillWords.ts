import { drills as en } from '../words/en/drills.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { drills as zh } from '../words/zh/drills.ts'

/** The sentences of drills. */
export const useDrillWords = () => useWordsOf(zh, en)
