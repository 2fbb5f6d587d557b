import type { reports as zh } from '../zh/reports.ts'

const checked = ({ value, verified }: { readonly value: number; readonly verified: boolean }) =>
  `${value} (${verified ? 'verified' : 'to be verified'})`

export const reports: typeof zh = {
  kinds: { first: 'First report', 'follow-up': 'Follow-up', final: 'Final report' },
  title: ({ kind, hall }) => `${hall}: report of an emergency (${kind})`,
  drillTitle: '[DRILL] This report belongs to a drill. Nothing real has happened.',
  due: ({ kind, time }) => `${kind} is due by ${time}.`,
  late: ({ kind, time }) => `${kind} was due at ${time}: send it now.`,
  noTime: ({ kind }) => `${kind} has no fixed time.`,
  complete: 'The final report has gone out: everything is reported.',
  call: ({ minutes }) =>
    minutes === 0
      ? 'Telephone the company’s safety department at once.'
      : `Telephone the company’s safety department within ${minutes} minutes.`,
  later:
    'Changes in casualties are reported within 30 days, of fires within 7. Only manager and company speak outside.',
  figuresTitle: 'Figures',
  figures: {
    dead: 'Dead',
    'badly-hurt': 'Badly hurt',
    'slightly-hurt': 'Slightly hurt',
    missing: 'Missing',
    trapped: 'Trapped',
    evacuated: 'Evacuated',
    customers: 'Customers here (open tickets)',
    cases: 'Cases concerned',
    loss: 'Loss (yuan)',
  },
  verified: 'Verified',
  told: 'Note it',
  fieldsTitle: 'Text',
  filled: ({ auto, of }) => `${auto} of ${of} are filled in; please add the others.`,
  fields: {
    unit: 'Reported by (hall)',
    reporter: 'Who, and telephone',
    received: 'Received',
    type: 'Kind and level',
    happened: 'Happened at',
    place: 'Place',
    course: 'What happened (80 characters)',
    people: 'People',
    impact: 'Extent and services stopped',
    loss: 'Loss so far',
    measures: 'Done so far',
    leaders: 'In charge on the spot',
    trend: 'How it may go on',
    needs: 'Help needed',
    next: 'Next report',
    'cause-direct': 'Direct cause',
    'cause-indirect': 'Indirect cause',
    'cause-root': 'Root cause',
    result: 'How it was handled',
    responsibility: 'Responsibility and praise',
    corrections: 'Corrections (who, until when, checked how)',
    annexes: 'Annexes',
    issuer: 'Signed by',
  },
  onlyChanged: 'A follow-up says only what changed.',
  nothingChanged: 'Nothing has changed since the last report.',
  issue: ({ kind }) => `Sign: ${kind}`,
  issued: ({ kind, number, time }) => `${time} ${kind} ${number}`,
  none: 'No report has gone out yet.',
  copy: 'Copy the text',
  copied: 'Copied.',
  print: 'Print or save as PDF',
  word: 'Export for Word',
  number: 'Number',
  moments: 'Timeline',
  time: 'Time',
  what: 'What',
  signature: 'Signed:              Checked:              Written:',
  text: {
    type: ({ plan, level }) => `${plan}, ${level}`,
    course: ({ time, plan, done, of }) => `${time} plan ${plan} was started; ${done} of ${of} steps are done.`,
    people: (f) =>
      [
        f.nobodyNoted && !f.dead && !f.badly && !f.slightly && 'no casualties noted so far',
        f.dead && `dead ${checked(f.dead)}`,
        f.badly && `badly hurt ${checked(f.badly)}`,
        f.slightly && `slightly hurt ${checked(f.slightly)}`,
        f.missing && `missing ${checked(f.missing)}`,
        f.trapped && `trapped ${checked(f.trapped)}`,
        f.evacuated && `evacuated ${checked(f.evacuated)}`,
      ]
        .filter(Boolean)
        .join(', '),
    impact: ({ customers, cases, stopped }) =>
      [
        customers && `customers here ${checked(customers)}`,
        cases && `cases concerned ${checked(cases)}`,
        stopped || 'no interruption of services is noted',
      ]
        .filter(Boolean)
        .join(', '),
    stopped: ({ from }) => `services interrupted since ${from}`,
    loss: (loss) => `about ${checked(loss)} yuan`,
    lossUnknown: 'to be verified',
    measure: ({ time, text }) => `${time} ${text}`,
    noMeasure: 'nothing noted so far',
    next: ({ time }) => `by ${time}`,
    nextAtEnd: 'when it is over',
    result: (f) =>
      `★ in time ${f.stars}; seen within 60 s ${f.seen}; called after ${f.called}; evacuated after ${f.evacuated}; missing ${f.missing}; lasted ${f.lasted}`,
    noData: 'no data',
  },
  records: 'Records',
  recordsHint: 'The record of every incident and drill. It is only ever added to.',
  noRecords: 'No incident and no drill yet.',
  open: 'under way',
  past: 'Over long ago: read from the lines on this tablet, to be looked at and no longer changed.',
  notHere: 'The lines of this record are not on this tablet. Look for it on another one.',
  indicators: 'Figures',
}
