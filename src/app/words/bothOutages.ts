/** @module What the wall says in both languages at once while the operator is out of reach. */
import { notNow as en } from './en/notNow.ts'
import type { Language } from './words.ts'
import { notNow as zh } from './zh/notNow.ts'

export const notNowIn: Readonly<Record<Language, typeof zh>> = { 'zh-CN': zh, en }
