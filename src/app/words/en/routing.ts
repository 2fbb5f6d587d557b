import type { routing as zh } from '../zh/routing.ts'

export const routing: typeof zh = {
  stars: {
    intro:
      'Off by default. With levels written down, the door can choose one with a number; when the ratio allows, a star customer is called first. Priority for care and whoever has waited too long always go before them.',
    none: 'There are no star levels: everybody is called in turn.',
    level: 'Level',
    add: 'Add a level',
    remove: 'Remove this level',
    every: 'Ratio of star customers',
    everyHint: 'While others wait, at most one call in this many is a star customer’s.',
    delay: 'Others wait longer by at most',
    delayHint:
      'Because star customers go first, nobody else waits longer than this in all; from then on everybody is called in turn.',
  },
  appointments: {
    intro: 'Door and back office make appointments; a case whose form gives a day has one as soon as it is taken.',
    perSlot: { name: 'Customers for each time', hint: 'So many of one queue at one time; 0: none are made by hand.' },
    slotMinutes: { name: 'Time between two', hint: 'From the hour on at which numbers are given.' },
    earlyMinutes: { name: 'Early by at most', hint: 'Whoever is earlier comes back then or takes an ordinary number.' },
    lateMinutes: { name: 'Late by at most', hint: 'Later they stand in the ordinary line, as of the time they had.' },
    noShowMinutes: {
      name: 'Has not come after',
      hint: 'Then the appointment is over; who comes later takes an ordinary number.',
    },
  },
  skills: {
    intro:
      'Without a tick this counter or this person does not do the service and is not given its customers. A new service or a new colleague of whom nothing is set down counts as able.',
    setAt: ({ at }) => `What was saved at ${at} is in use; a tablet that is cut off goes by what it heard last.`,
    neverSet: 'Nothing is set down: every counter and everybody does all services of the counter’s queues.',
    noServices: 'There are no services yet. Add them under “Services”.',
    counters: 'Counters',
    people: 'People',
    spare: 'Keep specialists for what few can do',
    spareHint:
      'What at most half of the counters can do is special. Those who can call such customers first, and leave what everybody can do to the others for so long; 0: they do not.',
  },
}
