/** @module What is shown or said in both languages at once, whatever this screen speaks: the wall and its voice. */
import { alarm as alarmEn, calls as callsEn } from './en/aloud.ts'
import type { Language } from './words.ts'
import { alarm as alarmZh, calls as callsZh } from './zh/aloud.ts'

export type CallWords = typeof callsZh
export const callsIn: Readonly<Record<Language, CallWords>> = { 'zh-CN': callsZh, en: callsEn }
export const alarmIn: Readonly<Record<Language, typeof alarmZh>> = { 'zh-CN': alarmZh, en: alarmEn }
