import type { setup as zh } from '../zh/setup.ts'

export const setup: typeof zh = {}
