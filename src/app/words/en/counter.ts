import type { counter as zh } from '../zh/counter.ts'
import { list } from './list.ts'

const people = (count: number) => (count === 1 ? '1 customer' : `${count} customers`)

export const counter: typeof zh = {
  title: ({ counter, staff }) => (staff === '' ? `Counter ${counter}` : `Counter ${counter} · ${staff}`),
  noCounterTitle: 'Counter',
  key: ({ key }) => `Key ${key}`,
  space: 'Space',

  choose: 'Which counter are you at?',
  chooseHint: 'Choose it, then open. Next time this tablet goes straight to this counter.',
  noCounters: 'No counters are set up yet. Ask the manager to add them in the hall settings.',
  open: 'Open',
  openCounter: ({ counter }) => `Open counter ${counter}`,
  reopen: 'Open again',
  serves: ({ queues }) => `Serves ${list(queues)}`,
  openBy: ({ staff }) => (staff === '' ? 'Open on another tablet' : `Open: ${staff}`),
  pausedBy: ({ staff }) => (staff === '' ? 'Paused' : `Paused: ${staff}`),
  takeOver: ({ counter }) => `Counter ${counter} is open on another tablet`,
  takeOverSentence:
    'Go and look first. If nobody is calling there, declare it lost: customers it called who have not come go back in line for the other counters.',
  declareLost: 'Declare lost',
  lostHere:
    'Somebody declared this counter lost. If you are back, open it again; customers you called may be served elsewhere.',

  idle: 'Nobody is being served',
  nudge: 'People are waiting and this counter is free. Call the next one, or pause if you cannot.',
  waitingHere: ({ count, elsewhere }) =>
    count > 0
      ? `${people(count)} for this counter`
      : elsewhere > 0
        ? 'Nobody for this counter to call'
        : 'Nobody is waiting',
  nobodyWaits: 'Nobody is waiting. Customers will show up here.',
  othersWait: ({ count }) =>
    `${people(count)} waiting that this counter may not call now. Ask them to bring their slip, then tap “Serve a slip”.`,
  waited: ({ minutes }) => `Waited ${minutes} min`,
  priority: 'Priority',
  priorities: {
    elderly: 'Older person',
    care: 'Ill, disabled or pregnant',
    infant: 'With infant',
    military: 'Military',
  },
  note: ({ note }) => `Note: ${note}`,
  called: ({ times }) => (times === 1 ? 'Called, on the way' : `Called ${times} times, on the way`),
  calledFor: 'Called',
  serving: 'Serving',
  returnedAfter: ({ misses }) => `Missed ${misses}×`,

  callNext: 'Call next',
  arrived: 'Customer is here',
  finishAndCall: 'Finish, call next',
  finish: 'Finish',
  goOn: 'Done; go on with the next',
  elsewhere: ({ service }) => `${service}, at another counter`,
  finishAll: 'Finish all',
  finishOnly: 'Finish, no call',
  resumeCounter: 'Resume',
  sureQuick: ({ seconds }) => `Only ${seconds} s. Press again if sure`,
  outcome: 'Outcome',

  recall: 'Call again',
  recallCount: ({ times, limit }) => `${times}/${limit}`,
  recallIn: ({ times, limit, seconds }) => `${times}/${limit} · ${seconds} s`,
  miss: 'No-show',
  missNow: 'Nobody came',
  missIn: ({ seconds }) => `In ${seconds} s`,
  hold: 'Hold',
  holdNote: ({ count, limit }) => `${count}/${limit}`,
  transfer: 'Transfer',
  transferNote: 'Keeps its time',
  triage: 'Wrong queue',
  triageNote: 'Move to the right one',
  presented: 'Serve a slip',
  presentedNote: 'Scan or type',
  walkIn: 'Serve now',
  walkInNote: 'No ticket',
  pick: 'Pick a ticket',
  pickNote: 'Out of order, with reason',
  pause: 'Pause',
  close: 'Close counter',
  more: 'More',
  cancel: 'Cancel ticket',
  cancelNote: 'Customer gave up',

  missTitle: ({ label }) => `${label} did not come`,
  missReturns: ({ behind, left }) =>
    `The ticket is set aside. If the customer comes back, ${behind === 1 ? '1 other goes' : `${behind} others go`} first. ${left === 1 ? 'One more miss' : `${left} more misses`} and the ticket is void.`,
  missVoid: 'This is the last time: the ticket becomes void, and the customer has to take a new one.',
  holdTitle: ({ label }) => `Hold ${label}`,
  holdSentence: 'The customer will be back. You are reminded when the time is up, and go on where you were.',
  holdFor: 'Remind me in',
  minutes: ({ minutes }) => `${minutes} min`,
  transferTitle: ({ label }) => `Transfer ${label}`,
  transferSentence: 'The customer keeps the time the ticket was taken and does not queue from the end.',
  toQueue: 'To which queue',
  toCounter: 'To which counter',
  anyCounter: 'Any counter',
  transferWhy: 'Note for your colleague',
  triageTitle: ({ label }) => `${label} is in the wrong queue`,
  triageSentence: 'The customer joins the right queue at the original time. It helps the greeter; nobody is penalised.',
  walkInTitle: 'Serve now',
  walkInSentence: 'A number is added, the service starts at once, and it counts like any other.',
  whichService: 'What is it about?',
  pickTitle: 'Pick a ticket',
  pickSentence: 'Calling out of order needs a reason. It is kept in the log.',
  pickWhy: 'Reason',
  pickWhom: 'Whom to call',
  pauseTitle: 'Why pause?',
  pauseSentence: 'The wall shows that this counter is paused.',
  paused: ({ reason }) => `Paused (${reason})`,
  pausedSince: ({ time }) => `Paused since ${time}. The other counters go on calling.`,
  cancelTitle: ({ label }) => `Cancel ${label}`,
  cancelSentence: 'The ticket is not called again. With the slip in hand the customer can still come back.',

  held: 'On hold',
  nobodyHeld: 'Nobody is on hold.',
  heldUntil: ({ time }) => `Reminder at ${time}`,
  heldDue: 'Time is up',
  heldAt: ({ counter }) => `Left by counter ${counter}`,
  resume: ({ label }) => `Resume ${label}`,
  resumeShort: 'Resume',
  waitingNow: 'Waiting',
  waitingElsewhere: ({ count }) => `${people(count)} more waiting; served when they bring their slip.`,
  skillsOf: ({ at }) => `Who does what goes by the skills set down at ${at}.`,
  noneWaiting: 'Nobody is waiting.',
  andMore: ({ count }) => `and ${count} more`,

  presentedTitle: 'Serve a slip',
  presentedSentence: 'The customer stands here with a slip. It can be served without a call.',
  typeLabel: 'Number on the slip',
  scan: 'Scan the slip',
  stopScan: 'Close camera',
  cameraStarting: 'Opening the camera…',
  cameraDenied: 'The camera is not allowed. Allow it in the system settings, or type the number.',
  cameraMissing: 'This tablet has no camera that works. Type the number.',
  scannerFailed: 'The scanner did not open. Type the number.',
  pointAtSlip: 'Hold the slip’s QR code in front of the camera.',
  slip: {
    verified: ({ label }) => `${label}: signature checked, a slip of this hall.`,
    unknownTablet: ({ label }) =>
      `${label}: this tablet does not know yet which tablet printed it, so the signature cannot be checked. Look at the slip before you serve.`,
    revokedTablet: ({ label }) =>
      `${label}: the tablet that printed it was revoked, but the ticket is in the hall’s records. Look at the slip before you serve.`,
    forged:
      'The signature is wrong. This slip was not printed by this hall and cannot be served. Ask the customer to take a ticket at reception.',
    otherHall: 'This slip is from another hall. Ask the customer to take a ticket at reception.',
    notASlip: 'This is not the QR code of a slip.',
    otherDay: ({ label, day }) => `${label} is a slip of ${day} and has expired.`,
  },
  serveLabel: ({ label }) => `Serve ${label}`,
  severalFound: 'Several tickets fit. Choose one:',
  noneFound: ({ label }) => `This tablet does not know ${label}. Scan the slip, or use “Serve now”.`,

  why: {
    next: ({ minutes }) => `Next in line: waited longest, ${minutes} min.`,
    priority: ({ minutes, passed }) =>
      passed === 0
        ? `Priority ticket, waited ${minutes} min.`
        : `Priority ticket, waited ${minutes} min, ahead of ${people(passed)}.`,
    appointment: ({ minutes }) => `The time of the appointment has come; here for ${minutes} min.`,
    star: ({ minutes, passed }) =>
      `Star customer, first by the hall’s ratio; has waited ${minutes} min, before ${passed} others.`,
    skill: ({ minutes, passed }) =>
      `Few counters can do this, so this one does it first; has waited ${minutes} min, before ${passed} others.`,
    aged: ({ minutes, limit }) => `Waited ${minutes} min: whoever waits over ${limit} min goes first.`,
    'sent-here': ({ minutes }) => `Sent to this counter, ${minutes} min since the ticket was taken.`,
    slip: 'The customer came with the slip.',
    picked: ({ reason, passed }) =>
      passed === 0 ? `Picked by the clerk: ${reason}.` : `Picked by the clerk: ${reason}, ahead of ${people(passed)}.`,
    'walk-in': 'No ticket taken, served at once.',
    paper: 'Called on paper, entered later.',
    resumed: 'Resumed after a hold.',
  },
  whyTitle: 'Why this one',
  alone: 'Called from this counter’s share while the hall server could not be reached.',

  shareLeft: ({ count, server }) =>
    `${server ? 'Server lost' : 'Offline'}: this counter calls only its share, ${count} left.`,
  shareWhy:
    'Whoever was waiting is shared out among the counters, so nobody is called twice. A customer with a slip can be served too. This tablet speaks the calls itself.',
  inVainServed: ({ label, counter }) => `${label} is being served at counter ${counter}. No need to wait here.`,
  inVainCalled: ({ label, counter }) => `Counter ${counter} called ${label} first. No need to wait here.`,
  inVainBack: ({ label }) => `${label} is back in line. No need to wait here.`,
  inVainGone: ({ label }) => `${label} was cancelled or is void. No need to wait here.`,
  silentCounter: ({ counter, count }) => `Counter ${counter} is cut off; its share (${count}) is left alone for now.`,
  gotIt: 'OK',

  did: {
    call: ({ label }) => `Called ${label}`,
    callInstead: ({ label, lost }) => `Another counter called ${lost} first; called ${label} instead`,
    arrive: ({ label }) => `${label} is here`,
    miss: ({ label }) => `${label} missed`,
    hold: ({ label }) => `${label} on hold`,
    resume: ({ label }) => `${label} resumed`,
    transfer: ({ label }) => `${label} transferred`,
    triage: ({ label }) => `${label} moved`,
    goOn: ({ label }) => `${label}: one is done, the next follows`,
    finish: ({ label }) => `${label} finished`,
    finishAndCall: ({ label, next }) => `${label} finished, called ${next}`,
    cancel: ({ label }) => `${label} cancelled`,
  },

  callAloud: {
    please: 'Now calling',
    toCounter: ({ counter }) => `Counter ${counter}`,
    back: 'Back to the counter',
    showNumber: 'Show the number full-screen',
  },
}
