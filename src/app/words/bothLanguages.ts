/** @module What is shown or said in both languages at once, whatever this screen speaks: the wall and its voice. */
import { calls as callsEn } from './en/aloud.ts'
import type { Language } from './words.ts'
import { calls as callsZh } from './zh/aloud.ts'

export type CallWords = typeof callsZh
export const callsIn: Readonly<Record<Language, CallWords>> = { 'zh-CN': callsZh, en: callsEn }
