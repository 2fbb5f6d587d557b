import type { range as zh } from '../zh/range.ts'

export const range: typeof zh = ({ from, to }) =>
  from >= 120 ? 'over 2 h' : from === 0 ? `within ${to} min` : `${from}–${to} min`
