import type { cached as zh } from '../zh/cached.ts'

export const cached: typeof zh = {
  title: 'Whose data may be on it',
  about:
    'Cases worked on at this tablet: sealed copies may still be on it. Older ended cases stand in the log. What a back office or manager only opened to read is not on the list.',
  none: 'No case was worked on here.',
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
  service: 'Case',
  begun: 'Begun',
  receipt: 'Receipt',
  what: 'Holds',
}
