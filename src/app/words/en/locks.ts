import type { locks as zh } from '../zh/locks.ts'
import { keySheet } from './keySheet.ts'

export const locks: typeof zh = {
  keySheet,
  keySheetWhy:
    'A manager prints the key sheet on any tablet that opens papers: manager’s pages, “Tablets”, “Print the key sheet”. Typed in once, the new PINs work on this tablet.',
  samePin: 'This is the PIN you have now. Choose another.',
  needsRole: ({ roles }) => `This needs: ${roles}.`,
  or: ' or ',
  lock: 'Lock',
  changePin: 'Change my PIN',
  plans: 'Plans and drills',
  oldPin: 'Your PIN now (6 digits)',
  newPin: 'New PIN (6 digits)',
  newPinAgain: 'The new PIN again',
  pinLength: 'A PIN has 6 digits.',
  pinsDiffer: 'The two are different. Enter them again.',
  pinRepeats: 'Repeated digits are easy to guess. Choose another.',
  pinCounts: 'Counting in steps is easy to guess. Choose another.',
  pinOnPad: 'A line on the keys is easy to see. Choose another.',
  pinWellKnown: 'Many people use this PIN. Choose another.',
  pinIsDate: 'This PIN looks like a birthday. Choose another.',
  choosePin: 'Choose a PIN of your own',
  pinIsGiven: ({ name, at }) => `${name} chose your PIN (${at}) and knows it. Change it to one that only you know.`,
  choosePinWhy: 'Work goes on once you have. In an emergency press the red button below; it waits for nothing.',
  lockInstead: 'Lock for now',
  personalTitle: 'This looks like a customer’s number',
  personalWhy: ({ words }) =>
    `“${words}” looks like the number of a telephone, an identity paper or a card. What is written into the log goes to every tablet and stays: do not say who a customer is.`,
  reword: 'Reword it',
  timeUnchecked: 'Time not checked',
  timeWhy:
    'No second clock confirms the time of this tablet. Before the first ticket of the day is printed, look at a watch or a phone.',
  isItNow: ({ day, weekday, time }) => {
    const [year, month = 1, date] = day.split('-').map(Number)
    return `Is it ${DAYS[weekday]}, ${date} ${MONTHS[month - 1]} ${year}, ${time}?`
  },
  timeIsRight: 'Yes, that is now',
  timeIsWrong: 'No, set it right',
  rightDay: 'Today’s date',
  rightTime: 'The time now',
  timeIsThis: 'This is the time now',
  notPersonal: 'Not about a customer: save it',
}

const DAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]
