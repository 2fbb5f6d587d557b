import type { staff as zh } from '../zh/staff.ts'

export const staff: typeof zh = {
  roles: {
    manager: 'Manager',
    front: 'Front desk',
    'back-office': 'Back office',
    tech: 'Technical support',
    security: 'Security',
  },
  signIn: 'Sign in',
  useSheet: 'No manager can sign in? Use the recovery sheet',
  whoAreYou: 'Who are you?',
  findStaff: 'Find by work number or name',
  nobodyFound: 'Nobody found. Check the work number, or ask the manager to add you.',
  nobodyYet:
    'The staff list has not reached this tablet. Tickets and the wall work; signing in works once the server answers.',
  pinFor: ({ name }) => `${name}, enter your PIN`,
  workNumber: ({ number }) => `No. ${number}`,
  somebodyElse: 'Somebody else',
  wrongPin: 'This PIN is not right. Try again.',
  notTried: 'After several wrong PINs this one was not tried. Enter it again.',
  waitSeconds: ({ seconds }) => `Several wrong PINs. Wait ${seconds} s.`,
  pinNotChecked: 'The PIN could not be checked: a part of the app has not arrived. Try again once the server answers.',
  noMemory: 'This tablet is short of memory: checking a PIN takes 64 MB. Close other apps, or use another tablet.',
  typeKeySheet: 'Type in the key sheet',
  newerDeskSecret:
    'The PIN was not checked: a tablet was lost, and this one has not got the secret that was made since. Somebody who has not chosen a new PIN yet signs in here first; if everybody has, a manager prints the key sheet and types it in here.',
  noDeskSecret:
    'This tablet has not got the secret that PINs are checked with. Ask the manager to add this tablet again.',
  noPinSet: 'No PIN is set yet. Ask the manager to set one.',
  unknown: 'This person is not on the list.',
  managerPages: 'Manager’s pages',
  unlockToGoOn: 'Sign in to go on',
  account: ({ name }) => `Account of ${name}`,
}
