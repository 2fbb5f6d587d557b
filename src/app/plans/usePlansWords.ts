import { plans as en } from '../words/en/plans.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { plans as zh } from '../words/zh/plans.ts'

/** The sentences of the book of plans. */
export const usePlansWords = () => useWordsOf(zh, en)
