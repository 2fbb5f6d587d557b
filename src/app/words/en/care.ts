import type { care as shape } from '../zh/care.ts'

export const care: typeof shape = {
  title: 'Server and tablets',
  look: 'Look again',
  unheard: 'The hall server is out of reach, so nobody can say how it is. Look again when it is back.',

  stranger: 'Another computer serves the hall',
  strangerText:
    'A backup or the hall kit was put on another computer. Go there, see that its screen shows the same number as here, and let it in. Until then the blocks of numbers that it gives out do not count; all else goes on.',
  strangerNumber: ({ number }) => `Number ${number}`,
  letIn: 'Same number, let it in',

  kitSave: 'Save the hall kit',
  kitHint:
    'For another computer when the server is lost; only the recovery sheet opens it. Put it on a stick, away from the sheet',
  kitNot: 'The hall kit cannot be had now: the hall server is out of reach, or the hall is not founded yet.',

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
