import type { carry as zh } from '../zh/carry.ts'

export const carry: typeof zh = {
  title: 'Pass on and take over',
  close: 'Close',
  intro:
    'Brings events from one tablet to another while there is no network and no hall server. Sealed papers never travel this way.',
  lockedHint: 'While nobody is signed in, only an incident and the queue can be passed on.',
  ways: { pass: 'Pass on', take: 'Take over' },
  what: 'What is passed on',
  whats: {
    incident: 'Incident and open queue',
    queue: 'Open queue',
    unkept: 'What the server lacks',
    all: 'Everything',
  },
  showCodes: 'Show as codes',
  saveFile: 'Save as a file',
  stop: 'Stop showing',
  packed: ({ lines, kilobytes }) => `${lines} lines, ${kilobytes} KB, signed by this tablet.`,
  leftOut: ({ lines }) =>
    `${lines} more stay behind: the signatures of the tablets that wrote them are not here yet. They come with the hall server.`,
  codes: ({ count, seconds }) =>
    `${count} codes go by in turn: hold the other tablet’s camera on them for about ${seconds} s. It may miss some.`,
  tooMany: 'This is too much for codes. Save it as a file.',
  saved: 'The file is saved. Bring it to the other tablet by stick, cable or Bluetooth and choose “Take over” there.',
  codeName: 'Code that passes events on',
  scan: 'Take over by camera',
  file: 'Open a file',
  fileLabel: 'A file that ends in .stayopen',
  pointAt: 'Hold the camera on the codes that go by on the other tablet',
  caught: ({ have, of }) => `${have} of ${of} received`,
  starting: 'Opening the camera',
  cameraDenied: 'The camera is not allowed. Allow it in the browser’s settings, or take over by file.',
  cameraMissing: 'This tablet has no camera that works. Take over by file.',
  cameraFailed: 'The code reader did not open. Take over by file.',
  taken: ({ from, lines, at }) =>
    `Took over ${lines} lines that ${from} passed on at ${at}. What was here already is not counted again.`,
  writtenBy: ({ names }) => `Written by ${names}; their signatures fit.`,
  server: 'the hall server',
  leftBehind: ({ lines }) =>
    `${lines} lines could not be brought along: the signatures of the tablets that wrote them were not there yet.`,
  stillTheirs: 'Their own tablets still send these lines to the hall server; this one keeps and shows them.',
  refused: {
    'not-carried': 'This is not what a tablet passed on, or it is not whole. Nothing on this tablet has changed.',
    'other-hall': 'These are another hall’s lines and cannot be taken. Nothing on this tablet has changed.',
    damaged:
      'It is damaged or was changed: the signature does not fit. Nothing on this tablet has changed. Pass it on again.',
    'broken-chain':
      'The lines do not follow each other: some are missing or changed. Nothing on this tablet has changed. Pass them on again.',
    unvouched:
      'Some lines are not signed by the tablet that is said to have written them. Nothing on this tablet has changed.',
    'tablet-unknown':
      'Some lines are of a tablet that this one does not know. Let this tablet hear the hall server once. Nothing has changed.',
    'tablet-revoked': 'The tablet that passed this on was revoked. Nothing on this tablet has changed.',
    contradicts: 'Some lines contradict what this tablet holds. Nothing was taken; tell the manager.',
    'not-saved': 'It could not be saved. Close other tabs of this app, look at the storage and try again.',
  },
  former: {
    title: 'A file of another hall',
    from: ({ hall, tablet, time }) =>
      hall === ''
        ? `Saved at ${time}, complete. The file does not say of which hall it is.`
        : `The file says: ${hall}${tablet === '' ? '' : `, ${tablet}`}, saved at ${time}. It is complete.`,
    unproved:
      'This hall does not have the keys of that one and cannot prove who wrote it: make sure that it came from the hands of a colleague there.',
    nothing: 'Nobody waits in it, and nothing goes on.',
    waiting: ({ count, labels }) => `${count === 1 ? '1 number' : `${count} numbers`}: ${labels}`,
    states: {
      called: ({ labels }) =>
        `Called or set aside, not served yet: ${labels}. They wait here again, by the time they took their number.`,
      away: ({ labels }) => `Away for a while: ${labels}. They are away here too, and called once their time is over.`,
      served: ({ labels }) => `Being served there: ${labels}. Not taken over; whoever is not done takes a number here.`,
      missed: ({ labels }) => `Missed: ${labels}. Not taken over; whoever comes takes a number here.`,
    },
    queue: 'Into which queue of this hall',
    choose: 'Choose one',
    incident: ({ plan, level, ticks }) =>
      `Still going on: ${plan}, ${level}, ${ticks === 1 ? 'one line' : `${ticks} lines`} done`,
    nothingElse:
      'This is all that is taken over: numbers and their order stay, incidents go on here. Cases, customer data, staff, settings and earlier records are not in it. The tablets of that hall still belong to that hall.',
    take: 'Take it over',
    sortFirst: 'First choose a queue for each group.',
    ownPinFirst:
      'Somebody else chose your PIN: close this page and choose one of your own first, then open the file again.',
    managerTakes: 'A manager who is signed in takes it over, at the door, at a counter or on the manager’s tablet.',
    taken: ({ by, time, tickets, incidents }) =>
      `${by} took over at ${time}: ${tickets === 1 ? '1 number' : `${tickets} numbers`}, ${incidents === 1 ? '1 incident' : `${incidents} incidents`}. The slips in customers’ hands stay good.`,
  },
}
