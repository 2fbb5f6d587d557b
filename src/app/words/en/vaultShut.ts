import type { vaultShut as zh } from '../zh/vaultShut.ts'

export const vaultShut: typeof zh = {
  locked:
    'Customers’ papers are locked on this tablet and your key does not open them yet: you sign in here for the first time, or the recovery sheet was just used. A colleague who has opened them here signs in first; if there is none, a manager types in the key sheet under “Tablets”. Any tablet that opens papers prints that sheet.',
  noKey:
    'This tablet has no hall key yet: it neither opens nor keeps what customers tell. It comes with the next new key, or a manager types in the key sheet under “Tablets”.',
}
