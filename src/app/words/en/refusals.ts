import type { refusals as zh } from '../zh/refusals.ts'

export const refusals: typeof zh = {}
