import type { common as zh, range as zhRange } from '../zh/common.ts'
import { list } from './list.ts'

export const range: typeof zhRange = ({ from, to }) =>
  from >= 120 ? 'over 2 h' : from === 0 ? `within ${to} min` : `${from}–${to} min`

export const common: typeof zh = {
  list,
  range,
  quotesKept: ({ quoted, percent, time }) =>
    percent === null
      ? `Waits as quoted: too few to say (${quoted} today, as of ${time})`
      : `Waits as quoted: ${percent}% (of ${quoted} today, as of ${time})`,
  emergency: 'Emergency',
  emergencyBar: 'Emergency · no sign-in needed',
  takeCase: 'Start a case',
  takeCaseNote: 'Form, steps, receipt',
  product: 'StayOpen 不打烊',
  yes: 'Yes',
  no: 'No',
  done: 'Done',
  save: 'Save',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  next: 'Next',
  undo: 'Undo',
  retry: 'Try again',
  more: 'More',
  erase: 'Erase one',
  enter: 'Enter',
  search: 'Find',
  lessOf: ({ label }) => `${label}: less`,
  moreOf: ({ label }) => `${label}: more`,
  sentences: (all) => all.join(' '),
  labelled: ({ label, text }) => `${label}: ${text}`,
  noted: ({ text, note }) => `${text} (${note})`,
  semicolon: '; ',
  optional: 'optional',
  loading: 'Loading…',
  working: 'Working…',
  longPress: ({ label }) => `${label} (hold for 1.5 s)`,
  keepPressing: 'Keep holding…',
  pressedTooShort: 'Too short: hold for 1.5 s',
  undoWithin: ({ seconds }) => `Undo within ${seconds} s`,
  language: 'Language',
  languages: { 'zh-CN': '中文', en: 'English' },
  theme: 'Screen brightness',
  themes: { auto: 'Same as system', light: 'Light', dark: 'Dark', glare: 'Strong sun' },
  minutes: ({ minutes }) => `${minutes} min`,
  alsoAway: ({ count }) => `${count} more away`,
  people: ({ count }) => (count === 1 ? '1 person' : `${count} people`),
  counterName: ({ counter }) => `Counter ${counter}`,
  placeInHall: ({ place, hall }) => `${place} · ${hall}`,
  used: ({ used, total }) => `${used} of ${total} used`,
  places: { reception: 'Reception', counter: 'Counter', backoffice: 'Back office', wall: 'Wall', manager: 'Manager' },
}
