import type { unavailable as zh } from '../zh/unavailable.ts'

export const unavailable: typeof zh = {
  'too-old': {
    title: 'This browser is too old to save anything.',
    wayOn: ({ chrome, safari, firefox }) =>
      `Update the tablet or its browser first: Chrome (Android, Windows) ${chrome}, Safari (iPadOS, macOS) ${safari}, Firefox ${firefox}, or newer. Tickets and calls would not be saved now, so nothing was opened.`,
  },
  'not-secure': {
    title: 'This address is not secure, and the browser lets such a page save nothing.',
    wayOn: () =>
      'Open an address that begins with https://, or have technical support give the hall server a certificate. Another browser does not help.',
  },
  'private-window': {
    title: 'This is a private window: nothing can be saved in it.',
    wayOn: () =>
      'Open the same address in an ordinary window. Tickets and calls would not be saved now, so nothing was opened.',
  },
  'storage-full': {
    title: 'The tablet’s storage is full: nothing can be saved.',
    wayOn: () =>
      'Remove apps, photos or downloads that are not needed, then try again. What was saved is not lost; do not clear this site’s data.',
  },
  'storage-blocked': {
    title: 'The browser’s settings do not let this site keep data.',
    wayOn: () =>
      'Allow cookies and site data for this site in the browser’s settings, then try again. Tickets and calls would not be saved now, so nothing was opened.',
  },
  'old-records': {
    title: 'What lies on this tablet was written by an early trial version, which this one does not read.',
    wayOn: () =>
      'Clear this site’s data in the browser’s settings, open this page again and join the hall with a new code. The trial’s records do not come along.',
  },
  unknown: {
    title: 'The storage of this tablet does not open: nothing can be saved.',
    wayOn: () =>
      'Try again; if that does not help, take another tablet and give technical support the line below. What was saved is not lost; do not clear this site’s data.',
  },
  'no-lock': {
    title: 'The browser does not let this page save.',
    wayOn: () =>
      'A page must be given the right to write before it saves, and this browser does not give it: no ticket and no call can be saved. Update the browser and open StayOpen in an ordinary window; if that does not help, take another tablet. What was saved is not lost, and this page keeps asking.',
  },
}
