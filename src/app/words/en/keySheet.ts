import type { keySheet as zh } from '../zh/keySheet.ts'

export const keySheet: typeof zh = {
  typeIn: 'Type in the key sheet',
  typeInHint: 'Type the letters and digits of the key sheet. Case, spaces and dashes do not matter.',
  sheetKey: 'Key on the key sheet',
  wrong:
    'This is not the hall’s present key. Please compare it group by group. After a new key was made, older sheets are no use.',
  notKept: 'It could not be saved on this tablet. Check its storage and try again.',
}
