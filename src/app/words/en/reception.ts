import type { reception as zh } from '../zh/reception.ts'

export const reception: typeof zh = {}
