import { casualties as en } from '../words/en/casualties.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { casualties as zh } from '../words/zh/casualties.ts'

/** The sentences about people who are hurt. */
export const useCasualtyWords = () => useWordsOf(zh, en)
