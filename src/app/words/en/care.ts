import type { care as shape } from '../zh/care.ts'

export const care: typeof shape = {
  title: 'Server and tablets',
  look: 'Look again',
  unheard:
    'The hall server is out of reach, so nobody can say how it is. Look again when it is back. Where that computer is broken or gone, another one takes its place with the hall kit and the recovery sheet.',

  stranger: 'Another computer serves the hall',
  strangerText:
    'A backup or the hall kit was put on another computer. Go there, see that its screen shows the same number as here, and let it in. Until then the blocks of numbers that it gives out do not count; all else goes on.',
  strangerNumber: ({ number }) => `Number ${number}`,
  letIn: 'Same number, let it in',

  kitSave: 'Save the hall kit',
  kitHint:
    'For another computer when the server is lost; only the recovery sheet opens it. Put it on a stick, away from the sheet',
  kitPrint: 'Print the hall kit',
  kitPrintHint: 'One code on paper, which does not break. A telephone reads its text; save that as a file',
  kitTitle: ({ hall }) => `${hall} · hall kit`,
  kitMade: ({ at, id, address }) => `Printed ${at}, hall ${id}, address ${address}.`,
  kitLines: [
    'With it and the recovery sheet another computer takes the place of the hall server. By itself it opens nothing. Keep the two apart.',
    'How: read all of the text with a telephone, save it unchanged as a .kit file on that computer, run stayopen kit open FILE, and type the first two lines of the recovery sheet.',
  ],
  spare: {
    title: 'The hall server is not heard',
    first:
      'Look at the power and the cable of that computer and at the router first. If it can be mended, mend it: tablets work on and send everything later. If it is broken or gone, let another computer take its place.',
    replace: 'Let another computer take its place',
    path: 'How another computer takes its place',
    states: { done: 'Done', now: 'This is next', next: 'Later' },
    since: ({ at, span }) => `Not heard since ${at}: ${span}.`,
    took: ({ from, to, span }) => `Not heard from ${from}, as before at ${to}: it took ${span}.`,
    steps: ({ address }) => [
      {
        name: 'Open the hall kit on the other computer',
        text: 'Install Node and StayOpen, run stayopen kit open FILE and type the first two lines of the recovery sheet. If there is a backup, run stayopen restore FOLDER then.',
      },
      {
        name: 'Start it under the same address',
        text: `Tablets look for ${address}: give that computer this address in the router and run stayopen start. Tablets come back by themselves.`,
      },
      { name: 'Compare the number, let it in', text: 'When its screen shows the same number as here, let it in.' },
      {
        name: 'Tablets bring back what they hold',
        text: 'By itself; work goes on. Who has brought how much, who is waited for and what is missing stands above.',
      },
      { name: 'Numbers are given as before', text: 'When everybody has brought all, or when you wait no longer.' },
    ],
  },
  kitNot: {
    'not-founded': 'The hall kit cannot be had now: the hall is not founded yet.',
    'server-unreachable': 'The hall kit cannot be had now: the hall server is out of reach.',
    'not-our-server':
      'The hall kit cannot be had now: something other than the hall server has answered. Check that this tablet is on the hall’s network.',
    'server-busy': 'The hall kit cannot be had now: the hall server has too much to do. Try again shortly.',
    'server-failed':
      'The hall kit cannot be had now: something went wrong on the hall server. Try again; if it stays so, ask technical support.',
  },

  backups: 'Backups',
  backedUp: ({ at, count, size }) => `The last at ${at}; ${count} are kept, the last is ${size}.`,
  notBackedUp: 'There is no backup yet.',
  backupsOff:
    'No backups are made. Start the server with --backup and the folder of a stick, and it makes one every hour.',
  sameDisk: 'Backups and data are on one disk, and will be gone with it together. Use a stick or another disk.',
  backupTrouble: ({ since, what }) => `No new backup since ${since}: ${what}`,
  backupTroubles: {
    missing: 'the folder is not there; plug the stick in.',
    full: 'it is full; make room there or use a larger stick.',
    'read-only': 'it cannot be written; unlock the stick, or let the server write in the folder.',
    unread: 'what is written cannot be read back; use another stick.',
    failed: 'writing failed; the server’s log says why.',
  },

  disk: 'Disk',
  diskLeft: ({ size }) => `${size} are left.`,
  diskShort: ({ size }) => `Only ${size} are left. Make room: move large files away, but not the backups.`,
  damaged: ({ count }) =>
    `The disk has changed ${count} lines, and tablets are to bring them back. Make a backup soon and replace the disk.`,

  certificate: 'Certificate',
  certificateEnds: ({ at }) => `Good until ${at}.`,
  certificateEndsSoon: ({ at }) => `It ends on ${at}. Get another one, or tablets cannot connect.`,
  noCertificate: 'There is none: nothing is encrypted.',

  clock: 'Clock',
  clockRight: ({ at }) => `The server’s time is ${at}.`,
  clockWrong: 'The server’s clock cannot be believed. Set the time of that computer.',

  version: 'Version',
  versionWaits: ({ version }) => `${version}, an update waits`,
  serverVersion: ({ version }) => `Server ${version}`,
  newerTablets: ({ tablets }) =>
    `Of another version than the server: ${tablets}. They update when nobody uses them; if that does not happen, open the page anew there.`,

  tablet: 'Tablet',
  power: 'Battery',
  powerLeft: ({ percent }) => `${percent}%`,
  powerCharging: ({ percent }) => `${percent}%, charging`,
  powerLow: ({ tablets }) => `Below 20% and not charging: ${tablets}. Plug them in.`,
  storage: 'Storage',
  storageKept: 'kept by the browser',
  storageNotKept: 'may be cleared',
  storageNotKeptWhatToDo: ({ tablets }) =>
    `The browser may clear what lies there: ${tablets}. Add StayOpen to the home screen of that tablet.`,
  storageUsed: ({ percent }) => `${percent}% used`,
  storageFull: ({ tablets }) =>
    `Nearly full: ${tablets}. What the server and a backup have leaves by itself; if this stays, plug in the stick for backups and free room on the tablet.`,
  seen: 'Last heard',
  seenNow: 'now',
  clockGood: 'right',
  clockFast: ({ minutes }) => `${minutes} min fast`,
  clockSlow: ({ minutes }) => `${minutes} min slow`,
  clocksOff: ({ tablets }) =>
    `Clocks more than two minutes off: ${tablets}. Switch on automatic time in the settings of the tablet.`,
  unknown: 'not known',
  lines: 'Kept by the server',
  linesKept: ({ kept, claimed }) => `${kept} / ${claimed}`,
  linesMissing: ({ tablet, from, to }) =>
    `Of ${tablet} lines ${from}–${to} are missing. Connect it to the network, and it sends them.`,
  wallSilent: ({ tablet, since }) =>
    `The wall “${tablet}” has not been heard since ${since}; what it shows may be old. Please look at its picture, power and network.`,
  wallHung: {
    picture: ({ tablet, at }) =>
      `The picture of the wall “${tablet}” stood still at ${at}; it has opened itself again. If that happens again, restart the device.`,
    stream: ({ tablet, at }) =>
      `At ${at} no calls reached the wall “${tablet}” although the network did; it has opened itself again. If that happens again, ask technical support.`,
  },
  noTablets: 'There is no tablet yet.',

  setAside: ({ count }) =>
    `${count} lines were kept by the server and do not count: their tablet may not write them, or they are not whole. The page “Log” says whose they are; those of a newer version count after an update.`,
  unproven: ({ count }) =>
    `${count} lines were never signed: connect the tablets that wrote them to the network. If all are connected and it stays so, call technical support.`,
}
