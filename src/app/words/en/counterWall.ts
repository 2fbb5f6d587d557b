import type { counterWall as zh } from '../zh/counterWall.ts'

export const counterWall: typeof zh = {
  counter: ({ counter }) => `Counter ${counter}`,
  comeHere: 'Please come here',
  serving: 'Being served',
  free: 'Waiting for the next call',
  paused: ({ reason }) => (reason ? `Not serving now: ${reason}` : 'Not serving now'),
  serves: ({ who }) => `Staff ${who}`,
  closed: 'Not open',
  elsewhere: 'Please look at the screen of the hall for another counter.',
  does: ({ queues }) => `Here: ${queues}`,
}
