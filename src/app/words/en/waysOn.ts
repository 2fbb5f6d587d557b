import type { waysOn as zh } from '../zh/waysOn.ts'

export const waysOn: typeof zh = {
  another: 'Sign in as somebody else',
  manager: 'A manager signs in',
}
