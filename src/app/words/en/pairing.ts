import type { pairing as zh } from '../zh/pairing.ts'

export const pairing: typeof zh = {
  title: 'Join a hall',
  intro:
    'On a manager’s tablet, open “Tablets” and tap “Add a tablet”: it shows a code of 8 characters. The first tablet’s code stands in the server’s window.',
  code: 'Pairing code',
  codeHint: '8 letters and digits, for example A7K2-9QXD. Case and dash do not matter.',
  name: 'Name of this tablet',
  nameHint: 'For example “Front desk 1”. Left empty, it takes the manager’s name for it.',
  pair: 'Join',
  found: 'The link carries a pairing code. Confirm to join.',
  codeLength: 'A pairing code has 8 letters and digits. Please check.',
  refusals: {
    'code-wrong': () => 'This code is not right. Check it and type it again.',
    'code-expired': () => 'This code was used or is too old. Ask the manager for a new one.',
    'pairing-locked': ({ seconds }) => `Several wrong codes. Wait ${seconds} s, then try again.`,
    'server-unreachable': () =>
      'The hall server does not answer. Check that tablet and server are on the same network, then try again.',
    'wrong-address': () =>
      "This is not the hall's own address. Scan the QR code, or open the address shown in the server's window.",
    'already-paired': () => 'This tablet belongs to a hall already.',
    'storage-unavailable': () =>
      'This tablet cannot save anything, so the code was not used. Open an ordinary window or free some space, then try again.',
  },
}
