import type { pairing as zh } from '../zh/pairing.ts'

export const pairing: typeof zh = {
  title: 'Join a hall',
  intro:
    'A manager signs in on any tablet, opens “Tablets” on the manager’s pages and taps “Add a tablet”: it shows a code of 8 characters. The first tablet’s code stands in the server’s window.',
  code: 'Pairing code',
  codeHint: '8 letters and digits, for example A7K2-9QXD. Case and dash do not matter.',
  name: 'Name of this tablet',
  nameHint: 'For example “Front desk 1”. Left empty, it takes the manager’s name for it.',
  pair: 'Join',
  useSheet: 'No desk tablet left? Use the recovery sheet',
  keyGone: (unsent) =>
    `This tablet’s key cannot be read any more, so it cannot go on as who it was: everything it sent is in the hall, nothing of it is lost${unsent > 0 ? `, at most ${unsent} records that it did not send are still on it` : ''}, and with a manager’s code it joins as a new tablet.`,
  found: 'The link carries a pairing code. Confirm to join.',
  codeLength: 'A pairing code has 8 letters and digits. Please check.',
  waiting: 'Ask the manager to tap “Let it in”',
  number: 'Both tablets show the same number',
  reach: {
    heard: 'Waiting for the manager…',
    'manager-away':
      'The tablet that made the code does not answer. See that it is on, has a network and a manager signed in, or ask for a new code.',
    'server-away': 'The hall server does not answer just now. It goes on by itself.',
    'server-busy': 'The hall server has too much to do just now. It is asked again by itself.',
  },
  giveUp: 'Do not join',
  refusals: {
    'code-wrong': () => 'This code is not right. Check it and type it again; if it is the same, ask for a new one.',
    'code-expired': () => 'This code was used or is too old. Ask the manager for a new one.',
    'code-spent': () => 'Another tablet has used this code. If it is not one of yours, tell the manager at once.',
    'offer-gone': () =>
      'The hall server was started anew and the tablet that made the code has not answered since. Ask for a new code.',
    refused: () => 'The manager did not let this tablet in. Ask for a new code.',
    'answer-wrong': () =>
      'The answer does not fit the code, so this tablet did not join. Tell the manager and ask for a new code.',
    'pairing-locked': ({ seconds }) => `Several wrong codes. Wait ${seconds} s, then try again.`,
    'server-unreachable': () =>
      'The hall server does not answer. Check that tablet and server are on the same network, then try again.',
    'not-our-server': () =>
      'Something other than the hall server has answered, perhaps the login page of a Wi-Fi. Check that this tablet is on the hall’s network, then try again.',
    'server-busy': ({ seconds }) =>
      `The hall server has too much to do just now and has not looked at the code. Wait ${seconds} s, then try again.`,
    'server-failed': () =>
      'Something went wrong on the hall server, and this tablet did not join. That says nothing about the code. Try again; if it stays so, ask technical support.',
    'wrong-address': () =>
      'This is not the hall’s own address. Scan the QR code, or open the address shown in the server’s window.',
    'not-stretched': () => 'The program that checks codes has not arrived. Please try again.',
    'already-paired': () => 'This tablet belongs to a hall already.',
    'storage-unavailable': () =>
      'This tablet cannot save anything, so it did not join. Open an ordinary window or free some space, then try again.',
  },
}
