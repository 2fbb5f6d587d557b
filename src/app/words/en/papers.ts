import type { papers as zh } from '../zh/papers.ts'
import { list } from './list.ts'
import { returnReason } from './returns.ts'
import { vaultShut } from './vaultShut.ts'

export const papers: typeof zh = {
  shut: { 'sign-in': 'Sign in to read the papers.', locked: vaultShut.locked, 'no-key': vaultShut.noKey },
  locked: vaultShut.locked,
  'not-allowed': 'Not opened: your role may not read these papers, or it could not be noted that you do.',
  missing: 'The papers are still on the tablet they were made on.',
  'not-now': 'The papers cannot be fetched now, and whether the server has them is not known. Try again later.',
  shredded: 'A manager had these papers destroyed; they open no more.',
  lost: {
    form: 'The form was damaged on its tablet and does not open any more. Fill it in and save it again.',
    signature: 'The signature was damaged on its tablet and does not open any more. The customer signs again.',
    photo: 'A photo was damaged on its tablet and does not open any more. Take it again.',
    note: 'A note was damaged on its tablet and does not open any more. Write it again.',
  },
  sentBack: ({ time, name, code }) => `${time} ${name} sent it back: ${returnReason(code)}`,
  changesTitle: 'Changed since it was sent back',
  changedFields: ({ count }) =>
    count === 1 ? 'One answer of the form, marked below.' : `${count} answers of the form, marked below.`,
  newPhotos: ({ count }) => (count === 1 ? 'One new photo.' : `${count} new photos.`),
  newlySeen: ({ names }) => `Documents seen as well: ${names}.`,
  confirmedAnew: { signature: 'The customer signed again.', spoken: 'The customer confirmed aloud again.' },
  nothingChanged: 'Nothing.',
  formDiffers:
    'The form that was filled in says something else than this tablet’s of the same version. Below is what was typed then; it is not checked again.',
  formUnknown: ({ version }) =>
    `This tablet does not have version ${version} of the form. Below is what was typed then; the names come with an update.`,
  duplicates: {
    title: 'Probably there twice',
    why: 'The same service was taken down twice for one number. Both are kept: look at them and decide.',
    both: ({ earlier, later }) => `${earlier}; ${later}`,
    look: 'Side by side',
    same: 'They are one',
    notSame: 'They are two',
    isSame: ({ time, name }) => `The same as what ${name} took down at ${time}: do one of them, cancel the other.`,
  },
  notTaken: 'Papers not taken',
  notTakenOf: ({ service, at, what }) => `${service}, begun at ${at}: ${what}`,
  lostPapers: 'Damaged papers',
  lostOf: ({ service, tablet, at }) => `${service}, begun at ${at} on ${tablet}`,
  lostWhatToDo: 'Tell whoever works on it to make it again; what was handed in is returned first.',
  due: 'Papers whose time is over',
  dueGone: ({ count, at }) =>
    `By the days in the hall's rules ${count === 1 ? 'one paper is' : `${count} papers are`} being destroyed and ${count === 1 ? 'opens' : 'open'} no more. Until ${at} this can be stopped; then it goes from the server and every tablet for good.`,
  dueStop: 'Stop, give these papers back',
  damaged: 'The papers do not open. Tell a manager.',
  'key-unknown': 'This tablet has no key for these papers.',
  destroyed: {
    none: 'No papers were destroyed.',
    act: ({ at, count, name }) => `${at}, ${name}: ${count} destroyed`,
    until: ({ at }) => `They open no more. It can be stopped until ${at}; after that they are deleted for good.`,
    mayBeGone:
      'A day is over: the server and each tablet delete them for good once they have run for a day. It cannot be stopped any more.',
    stop: 'Stop it, keep the papers',
    managerStops: 'Only a manager can stop it.',
    reached: 'The server and every tablet know.',
    hereOnly: 'Only this tablet knows so far; the others follow when it is connected.',
    unreached: ({ tablets }) =>
      `Not yet known on ${list(tablets)}. Once connected they open these papers no more, and delete them after running for another day.`,
  },
}
