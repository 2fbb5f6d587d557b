import type { keys as zh } from '../zh/keys.ts'
import { list } from './list.ts'

export const keys: typeof zh = {
  turned: ({ name, at, left }) =>
    `${name} changed the hall key at ${at}${left.length > 0 ? `, because ${left.join(' and ')}` : ''}.`,
  personLeft: ({ name }) => `${name} does not work here any more`,
  tabletLeft: ({ name }) => `“${name}” was revoked`,
  nothingToDo: 'Older papers open as before; you need not do anything.',
  turn: 'Change the hall key',
  turnWhy:
    'When somebody else may have seen it: older papers open as before, and what comes later the old key does not open.',
  due: {
    left: 'The key is to be changed: somebody left, or a tablet was revoked. The next manager who signs in on an unlocked tablet does it by signing in.',
    two: 'Two managers have each changed the key. The next manager who signs in on an unlocked tablet makes one of them; no paper is lost.',
    newcomer: 'A tablet does not have the newest key. The next manager who signs in on an unlocked tablet changes it.',
  },
  anew: 'Begin a new key',
  anewWhy: ({ count }) =>
    `Is the key sheet lost, and every tablet that had the key? With a new one the ${count} sealed papers of today stay closed for good, unless an old tablet turns up.`,
  anewTitle: 'Really begin a new key?',
  newKeyTitle: 'Please choose a new PIN',
  newKeyWhy:
    'A tablet is in strange hands, and your PIN could be guessed from it. Please choose a PIN you have not used: your old signing key ends with it.',
  lost: 'Lost or stolen',
  lostTitle: ({ name }) => `“${name}” is lost`,
  byRecovery: 'Tablets left out by the recovery',
  steps: {
    revoke: 'Revoke the tablet',
    revokeWhy: 'From then on nothing that it writes counts; what had arrived before does.',
    secret: 'New hall key and desk secret',
    secretWhy: 'Done by itself afterwards. The lost disk opens no later paper and finds no later PIN.',
    persons: 'A new PIN for everybody',
    personsDone: 'Everybody has chosen a new PIN.',
    personsWhy:
      'Look at the step above first: on a tablet without the new secret somebody who has not chosen a new PIN yet signs in once. Then managers first; everybody is asked at the next sign-in.',
    tablets: 'The new desk secret on every tablet',
    tabletsWhy:
      'A tablet without it cannot check new PINs. Let somebody who has not chosen a new PIN yet sign in there once, with the PIN until now.',
    tabletsLate:
      'Everybody has a new PIN: a manager prints the key sheet, goes to that tablet, enters their PIN there and presses “Type in the key sheet”.',
    data: 'Call the customers',
    dataWhy: ({ from, to }) =>
      `From ${from} to ${to} it may have opened papers of these cases. Please call them one by one.`,
  },
  stepDone: 'Done',
  stepOpen: 'Open',
  revokeNow: 'Revoke as lost',
  hasSecret: 'has it',
  lacksSecret: 'no word yet',
  hasNewKey: 'New PIN',
  owesNewKey: 'Not yet',
  showCases: ({ count }) => `Show the list (${count})`,
  stillOpen: ({ tablet, count }) => `Since “${tablet}” was lost, ${count} have not chosen a new PIN.`,
  stillWaits: ({ tablet }) => `Since “${tablet}” was lost, the hall key has not been changed.`,
  stillLack: ({ tablet, names }) =>
    `Since “${tablet}” was lost, these tablets have not got the new desk secret, and take no new PIN: ${list(names)}.`,
  look: 'What is missing',
}
