/** @module What is shown in both languages at once in an emergency, whatever this screen speaks: behind the wall's first picture. */
import { alarm as alarmEn } from './en/alarm.ts'
import type { Language } from './words.ts'
import { alarm as alarmZh } from './zh/alarm.ts'

export const alarmIn: Readonly<Record<Language, typeof alarmZh>> = { 'zh-CN': alarmZh, en: alarmEn }
