import type { locks as zh } from '../zh/locks.ts'

export const locks: typeof zh = {
  choosePin: 'Choose a PIN of your own',
  pinIsGiven: ({ name, at }) => `${name} chose your PIN (${at}) and knows it. Change it to one that only you know.`,
  choosePinWhy: 'Work goes on once you have. In an emergency press the red button below; it waits for nothing.',
  lockInstead: 'Lock for now',
}
