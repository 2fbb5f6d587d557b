import type { RefusedLine } from '#log/notTaken.ts'
import type { refuses as zh } from '../zh/refuses.ts'

const refusedBecause: Readonly<Record<RefusedLine, string>> = {
  'not-json': 'nobody can read it',
  'no-lines': 'what was sent is empty',
  'not-utf8': 'its letters are damaged',
  'line-too-long': 'it is too long',
  'bad-envelope': 'its form is not right',
  'bad-sum': 'its text is not the one it vouches for',
  'bad-journal-header': 'it was not said which journal it is of',
  'bad-from-header': 'it was not said which number it has',
  'bad-signature': 'the signature is not this tablet’s',
  'foreign-hall': 'it is another hall’s',
  'foreign-journal': 'it is another journal’s',
  'not-contiguous': 'the numbers do not follow each other',
  'broken-chain': 'it does not go on from the one before it',
  'bad-opening': 'its journal does not begin with this tablet',
  'not-your-journal': 'this tablet wrote it before it was paired anew',
  gap: 'what stood before it is lost',
  fork: 'the server has another one under its number',
}

/** A server may know codes that this app does not. */
const byCode: Readonly<Record<string, string>> = refusedBecause

export const refuses: typeof zh = {
  codes: {
    'other-hall': {
      label: 'Another hall answers here',
      sentence:
        'At this address stands the server of another hall. Check the address and the network, or ask support: its data may have been replaced. This tablet works on, its records stay here, and that server gets none of them.',
    },
    'not-our-server': {
      label: 'The network wants a sign-in',
      sentence:
        'What answers is not the hall server, perhaps the sign-in page of a public network. Go back to the hall’s network, or sign in there first. This tablet works on.',
    },
    'token-unknown': {
      label: 'The server does not know this tablet',
      sentence:
        'The hall server does not know this tablet; an old backup may have been put back. It knows it again once the other tablets have brought back what they hold; if it is still so after ten minutes, a manager adds it anew on the page Tablets. All records are on this tablet, which works on.',
    },
    'clock-behind': {
      label: 'The server’s time is wrong',
      sentence:
        'The clock of the hall server is behind what it has stored, so it takes nothing for now. A manager checks the server’s time, then presses “The time is right”. This tablet works on, its records stay here.',
    },
    'clock-doubted': {
      label: 'The server’s time disagrees',
      sentence:
        'The clock of the hall server and those of two tablets disagree, so it takes nothing for now. It goes on by itself once its clock is put right, or when a manager checks its time and presses “The time is right”. This tablet works on, its records stay here.',
    },
    'clock-leapt': {
      label: 'The server’s time has leapt',
      sentence:
        'The clock of the hall server has leapt, so it takes nothing for now. It goes on by itself once two tablets say the same time, or when a manager checks its time and presses “The time is right”. This tablet works on, its records stay here.',
    },
    'times-apart': {
      label: 'The times disagree',
      sentence:
        'The hall server’s time and that of this tablet disagree. This tablet goes on by the time it had. A manager checks the server’s time.',
    },
    'wrong-origin': {
      label: 'Wrong address',
      sentence:
        'Open the address with which this tablet was paired: this one is not the hall server’s own. All records are on this tablet.',
    },
    'too-many-requests': {
      label: 'The server is busy',
      sentence: 'The server asked this tablet to wait a moment; it tries again by itself. This tablet works on.',
    },
    'too-much-today': {
      label: 'Too much sent today',
      sentence:
        'This tablet has sent too much today, and the hall server takes no more until tomorrow, when it goes up by itself. Ask the manager to look whether somebody misuses this tablet. All records are on it, and it works on.',
    },
    'too-many-journals': {
      label: 'Too many journals opened',
      sentence:
        'This tablet has opened too many journals in a week, and the hall server takes no more for some days, after which they go up by themselves. Ask the manager to look whether somebody misuses this tablet. All records are on it, and it works on.',
    },
    'disk-full': {
      label: 'The server’s disk is full',
      sentence:
        'The disk of the hall server is full, and for now it does not take what this tablet records. Ask the manager to let support make room at once. All records are on this tablet, which works on, and go up by themselves afterwards.',
    },
    'store-unavailable': {
      label: 'The server cannot write',
      sentence:
        'The hall server cannot write to its disk now and has taken nothing. Ask support to look at its disk. All records are on this tablet and go up by themselves afterwards.',
    },
    'internal-error': {
      label: 'The server has failed',
      sentence:
        'Something went wrong on the hall server and it has taken nothing. Ask support to look at its log. All records are on this tablet and go up by themselves afterwards.',
    },
    stopping: {
      label: 'The server restarts',
      sentence: 'The hall server is stopping or starting; this tablet tries again by itself and works on.',
    },
  },
  otherwise: ({ code }) => ({
    label: 'The server takes nothing now',
    sentence: `The hall server answers, and has not taken this tablet’s records (${code}). Tell support the code in brackets. All records are on this tablet, which tries again by itself.`,
  }),
  bothTimes: {
    'clock-behind': ({ server, other }) =>
      `The clock of the hall server says ${server}, behind the last record that it has stored (${other}). It takes nothing for now, and goes on by itself once its clock is put right or two tablets say the same time. Or a manager checks: if it really is ${server}, press “The time is right”. This tablet works on, its records stay here.`,
    'clock-doubted': ({ server, other }) =>
      `The clock of the hall server says ${server}; two tablets both say ${other}. It takes nothing for now, and goes on by itself once its clock is put right. Or a manager checks: if it really is ${server}, press “The time is right”. This tablet works on, its records stay here.`,
    'clock-leapt': ({ server, other }) =>
      `The clock of the hall server has leapt to ${server}; by the time that has run it is ${other}. It takes nothing for now, and goes on by itself once two tablets say the same time. Or a manager checks: if it really is ${server}, press “The time is right”. This tablet works on, its records stay here.`,
    'times-apart': ({ server, other }) =>
      `The hall server says that it is ${server}; by the time that has run on this tablet it is ${other}. This tablet goes on by ${other}, and its records are all here. If it really is ${server}, press “It is ${server}”. If not, a manager checks the server’s time; this tablet follows once it is put right, or two other tablets or a manager say the same as the server.`,
  },
  timeIsRight: 'The time is right',
  itIs: ({ time }) => `It is ${time}`,
  refusedLine: ({ tablet, n, why }) =>
    `The server refused event ${n} of ${tablet}: ${why}. It is still here and everything else is sent; tell technical support`,
  refusedBecause: byCode,
  refusedOtherwise: 'only a newer version of the app knows why',
}
