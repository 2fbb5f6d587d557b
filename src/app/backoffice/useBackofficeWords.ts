import { backoffice as en } from '../words/en/backoffice.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { backoffice as zh } from '../words/zh/backoffice.ts'

/** The sentences of the back office. */
export const useBackofficeWords = () => useWordsOf(zh, en)
