import type { plans as zh } from '../zh/plans.ts'

export const plans: typeof zh = {
  title: 'Plans and drills',
  emergency: 'Emergency',
  close: 'Close',
  pages: { library: 'Plans', floor: 'Way out', records: 'Records' },
  version: ({ version }) => `Version ${version}`,
  chooseHint: 'Choose a plan to see when it starts, who does what, and how it ends.',
  levels: 'Levels',
  styles: {
    loud: 'Siren and full screen',
    normal: 'Full screen, no siren',
    silent: 'Silent: one thin line, no sound, no full screen',
    'radio-silent': 'No siren, and radios off',
  },
}
