import type { problems as zh } from '../zh/problems.ts'

export const problems: typeof zh = {
  screenBroke: 'Something on this page went wrong.',
  savedIsSafe:
    'What was saved is safe on this tablet. Open it again; if that does not help, take another tablet and tell technical support.',
  openAgain: 'Open again',
  goOn: 'Go on for now',
  detail: ({ detail }) => `For technical support: ${detail}`,
}
