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
  revoked: 'Tablet revoked',
  starting: 'Opening',
  cannotSave: 'Tablet cannot save',
  noRoom: 'Tablet is full',
  lockRefused: 'Browser refuses to save',
  notPaired: 'Not paired',
  explain: {
    connected: 'Everything on this tablet is saved on the hall server.',
    sending: 'Everything is saved on this tablet and is being sent now.',
    byPages:
      'Everything is saved on the hall server, but what happens does not come by itself: this tablet asks for it every 2 seconds. Tell the manager: a proxy must pass on what it gets at once (no response buffering).',
    asking: 'Asking for the hall server. Go on as usual: everything is saved on this tablet.',
    offline:
      'The network is down. Go on as usual: everything is saved on this tablet and is sent when the network is back.',
    serverLost:
      'The hall server does not answer. Go on as usual: everything is saved on this tablet and is sent when it is back.',
    clockUnsure:
      'This clock was never compared with the hall server’s. The order stays right; it is set when the server answers.',
    linesLost:
      'The storage of this tablet is damaged, and some events cannot be read (see “Missing”). Everything else is here and is sent; go on as usual. Tell the manager, and take another tablet.',
    linesRefused:
      'The server does not take some events of this tablet (see “Missing”); they are still here. Everything else is sent; go on as usual. Tell the manager.',
    papersRefused: 'The papers are still here and are sent again. Tell the manager: a proxy has to let 2 MB pass.',
    revoked:
      'A manager has revoked this tablet: nothing that is done here counts, and nobody signs in. Take another tablet, and tell the manager. What was not sent is still saved here.',
    starting: 'Reading what this tablet knows.',
    noRoom:
      'This tablet has no room left and saves nothing new now; what was saved is safe. Delete photos or apps that nobody needs and it goes on by itself. Do not clear the data of this site.',
    cannotSave: 'This tablet cannot save anything now. Open it again; if that does not help, take another tablet.',
    lockRefused:
      'The browser does not give this page the right to write: the tablet saves nothing now and does not sync. Update the browser and open StayOpen in an ordinary window; if that does not help, take another tablet.',
    notPaired: 'This tablet does not belong to a hall yet.',
  },
  unsent: 'Not sent yet',
  oldestUnsent: 'Oldest',
  lastContact: 'Last contact',
  never: 'No contact yet',
  nothingUnsent: 'Nothing is waiting to be sent.',
  ago: ({ seconds }) =>
    seconds < 60 ? `${Math.max(0, Math.floor(seconds))} s ago` : minutesAgo(Math.floor(seconds / 60)),
  events: ({ count }) => changes(count),
  unsentPapers: 'Papers not uploaded',
  papers: ({ count }) => (count === 1 ? '1 paper' : `${count} papers`),
  behind: 'Still to come',
  missing: 'Missing',
  missingFrom: ({ tablet, from, to, seen }) =>
    `${from === to ? `${tablet} is missing event ${from}` : `${tablet} is missing events ${from}–${to}`}${seen}`,
  seenLine: ({ label, at }) => [label, at].filter(Boolean).join(' '),
  seenLines: ({ named, more }) => (named.length === 0 ? '' : ` (${list(named)}${more > 0 ? ` and ${more} more` : ''})`),
  waits: 'Events that do not count',
  waitsCount: ({ count }) => `${changes(count)}. Tell the manager: the manager’s pages say why, under “Log”.`,
  silent: 'Tablets not heard',
  silentSince: ({ tablet, at }) => `${tablet} (since ${at})`,
  unknownTablet: 'An unknown tablet',
  storage: 'Storage',
  storageKept: 'The system has promised to keep what this tablet saves.',
  storageNotKept: 'When space runs out, the system may clear this tablet. What was sent is safe.',
  askStorage: 'Ask to keep it',
  rebuilt:
    'At this start the database was rebuilt from this tablet’s journal. What had not been sent is here; the rest comes back from the hall server.',
  otherTab: 'Another tab saves for this tablet; this page saves through it.',
  interruption: 'Interruption of business',
  interrupted: ({ minutes }) => `Out ${minutes} min`,
  carry: 'Pass on and take over',
  syncNow: 'Sync now',
  version: ({ version }) => `Version ${version}`,
  updateReady: 'A new version is ready.',
  updateNow: 'Update',
  updateLater: 'Later',
  updateWaits: 'A new version is ready. Finish what you are doing first.',
}

function minutesAgo(minutes: number): string {
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`
}
