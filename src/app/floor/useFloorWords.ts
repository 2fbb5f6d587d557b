import { floor as en } from '../words/en/floor.ts'
import { useWordsOf } from '../words/useWordsOf.ts'
import { floor as zh } from '../words/zh/floor.ts'

/** The sentences of the floor plan, the way out and first aid. */
export const useFloorWords = () => useWordsOf(zh, en)
