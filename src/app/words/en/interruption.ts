import type { interruption as zh } from '../zh/interruption.ts'

export const interruption: typeof zh = {
  title: 'Interruption of business',
  what: 'What has stopped?',
  kinds: {
    'operator-system': 'Operator’s system',
    network: 'Network',
    payment: 'Payment',
    power: 'Power',
  },
  declare: 'Declare the interruption',
  declareSentence:
    'Every service goes to its offline tier at once. Forms that are open are kept on their tablets, to the last character.',
  running: ({ kind, minutes }) => `${kind} out for ${minutes} min`,
  by: ({ time, name }) => `Declared by ${name} at ${time}`,
  drafts: ({ count }) => `${count} unfinished ${count === 1 ? 'form' : 'forms'} on this tablet, all kept.`,
  restore: 'It is back',
  restoreSentence:
    'Then everything taken down goes to the board of late entries, and each case to its end. You report yourself that it is back.',
  firstReport: 'First report (for the superior)',
  updateReport: 'Update',
  nextUpdate: ({ minutes }) => (minutes > 0 ? `Next update in ${minutes} min` : 'An update is due'),
  reported: 'I have sent it',
  copy: 'Copy the text',
  copied: 'Copied.',
  reportText: (facts) =>
    `${facts.hall}: ${facts.kind} out since ${facts.from}, not back at ${facts.now}. ${facts.waiting} waiting, ${facts.accepted} taken down, ${facts.appointments} appointments.${facts.mood ? ` Customers are ${facts.mood}.` : ''} We act by the plan for interruptions. Figures as this tablet has them, to be verified.`,
  moodAsked: 'How customers take it (as you see it; may be left open)',
  moods: { calm: 'calm', uneasy: 'uneasy', upset: 'upset' },
  finalReport: 'Final report',
  backText: (f) =>
    `${f.hall}: ${f.kind} is back. It was out from ${f.from} to ${f.to}. ${f.accepted} taken down and ${f.appointments} appointments, which are entered now.`,
  script: 'Say this to customers',
  scriptLines: [
    '“The system is out for the moment and we are on it. We can take your request down now and do it as soon as it is back.”',
    '“This is your receipt, with a number. Nothing has taken effect yet; we tell you the result by message or telephone.”',
    '“If you would rather not wait, I can make an appointment or show you another way.”',
  ],
  doorNotice: 'Notice for the door',
  doorTitle: 'Please note',
  doorLines: ({ kind, time }) => [
    `${kind} has been out since ${time}. Some services cannot be finished at once.`,
    'As always: questions, complaints, faults, phones for repair, accessories in stock.',
    'Taken down now, in effect later: changes of plan, data packs, payments (ask at the door).',
    'By appointment: new numbers, porting, transfers, changed numbers, SIM cards.',
    'The app, the online hall and 10086 are there, too. We are sorry for the trouble.',
  ],
  print: 'Print',
  traps: 'Two traps',
  portTrap: 'Porting: do not let customers send SQXZ. The code lives 60 minutes and would expire.',
  monthTrap:
    'Month end: a change for next month that is not entered in time costs the customer a month. Such cases are marked and entered first.',
  tiers: 'Every service now',
  cash: 'Cash',
  cashOff: 'This hall takes no cash meanwhile.',
  cashOn: ({ one, day }) =>
    `Cash up to ${one} yuan a receipt and ${day} yuan a customer and day. Cards and codes count when the acquirer confirms.`,
  cashExpected: ({ yuan }) => `${yuan} yuan should be here`,
  cashFull: 'That is the limit: count it, two of you, and put it in the safe.',
  count: 'Count it, two of you',
  counted: 'Counted, in yuan',
  countSecond: 'The second person',
  drop: 'It went to the safe',
  countDone: ({ counted, expected }) => `Counted ${counted} yuan, expected ${expected}`,
  open: 'Interruption of business',
}
