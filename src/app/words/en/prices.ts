import type { prices as inChinese } from '../zh/prices.ts'

export const prices: typeof inChinese = {
  intro:
    'Changes of plan and data packs are chosen from here. Each save is a new version; what was taken down keeps the one of its time.',
  saved: 'Saved: tablets choose from this version.',
  none: 'There is no price book yet: prices are typed.',
  version: ({ version, when }) => `Version ${version} is in use, saved ${when}.`,
  bookOver: ({ day }) =>
    `This version of the price book ended on ${day}. Requests are still taken, but receipts say that the price is to be confirmed. Check the prices, change the last day and save.`,
  bookUntil: 'Last day of the whole book',
  untilHint: 'After this day forms and receipts say that the price is to be confirmed. Left empty, it has no end.',
  rows: 'Price book',
  kinds: { plan: 'Plan', pack: 'Data pack', article: 'Article' },
  kind: 'Kind',
  name: 'Name',
  price: 'Price in yuan',
  notAPrice: 'This is no sum. Type figures, with two decimals at most.',
  gives: 'What it gives',
  from: 'First day',
  until: 'Last day',
  add: 'Add a price',
  remove: 'Remove this one',
  unfinished: 'Each price needs a name and a sum before the book can be saved.',
  importList: 'Take from a table',

  importTitle: 'Take the price book from a table',
  importIntro:
    'Choose an Excel or WPS workbook (.xlsx) or a CSV file. It needs the columns “Name” and “Price”, and may have “Kind”, “Content”, “Start date” and “End date”. What has no kind is a plan. You see everything first; nothing is taken before you say so.',
  choose: 'Choose a file',
  chooseAnother: 'Another file',
  fileFaults: {
    empty: 'This file is empty.',
    'no-columns': 'The columns “Name” and “Price” are missing. Write their names in the first row.',
    nobody: 'There is nothing below the names of the columns.',
    'too-many': 'These are more than 100 prices. Split the file and take one part after the other.',
    'too-big': 'This file is larger than 5 MB and hardly a price book.',
    'old-excel':
      'This workbook is in the old format (.xls) or has a password. Save it as .xlsx without one, or as CSV.',
    'not-a-table': 'This file cannot be read. Choose .xlsx or CSV.',
  },
  row: 'Row',
  time: 'Holds',
  span: ({ from, until }) => (from === null && until === null ? 'No end' : `${from ?? ''} — ${until ?? ''}`),
  state: 'Result',
  states: { new: 'New', changes: 'Replaces the one of this name', out: 'Left out' },
  faults: {
    'name-missing': () => 'The name is missing',
    'name-too-long': () => 'The name is longer than 60 characters',
    'name-twice': ({ about }) => `The same as row ${about}`,
    'price-missing': () => 'The price is missing',
    'price-wrong': ({ about }) => `“${about}” is no price`,
    'kind-unknown': ({ about }) => `“${about}” is no kind: write plan, pack or article`,
    'gives-too-long': () => 'The content is longer than 80 characters',
    'day-wrong': ({ about }) => `“${about}” is no day; write it like 2026-12-31`,
    'ends-before': () => 'It ends before it begins',
  },
  leaveOut: 'Leave out',
  takeAgain: 'Take again',
  wrongRows: ({ count }) =>
    `${count === 1 ? '1 row is' : `${count} rows are`} wrong, so nothing is taken. Mend the file and choose it again, or leave the rows out.`,
  stillToSave: 'After that the book still has to be saved to become a new version.',
  take: ({ count }) => `Take ${count}`,
}
