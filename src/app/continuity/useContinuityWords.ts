import { transfer as en } from '../words/en/transfer.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { transfer as zh } from '../words/zh/transfer.ts'

/** The sentences about moving business. */
export const useContinuityWords = () => useWordsOf(zh, en)
