import type { status as zh } from '../zh/status.ts'
import { list } from './list.ts'

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const status: typeof zh = {
  title: 'Connection',
  connected: 'Connected',
  sending: ({ count }) => `Connected · sending ${changes(count)}`,
  byPages: 'Connected, a little late',
  asking: 'Connecting',
  offline: 'Offline, tablet works',
  offlineUnsent: ({ count, oldest }) => `Offline, tablet works (${changes(count)} unsent, oldest ${oldest})`,
  serverLost: 'Hall server lost',
  serverLostUnsent: ({ count, oldest }) => `Hall server lost (${changes(count)} unsent, oldest ${oldest})`,
  clockUnsure: 'Clock not set',
  linesLost: 'Some events cannot be read',
  linesRefused: 'Server refused some events',
  papersRefused: ({ count }) => (count === 1 ? '1 paper not taken' : `${count} papers not taken`),
  upstream: 'No line out',
  names: 'Names not found',
  operator: 'Operator not reached',
  revoked: 'Tablet revoked',
  revokedWhat:
    'A manager has revoked this tablet: nothing that is done here counts, and nobody signs in. Take another tablet, and tell the manager. What was not sent is still saved here.',
  starting: 'Opening',
  cannotSave: 'Tablet cannot save',
  noRoom: 'Tablet is full',
  lockRefused: 'Browser refuses to save',
  notPaired: 'Not paired',
  missingFrom: ({ tablet, from, to, seen }) =>
    `${from === to ? `${tablet} is missing event ${from}` : `${tablet} is missing events ${from}–${to}`}${seen}`,
  seenLine: ({ label, at }) => [label, at].filter(Boolean).join(' '),
  seenLines: ({ named, more }) => (named.length === 0 ? '' : ` (${list(named)}${more > 0 ? ` and ${more} more` : ''})`),
  unknownTablet: 'An unknown tablet',
  interrupted: ({ minutes }) => `Out ${minutes} min`,
  version: ({ version }) => `Version ${version}`,
  updateReady: 'A new version is ready.',
  updateNow: 'Update',
  updateLater: 'Later',
  updateWaits: 'A new version is ready. Finish what you are doing first.',
}
