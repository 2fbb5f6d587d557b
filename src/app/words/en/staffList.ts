import type { staffList as zh } from '../zh/staffList.ts'

export const staffList: typeof zh = {
  title: 'Take a list of staff',
  intro:
    'Choose a sheet of Excel or WPS (.xlsx), or a CSV file. It needs the columns “Work number” and “Name”; “Role” and “Telephone” may be there too.',
  introMore:
    'The columns may stand in any order; 50 people at a time. Whoever has no role works at the front desk. You see everybody first, and nobody joins before you agree.',
  choose: 'Choose a file',
  chooseAnother: 'Choose another file',
  example: 'Save an empty list to fill in',
  exampleName: 'staff.csv',
  reading: 'Reading…',
  fileFaults: {
    empty: 'This file is empty.',
    'no-columns': 'The columns “Work number” and “Name” were not found. Please write their names at the top.',
    nobody: 'There is nobody below the names of the columns.',
    'too-many': 'More than 50 people. Please divide the list and take the parts one after the other.',
    'too-big': 'This file has more than 5 MB: that is no list of staff.',
    'old-excel':
      'This is the old format (.xls), or it is locked with a password. Please save it as .xlsx without a password, or as CSV.',
    'not-a-table': 'This file cannot be read. Please choose .xlsx or CSV.',
  },
  row: 'Row',
  roles: 'Roles',
  phone: 'Telephone',
  state: 'Result',
  states: { new: 'Joins', here: 'On the list already', out: 'Left out' },
  faults: {
    'number-missing': () => 'No work number',
    'number-does-not-fit': ({ about }) => `“${about}” is no work number: 1 to 12 digits or letters`,
    'number-twice': ({ about }) => `Same work number as row ${about}`,
    'number-taken': ({ about }) => `${about} has this work number`,
    'name-missing': () => 'No name',
    'name-too-long': () => 'The name is too long: 12 characters at most',
    'role-unknown': ({ about }) => `No role is called “${about}”`,
    'phone-does-not-fit': ({ about }) => `“${about}” is no telephone number`,
  },
  leaveOut: 'Leave out',
  takeAgain: 'Take it after all',
  rowOf: ({ row }) => `row ${row}`,
  wrongRows: ({ count }) =>
    `${count === 1 ? '1 row is' : `${count} rows are`} wrong, and nobody joins like this. Mend the file and choose it again, or leave these rows out.`,
  noneNew: 'Nobody is to join.',
  take: ({ count }) => (count === 1 ? 'Let 1 person join' : `Let ${count} people join`),
  pinsComing:
    'Everybody gets a first PIN, made by chance. Print them and hand them out; at the first sign-in each chooses their own.',

  making: ({ done, of }) => `Making PINs: ${done} of ${of}`,
  makingHint:
    'About a second for each. You can do something else meanwhile; they wait on the “Staff” page. Then all of them join at once, and until then nobody has. Closing the page means beginning again.',
  goOn: 'Do something else',
  giveUp: 'Take nobody',
  ready: ({ count }) => `PINs for ${count} are ready. Nobody has joined yet.`,
  takeNow: 'Let them join now',
  broken: 'The PINs could not be made, and nobody has joined. Please try again.',
  look: 'Look',

  taken: ({ count }) => (count === 1 ? '1 person has joined.' : `${count} people have joined.`),
  pinsHint:
    'The first PINs are shown here once. Print them, cut them apart and give each to its owner, or copy them by hand. Once put away they cannot be seen again, only set anew one by one.',
  firstPin: 'First PIN',
  print: 'Print',
  done: 'All seen to, put away',
  paperTitle: ({ hall }) => `${hall} · first PINs`,
  paperHint: 'Cut along the lines and give each to its owner. At the first sign-in each chooses their own.',
}
