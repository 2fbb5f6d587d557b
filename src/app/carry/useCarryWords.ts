import { carry as en } from '../words/en/carry.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { carry as zh } from '../words/zh/carry.ts'

/** The sentences about carrying events from tablet to tablet. */
export const useCarryWords = () => useWordsOf(zh, en)
