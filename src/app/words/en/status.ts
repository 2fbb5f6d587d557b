import type { status as zh } from '../zh/status.ts'

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const status: typeof zh = {
  title: 'Connection',
  connected: 'Connected',
  sending: ({ count }) => `Connected · sending ${changes(count)}`,
  offline: 'Offline, tablet works',
  offlineUnsent: ({ count, oldest }) => `Offline, tablet works (${changes(count)} unsent, oldest ${oldest})`,
  serverLost: 'Hall server lost',
  serverLostUnsent: ({ count, oldest }) => `Hall server lost (${changes(count)} unsent, oldest ${oldest})`,
  clockUnsure: 'Clock not set',
  revoked: 'Tablet revoked',
  starting: 'Opening',
  explain: {
    connected: 'Everything on this tablet is saved on the hall server.',
    sending: 'Everything is saved on this tablet and is being sent now.',
    offline:
      'The network is down. Go on as usual: everything is saved on this tablet and is sent when the network is back.',
    serverLost:
      'The hall server does not answer. Go on as usual: everything is saved on this tablet and is sent when it is back.',
    clockUnsure:
      'This clock and the hall server’s differ a lot. The order stays right; set the clock in the system settings.',
    revoked: 'A manager has revoked this tablet. What was not sent is still saved here; ask the manager.',
    starting: 'Reading what this tablet knows.',
  },
  unsent: 'Not sent yet',
  oldestUnsent: 'Oldest',
  lastContact: 'Last contact',
  never: 'No contact yet',
  nothingUnsent: 'Nothing is waiting to be sent.',
}
