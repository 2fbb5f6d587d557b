import type { outages as zh } from '../zh/outages.ts'

export const outages: typeof zh = {
  layers: { hall: 'Hall server', upstream: 'The line out', names: 'Names of addresses', operator: 'Operator’s system' },
  notProbed: 'No address set, not probed',
  notYet: 'Not probed yet',
  reached: ({ ago }) => `Reached · ${ago}`,
  failed: ({ ago }) => `No answer · ${ago}`,
  suspected: {
    operator: 'The operator’s system has not answered three times; the line out works.',
    upstream: 'The line out does not answer; the operator’s system may be out of reach with it.',
    hall: 'The hall server was not heard three times: the hall’s own network or the server may be down.',
  },
  manyFaults: ({ count }) =>
    `${count} customers came with a fault within 15 minutes: it may be one fault of the network.`,
  notice: 'Outage?',
  suggest: ({ plan }) => `“${plan}” may be the plan to start. You decide; nothing starts by itself.`,
  start: ({ plan }) => `Start “${plan}”`,
  notNow: 'Not now (ask again in 15 min)',
  suggestion: 'Suggestion about an outage',
  forecast: 'Crowd ahead',
  inOneLine: ({ sentences }) => sentences.join(' '),
  byHand: ({ perHour, counters, minutes }) =>
    `With ${perHour} customers an hour as of late, ${counters} counters and about ${minutes} min each by hand:`,
  passes: ({ limits }) => `more will wait than ${limits}.`,
  limitNow: ({ limit }) => `${limit} (now)`,
  limitIn: ({ limit, minutes }) => `${limit} (in about ${minutes} min)`,
  prepare: ({ needed, more }) =>
    `To call four of five within ten minutes it takes ${needed} counters (${more} more). Prepare the plan “Crowding” now.`,
  enough: ({ minutes }) => `The open counters are enough: about ${minutes} min on average.`,
  grows: ({ needed }) =>
    `More come than can be served, and the wait grows and grows; ${needed} counters would call four of five within ten minutes.`,
  slow: ({ minutes, needed }) =>
    `The line settles at about ${minutes} min; to call four of five within ten minutes it takes ${needed} counters.`,
  nothing: 'Nobody has taken a number in the last two hours: there is nothing to go by.',
  upstreamAddress: 'Address behind the line out',
  operatorAddress: 'Address of the operator’s system',
  addressHint: 'Such as https://boss.example.cn/ or 10.2.0.8:443. Empty: not probed.',
  addressBad: 'Write https://host/ or host:port.',
  addressOwn: 'This is the server itself and says nothing of the line outside. Write an address outside.',
  probesIntro:
    'The hall server tries these two addresses now and then, only to see whether they answer. After three failures something is suggested to the person in charge; numbers taken meanwhile are marked as to be checked where that system has a say.',
  overflow: {
    title: 'A queue is too long',
    open: ({ queue, counter }) => `${queue}: open counter ${counter}`,
    resume: ({ queue, counter }) => `${queue}: let counter ${counter} go on calling`,
    none: ({ queue }) => `${queue}: all its counters are open; tell customers about how long it takes`,
    how: ({ waiting, each, minutes }) => `${waiting} waiting, ${each} for each counter, longest ${minutes} min`,
    noCounter: ({ waiting, minutes }) => `${waiting} waiting, no counter serves it, longest ${minutes} min`,
    seen: 'I know',
    look: 'See what helps',
  },
}
