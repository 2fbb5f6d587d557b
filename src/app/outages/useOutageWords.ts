import { outages as en } from '../words/en/outages.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { outages as zh } from '../words/zh/outages.ts'

/** The sentences about what is out of reach. */
export const useOutageWords = () => useWordsOf(zh, en)
