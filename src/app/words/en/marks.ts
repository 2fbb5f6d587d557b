import type { marks as zh } from '../zh/marks.ts'

export const marks: typeof zh = {
  appointed: ({ time }) => `Appointment at ${time}: called first from then on`,
  allowed: 'Given by a manager outside the hours or for a stopped service',
  addService: 'Add another service',
  addTitle: ({ label }) => `Another service for ${label}`,
  addHint:
    'Done under the same number: at once where the counter can, else at others as of the time of the number, without a new wait.',
  atCounter: 'Another service',
  atCounterNote: 'Under the same number',
  thenServices: ({ services }) => `Then ${services}`,
  toCheck: 'To be checked',
  toCheckHint: 'the number is given, a counter checks',
  askCheck: 'Mark as to be checked',
  toWave: 'Wave when called',
  toWaveHint: 'the customer may not hear the call: staff wave',
  askWaving: 'Hears badly: wave when called',
  noWaving: 'No need to wave',
  waveNow: 'The customer may not hear the call. Please stand up and wave.',
  lookAtIt: 'The door has not seen all papers or what a system knows. Please check first.',
  checked: 'Checked, in order',
}
