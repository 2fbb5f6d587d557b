import type { problems as zh } from '../zh/problems.ts'

export const problems: typeof zh = {
  screenBroke: 'Something on this page went wrong.',
  savedIsSafe:
    'What was saved is safe on this tablet. Open it again; if that does not help, take another tablet and tell technical support.',
  openAgain: 'Open again',
  goOn: 'Go on for now',
  detail: ({ detail }) => `For technical support: ${detail}`,
  noStorage: 'This tablet cannot save anything.',
  noStorageWayOn:
    'The browser gives no storage: perhaps a private window, or the disk is full. Open an ordinary window or free some space, then try again. Tickets and calls would not be saved now, so nothing was opened.',
  noLock: 'The browser does not let this page save.',
  noLockWayOn:
    'A page must be given the right to write before it saves, and this browser does not give it: no ticket and no call can be saved. Update the browser and open StayOpen in an ordinary window; if that does not help, take another tablet. What was saved is not lost, and this page keeps asking.',
  anotherTab: 'Another tab holds this tablet’s storage and does not answer.',
  anotherTabWayOn: 'Close the other tabs of StayOpen, then try again. What was saved is not lost.',
}
