import type { improvements as chinese } from '../zh/improvements.ts'

/** @module Improvements: what is to be better next time, who sees to it, whether it helped. Loaded with its pages. */
export const improvements: typeof chinese = {
  title: 'Improvements',
  hint: 'What was found wanting in an incident, a drill or a complaint: who sees to it, until when, and a second person who looks whether it helps.',
  none: 'There are no items of improvement yet.',
  noneOf: 'Nothing has come out of this yet.',
  add: 'Open an item of improvement',
  what: 'What is to be better',
  owner: 'Who sees to it',
  due: 'By which day',
  save: 'Save the item',
  states: { open: 'To do', overdue: 'Overdue', 'to-check': 'To be checked', closed: 'It helps' },
  to: ({ name, due }) => `${name}, by ${due}`,
  opened: ({ name, when }) => `Opened by ${name}, ${when}`,
  from: ({ source }) => `From: ${source}`,
  sources: { complaint: 'a complaint', gone: 'an earlier record' },
  done: ({ name, when, evidence }) => `Done by ${name}, ${when}: ${evidence}`,
  helped: ({ name, when }) => `${name} looked, ${when}: it helps`,
  didNotHelp: ({ name, when, note }) => `${name} looked, ${when}: it does not help. ${note}`,
  doIt: 'It is done',
  evidence: 'What was done, and how one sees it',
  checkIt: 'Look whether it helps',
  helps: 'It helps',
  doesNotHelp: 'It does not help',
  note: 'What was to be seen',
  overdueTitle: 'Improvements are overdue',
  overdue: ({ count }) =>
    count === 1 ? 'One item is past its day and not done:' : `${count} items are past their day and not done:`,
  look: 'Look at them',
}
