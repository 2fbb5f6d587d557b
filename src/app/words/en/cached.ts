import type { cached as zh } from '../zh/cached.ts'

export const cached: typeof zh = {
  title: 'Whose data may be on it',
  about:
    'Cases worked on at this tablet: sealed copies may still be on it. Older ended cases stand in the log. What a back office or manager only opened to read is not on the list.',
  none: 'No case was worked on here.',
  unfinished: 'perhaps an unfinished form',
  howManyUnfinished: ({ count }) =>
    `${count} of them ${count === 1 ? 'is' : 'are'} not handed in: what was typed so far may be on that tablet, too.`,
  visitors: ({ count }) => `Names or telephones that ${count} customers left at the door may lie on it, too, sealed.`,
  sealed: ({ papers }) => `${papers} sealed`,
  holds: {
    name: 'name',
    phone: 'telephone',
    'id-number': 'identity number',
    address: 'address',
    image: 'picture',
    sim: 'SIM',
    money: 'amount',
    signature: 'signature',
    'free-text': 'text',
    choice: 'choice',
  },
  receipt: 'Receipt',
  what: 'Holds',
  look: 'Number and case',
  close: 'Put away',
  noForm: 'Never handed in: the customer’s number is on that tablet alone.',
  noPhone: 'The form has no telephone number.',
  told: 'Told',
  tickedHere: '“Told” is noted on this tablet alone: tick them all on the same one.',
}
