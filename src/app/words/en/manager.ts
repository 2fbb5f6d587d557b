import type { manager as zh } from '../zh/manager.ts'

export const manager: typeof zh = {}
