import type { recover as zh } from '../zh/recover.ts'

export const recover: typeof zh = {
  title: 'Use the recovery sheet',
  begin: 'Use the recovery sheet',
  intro:
    'When no manager can sign in, or no desk tablet is left, the recovery sheet from the safe names a manager. It takes about five minutes.',
  steps: {
    sheet: 'Step 1: type in the sheet',
    who: 'Step 2: who becomes manager',
    pin: 'Step 3: a new PIN',
    done: 'Recovered',
  },
  sheetHint: 'Type the four lines; case, spaces and dashes do not matter. Or scan the code on the sheet.',
  line: ({ number }) => `Line ${number}`,
  lineWrong: {
    mistyped: ({ number }) => `Something is wrong in line ${number}: compare it group by group.`,
    'of-another-hall': ({ number }) => `Line ${number} is typed right, but is from the sheet of another hall.`,
  },
  scan: 'Scan the code',
  stopScan: 'Stop scanning',
  taking: 'Checking it, and fetching the list of staff…',
  whoHint: 'This person gets a new PIN and a new key; the old ones end at once.',
  who: 'Manager',
  somebodyNew: 'Somebody new, not on the list',
  workNumber: 'Work number',
  workNumberFault: 'A work number has 1 to 12 digits or letters.',
  callName: 'Call name',
  callNameFault: 'Enter a call name of at most 12 characters.',
  othersStay: 'All other desk tablets are still in our hands',
  othersStayHint:
    'Ticked, the new PIN works on them at once. If one was lost or stolen and is not revoked yet, leave it open, and add those that are left again later.',
  nobody: 'Choose somebody first.',
  naming: 'Signing…',
  tabletName: 'Recovered tablet',
  doneText: ({ name }) => `${name} is a manager now, and signed in on this tablet.`,
  doneNext: [
    'Put the sheet back into its envelope, sign it, and lock it away: it can be used again.',
    'On “Tablets”, revoke those that are gone; the hall key changes with that, so print its sheet again.',
    'On “Staff”, give colleagues who forgot theirs a new PIN.',
  ],
  doneLocked:
    'Sealed customer papers do not open on this tablet yet: the hall key is not on the recovery sheet. Type in the key sheet on “Tablets”, or let a colleague sign in who can open them.',
  toWork: 'Go to work',
  again: 'Try again',
  refusals: {
    'server-unreachable':
      'The hall server does not answer. This tablet is not in the hall yet, and needs the server to come in.',
    'not-our-server':
      'Something other than the hall server has answered, perhaps the login page of a Wi-Fi. Check that this tablet is on the hall’s network.',
    'server-busy':
      'The hall server has too much to do just now, and this tablet has not come in yet. Try again shortly.',
    'server-failed':
      'Something went wrong on the hall server, and this tablet has not come in yet. That says nothing about the sheet. Please try again.',
    'not-founded': 'No hall has been founded yet: there is nothing to recover.',
    'not-this-hall': 'This is not the recovery sheet of this hall.',
    'wrong-address':
      'This is not the hall’s own address. Use the one on the sheet, or the one shown in the server’s window.',
    behind: 'The list of staff did not come: this tablet was revoked, or the connection broke. Please try again.',
    stopped: 'Stopped.',
  },
}
