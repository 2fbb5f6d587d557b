import type { pairing as zh } from '../zh/pairing.ts'

export const pairing: typeof zh = {}
