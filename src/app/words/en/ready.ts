import type { ready as zh } from '../zh/ready.ts'

export const ready: typeof zh = {
  title: 'Readiness',
  score: ({ score }) => `Readiness ${score}`,
  of: 'of 100',
  all: 'Everything is prepared.',
  hint: 'What has to be prepared before something happens. The button leads to the place.',
  missing: ({ count }) => (count === 1 ? '1 thing is missing' : `${count} things are missing`),
  met: 'Seen to',
  points: ({ points }) => (points === 1 ? '1 point' : `${points} points`),
  notice: ({ score, count }) =>
    count === 0
      ? `Readiness ${score} of 100: everything is there.`
      : `Readiness ${score} of 100: ${count === 1 ? '1 thing is' : `${count} things are`} missing.`,
  look: 'See what is missing',
  items: {
    exits: {
      missing: () => 'Nobody has said what the exit is called: announcements and checklists can only say “the exit”.',
      met: 'Exit',
      go: 'Name the exit',
    },
    assembly: {
      missing: () => 'There is no assembly point: nobody knows where heads are counted.',
      met: 'Assembly point',
      go: 'Name the assembly point',
    },
    address: {
      missing: () => 'The hall’s address is missing: whoever dials 119, 110 or 120 reads it aloud.',
      met: 'Address',
      go: 'Fill in the address',
    },
    'own-phone': {
      missing: () => 'The hall’s telephone is missing: it is left with whoever is called.',
      met: 'Telephone',
      go: 'Fill in the telephone',
    },
    phones: {
      missing: ({ left }) =>
        `Of the building’s, police’s and hospital’s telephones ${left} ${left === 1 ? 'is' : 'are'} missing.`,
      met: 'Telephones of building, police and hospital',
      go: 'Fill in the telephones',
    },
    'plan-words': {
      missing: ({ left }) =>
        `${left === 1 ? '1 place or number' : `${left} places and numbers`} that plans speak of ${left === 1 ? 'is' : 'are'} missing; such plans cannot be published.`,
      met: 'Places and numbers in plans',
      go: 'Fill them in',
    },
    published: {
      missing: ({ left }) => (left === 1 ? '1 plan is not published.' : `${left} plans are not published.`),
      met: 'Every plan is published',
      go: 'Publish',
    },
    'floor-plan': {
      missing: () => 'There is no floor plan: no tablet knows the way out.',
      met: 'Floor plan',
      go: 'Draw it',
    },
    stands: {
      missing: ({ left }) =>
        left === 1
          ? 'Of 1 tablet nobody has said where it stands: it shows no way.'
          : `Of ${left} tablets nobody has said where they stand: they show no way.`,
      met: 'Every tablet is on the floor plan',
      go: 'Say where',
    },
    'two-managers': {
      missing: () => 'There are not two managers: with one, a forgotten PIN locks the settings.',
      met: 'Two managers or more',
      go: 'Add a manager',
    },
    staff: { missing: () => 'Nobody of the front desk is on the list.', met: 'Front desk', go: 'Add staff' },
    'own-pins': {
      missing: ({ left }) =>
        `${left === 1 ? '1 person has' : `${left} people have`} no PIN of their own yet: none, or the one a manager gave. Ask them to sign in once.`,
      met: 'Everybody has a PIN of their own',
      go: 'See the list',
    },
    'staff-phones': {
      missing: ({ left }) =>
        `${left === 1 ? '1 person has' : `${left} people have`} no telephone: nobody reaches them when the hall is closed.`,
      met: 'Telephones of the staff',
      go: 'Fill in telephones',
    },
    places: {
      missing: ({ left }) => `Of reception, counter and wall ${left} ${left === 1 ? 'has' : 'have'} no tablet.`,
      met: 'Tablets for reception, counter and wall',
      go: 'Add a tablet',
    },
    sheet: {
      missing: () => 'The recovery sheet was not kept: nothing helps when no manager can sign in.',
      met: 'Recovery sheet',
      go: 'See what to do',
    },
    'fire-drill': {
      missing: () => 'No fire drill was completed within half a year.',
      met: 'A fire drill within half a year',
      go: 'Plan a drill',
    },
    rescue: {
      missing: () => 'The floor plan shows no extinguisher or no AED: nobody knows where they are.',
      met: 'Extinguishers and AED on the floor plan',
      go: 'Draw them',
    },
    backups: {
      missing: () => 'No backup equipment or place was tried within a month: nobody knows where business moves to.',
      met: 'A backup tried within a month',
      go: 'See backups',
    },
    heard: {
      missing: ({ left }) => `${left === 1 ? '1 tablet was' : `${left} tablets were`} not heard for a day.`,
      met: 'Every tablet heard within a day',
      go: 'See tablets',
    },
    charged: {
      missing: ({ left }) =>
        `${left === 1 ? '1 tablet is' : `${left} tablets are`} below 80 % of charge and not on the mains.`,
      met: 'Tablets charged',
      go: 'See tablets',
    },
    'same-plans': {
      missing: ({ left }) =>
        `${left === 1 ? '1 tablet runs' : `${left} tablets run`} another version than this one: its plans may differ.`,
      met: 'The same plans on every tablet',
      go: 'See tablets',
    },
  },
}
