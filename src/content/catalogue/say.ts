/** Text in both languages, the shortest way to write it. */
import type { Bilingual } from '#domain/shapes.ts'

export const say = (zh: string, en: string): Bilingual => ({ zh, en })
