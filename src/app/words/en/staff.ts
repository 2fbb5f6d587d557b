import type { staff as zh } from '../zh/staff.ts'

export const staff: typeof zh = {}
