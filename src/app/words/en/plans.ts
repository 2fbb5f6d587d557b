import type { plans as zh } from '../zh/plans.ts'

import { coverage } from './coverage.ts'

export const plans: typeof zh = {
  coverage,
  title: 'Plans and drills',
  close: 'Close',
  pages: {
    backups: 'Backups',
    library: 'Plans',
    procedures: 'Procedures',
    general: 'General part',
    organisation: 'Who is who',
    floor: 'Way out',
    cards: 'Publish and print',
    drills: 'Drills',
    records: 'Records',
    improvements: 'Improvements',
    coverage: 'Coverage',
  },
  version: ({ version }) => `Version ${version}`,
  chooseHint: 'Choose a plan to see when it starts, who does what, and how it ends.',
  levels: 'Levels',
  styles: {
    loud: 'Siren and full screen',
    normal: 'Full screen, no siren',
    silent: 'Silent: one thin line, no sound, no full screen',
    'radio-silent': 'No siren, and radios off',
  },
  generalTitle: ({ version }) => `General part · version ${version}`,
  facts: (f) =>
    `Plans published ${f.published} of ${f.of}; incidents ${f.incidents || 'no data'}; drills ${f.drills || 'no data'}.`,
  purposes: {
    quick: ({ done, of }) => `Tablets that saw an alarm within 60 s: ${done} of ${of}.`,
    served: ({ done, of }) => `Cases taken down in an outage: ${done} of ${of} have come to an end.`,
    practised: ({ count }) =>
      count === 1 ? '1 drill completed within a year.' : `${count} drills completed within a year.`,
    told: ({ done, of }) => `Customers whose case has ended: ${done} of ${of} have been told.`,
    recorded: ({ done, of }) => `Incidents and drills that are over: ${done} of ${of} have been evaluated.`,
    unknown: {
      quick: 'Tablets that saw an alarm within 60 s: no data.',
      served: 'Cases taken down in an outage: no data.',
      practised: 'Drills completed within a year: no data.',
      told: 'Customers whose case has ended: no data.',
      recorded: 'Incidents and drills that are over: no data.',
    },
  },
  notPublished: 'Not published',
  published: ({ version, day, by }) => `Version ${version}, published ${day} by ${by}`,
  otherVersion: ({ here, published }) => `This tablet has version ${here}, published is version ${published}`,
  publish: ({ version }) => `Publish version ${version}`,
  phonesTitle: ({ hall }) => `${hall} · address and telephones`,
  wayOutTitle: ({ hall }) => `${hall} · Ways out`,
  printPages: 'Print all plans (A4)',
  printPockets: 'Print pocket cards (A6)',
}
