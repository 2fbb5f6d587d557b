import type { Words } from '../words/words.ts'

/** A list with the names of its columns and nobody in it, as Excel and WPS open it: with the mark of UTF-8 in front. */
export const emptyList = ({ setup, staffList }: Words<'setup' | 'staffList'>): Blob =>
  new Blob([`\uFEFF${[setup.workNumber, setup.callName, staffList.roles, staffList.phone].join(',')}\r\n`], {
    type: 'text/csv',
  })
