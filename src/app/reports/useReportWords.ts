import { reports as en } from '../words/en/reports.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { reports as zh } from '../words/zh/reports.ts'

/** The sentences of reports and records. */
export const useReportWords = () => useWordsOf(zh, en)
