import { organisation as en } from '../words/en/organisation.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { organisation as zh } from '../words/zh/organisation.ts'

/** The sentences about who is who. */
export const useOrganisationWords = () => useWordsOf(zh, en)
