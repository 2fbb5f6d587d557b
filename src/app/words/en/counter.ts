import type { counter as zh } from '../zh/counter.ts'

export const counter: typeof zh = {}
