import type { today as zh } from '../zh/today.ts'
import { list } from './list.ts'

const tickets = (count: number) => (count === 1 ? '1 ticket' : `${count} tickets`)

const inMinutes = (ms: number): string => `${Math.floor(ms / 60_000)} min ${Math.floor(ms / 1_000) % 60} s`

export const today: typeof zh = {
  place: 'Manager',
  tabs: {
    today: 'Today',
    tablets: 'Tablets',
    staff: 'Staff',
    hall: 'Hall settings',
    day: 'Close of day',
    log: 'Log',
    about: 'About',
  },
  tabList: 'Manager’s pages',
  heading: ({ name }) => `Manager’s pages · ${name}`,
  knocks: ({ name, place, at }) => `“${name}” (${place}) wants in. Let it in on “${at}”: its code was made there.`,
  knocksHere: ({ name, place }) => `“${name}” (${place}) asks to join. Let it in on this tablet.`,
  seeWho: 'Look at it',
  seen: 'Seen',
  noticeKnock: 'Asks to join',
  noticeDrill: 'A drill',
  noticeKey: 'Key changed',
  noticeUpdate: 'New version',
  noticeRefund: 'Refund waits',
  noticeRefundAnswer: 'Refund answered',
  notices: ({ count }) => `${count} notices`,
  backToPlace: 'Back to this tablet’s place',
  endedTitle: 'The manager’s pages are closed',
  endedText: 'You are no longer a manager, and only managers see these pages. Ask another manager.',

  scenarios: {
    title: 'A new scenario?',
    said: ({ text, when, name }: { readonly text: string; readonly when: string; readonly name: string }) =>
      `${when} ${name}: ${text}`,
    hint: 'The library has no plan for it. What is to have one stays in the book, among the records, until plans are revised.',
    adopt: 'Needs a plan of its own',
    decline: 'Needs none',
  },
  queues: 'Queues',
  waiting: ({ count }) => `${count} waiting`,
  longest: ({ minutes }) => `longest ${minutes} min`,
  noCounter: 'No counter serves it',
  openCounters: ({ counters }) => `Served at ${counters.length === 1 ? 'counter' : 'counters'} ${list(counters)}`,
  queueClosed: 'No new tickets',
  nobodyWaits: 'Nobody is waiting now.',
  noQueues: 'There are no queues yet. Add them in the hall settings.',
  counters: 'Counters',
  noCounters: 'There are no counters yet. Add them in the hall settings.',
  counterStatus: { open: 'Open', paused: 'Paused', closed: 'Closed' },
  counterLost: 'Declared lost',
  counterRevoked: 'Tablet revoked',
  leftThere: ({ label }) => `${label} not finished`,
  serving: ({ label }) => `Serving ${label}`,
  calling: ({ label }) => `Calling ${label}`,
  atRisk: 'Close to or past the target',
  nobodyAtRisk: 'Nobody is close to the target.',
  waited: ({ minutes, target }) => `waited ${minutes} min, target ${target} min`,
  held: {
    title: 'Set aside',
    nobody: 'Nobody is set aside.',
    since: ({ counter, time }) => `Counter ${counter}, since ${time}`,
    left: ({ counter, time }) => `Counter ${counter} (not calling any more), since ${time}`,
    until: ({ time }) => `until ${time}`,
    putBack: 'To the front',
    putBackOf: ({ label }) => `${label} to the front of the line`,
    due: ({ minutes }) => (minutes === 0 ? 'Time is up' : `${minutes} min over`),
    remind: ({ count }) =>
      `Time is up for ${count}: remind the counter to go on; another counter may take up those whose own is gone, or put them to the front for whichever is free first.`,
  },
  moreTickets: ({ count }) => `${count} more`,
  tabWithCount: ({ tab, count }) => `${tab} (${count})`,
  uncounted: ({ count }) => (count === 1 ? '1 event does not count.' : `${count} events do not count.`),
  lookAtThem: 'See why, and what to do',
  toLookAt: 'Worth a look',
  lateCustomers: ({ count }) =>
    count === 1
      ? 'One customer has waited longer than the target.'
      : `${count} customers have waited longer than the target.`,
  nothingToLookAt: 'Nothing unusual.',
  wrongPins: ({ name, tablet, at, count }) =>
    `On ${tablet} somebody typed ${count} wrong PINs of ${name} in a row (${at}). If it was not ${name}, somebody may be guessing.`,
  wrongPinsSeen: 'I know',
  inVain: ({ counter, label, kept }) =>
    kept === ''
      ? `Counter ${counter} called ${label} in vain`
      : `Counter ${counter} called ${label} in vain; counter ${kept} served it`,
  copied: ({ tablet }) =>
    `There are two of “${tablet}”: its storage was copied, or an older one was put back. Both now print from a lane of their own, so no number comes twice. Which one is real? Revoke it under Tablets, then add the one you keep again; all that was done stays`,
  sameLabel: ({ label }) => `There are two tickets ${label} today: a tablet’s storage may have been copied`,
  late: ({ count }) => `${tickets(count)} arrived after the day was closed and took its decision`,
  strays: ({ count }) => (count === 1 ? '1 event has no ticket' : `${count} events have no ticket`),
  unvouched: ({ tablet, from, to }) =>
    `The hall server brought lines ${from}–${to} of ${tablet}, and that tablet has not signed them. Compare with the tablet itself: the server may have been replaced or changed.`,
  gathers: 'The hall server’s records are not the newest: the tablets are bringing them back',
  gathersWhat:
    'Somebody may have put an old backup back, or the disk had trouble. Go on as usual: what the tablets hold comes back by itself. Until all of it has come the server gives no new numbers; every tablet uses its own, and none comes twice.',
  gathersAgain:
    'This is the second time within an hour: two hall servers may be at work, or somebody puts backups back again and again. Find out which server is the real one, then press “Do not wait”; until you do, the server gives no new numbers. Go on as usual: what the tablets hold comes back by itself, every tablet uses its own numbers, and none comes twice.',
  gathered: 'The hall server had lost records; the tablets have brought them back',
  gatheredWhat: 'A tablet that connects later still brings back what it holds.',
  broughtBack: ({ tablet, lines, papers }) => `${tablet} brought back ${lines} records and ${papers} papers`,
  lacking: ({ journal, from, to }) =>
    `${journal} ${from}–${to}: a tablet knows that these lines were written, and nobody has brought them.`,
  lackingPapers: ({ papers }) =>
    `On record, and nobody has brought them to the hall server (photos, signatures, forms): ${papers} of the papers.`,
  gathersFor: ({ ms }) => `It has gone on for ${inMinutes(ms)}.`,
  gatheredIn: ({ ms }) => `It took ${inMinutes(ms)}; numbers are given again.`,
  waitsFor: ({ tablets }) => `Not all has come yet from ${list(tablets)}`,
  waitNoLonger: 'Do not wait',
  waitNoLongerHint: 'Numbers are given again; whoever comes later still brings back what it holds',
  serverNearlyFull:
    'The disk of the hall server is nearly full: it takes no more papers, which stay on the tablets. Ask technical support to make room.',
  serverFull:
    'The disk of the hall server is full: it takes managers’ acts, revocations and emergencies alone; everything else stays on the tablets, none is lost. Ask technical support to make room at once.',
  serverDamaged:
    'The store of the hall server was damaged and may lack events it had. The tablets still have theirs and bring them back: clear or reset no tablet, switch on those that are off, and ask technical support for another disk.',
  floodFromOutside: ({ at }) =>
    `A device that is not paired sends the hall server too much (last at ${at}) and has been slowed down; no tablet is. If it comes again and again, ask technical support what is on the hall’s network.`,
  serverFlood: ({ tablet, at }) =>
    `${tablet} sends the hall server too much (last at ${at}) and has been slowed down; nobody else is. Revoke it if it is not in your hands.`,
  serverSlow: ({ tablet, at }) =>
    `${tablet} sends or reads very slowly (last at ${at}) and was cut off to come back. Look at its radio signal; revoke it if it is not in your hands.`,
  stampAhead: ({ tablet, minutes }) =>
    `The clock of ${tablet} ran about ${minutes < 60 ? `${minutes} min` : `${Math.round(minutes / 60)} h`} fast. What it wrote then does not count yet: see “What does not count”`,
  printFailed: ({ label }) => `${label} was not printed`,
  sheetLost: 'The recovery sheet was not kept',
  sheetLostWhatToDo:
    'It was not kept when the hall was founded, and cannot be made again. If you have not opened yet: let support empty the hall server, and found the hall anew. If you have: have at least two managers, each with a PIN and a tablet of their own. When no manager can sign in, nothing else can name a new one.',
  noticeCopy: 'Save a copy',
  copyDue: {
    loose: ({ count }) =>
      `Records have been on this tablet alone for more than an hour (${count}), and its browser does not promise to keep them. Sign in, choose “What the server lacks”, save the file and copy it to a stick.`,
    old: ({ count }) =>
      `Records have been on this tablet alone for more than a day (${count}). Sign in, choose “What the server lacks”, save the file and copy it to a stick.`,
  },
  storage: {
    notice: { loose: 'Storage not promised', full: 'Storage nearly full' },
    loose:
      'The browser has not promised to keep what this tablet saves: short of room it may clear it away, and what the hall server lacks is lost.',
    unsent: ({ count }) =>
      count === 1 ? 'One record is on this tablet alone now.' : `${count} records are on this tablet alone now.`,
    ask: 'Have the system promise',
    refused:
      'The system has not promised. Add the app to the home screen, open it from there and press again; until then save a file of the records every hour while the server is not heard.',
    full: ({ percent }) =>
      `${percent}% of this tablet’s storage is used, and new records will soon find no room. Old ones that the hall server has are cleared by themselves; delete other apps, photos and downloads from the tablet.`,
    seen: 'Tell me tomorrow',
  },
  copySave: 'Save one now',
  noticeDay: 'A day is not closed',
  dayNotClosedWhat: ({ day }) =>
    `${day} is not closed yet: its open tickets are on no wall and not called. A manager decides under “Close of day” whether they go on or end.`,
  dayNotClosed: ({ day }) => `${day} is not closed yet.`,
  closeItNow: 'Close it',
  emergencyOn: 'Emergency hall: the queue is kept overnight.',
}
