import type { connection as zh } from '../zh/connection.ts'

const changes = (count: number) => (count === 1 ? '1 change' : `${count} changes`)

export const connection: typeof zh = {
  nothingYet: {
    toCome:
      'Not all of the hall’s records have come to this tablet yet. They come by themselves while it hears the server.',
    queues: 'There are no queues yet. The manager sets up services and queues on the manager page.',
    counters: 'No counters are set up yet. Ask the manager to add them in the hall settings.',
  },
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
    upstream:
      'The hall server has no line out. Numbers and calls go on as usual; what needs the operator’s system may not work: ask whoever is in charge.',
    names:
      'The hall server finds no addresses by name. Numbers and calls go on as usual; what needs the operator’s system may not work: ask whoever is in charge.',
    operator:
      'The operator’s system does not answer. Numbers and calls go on as usual; what needs that system may not work: ask whoever is in charge.',
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
  waits: 'Events that do not count',
  waitsCount: ({ count }) => `${changes(count)}. Tell the manager: the manager’s pages say why, under “Log”.`,
  silent: 'Tablets not heard',
  silentSince: ({ tablet, at }) => `${tablet} (since ${at})`,
  storage: 'Storage',
  storageKept: 'The system has promised to keep what this tablet saves.',
  storageNotKept: 'When space runs out, the system may clear this tablet. What was sent is safe.',
  askStorage: 'Ask to keep it',
  rebuilt:
    'At this start the database was rebuilt from this tablet’s journal. What had not been sent is here; the rest comes back from the hall server.',
  otherTab: 'Another tab saves for this tablet; this page saves through it.',
  interruption: 'Interruption of business',
  openSecond: 'Show the wall on a second screen',
  openOwn: 'Show this counter on a second screen',
  openOwnNote: 'For customers: number, service, staff number, pauses',
  secondBlocked: 'The browser opened no window. Allow pop-ups for this site beside the address, and tap again.',
  /** At the foot of the wall on a desk's second screen. */
  second: {
    speak: 'Silent here',
    speakNote: 'Tap to say calls here too. Leave it silent while the hall’s wall says them.',
    hush: 'Says calls',
    hushNote: 'Tap to say no more calls here',
    noVoice: 'No voice here',
    stale: 'Calls of this desk only. Elsewhere please listen for staff',
    ownOnly: 'Own records only',
    fullScreen: 'Full screen',
    close: 'Close this screen',
  },
  carry: 'Pass on and take over',
  syncNow: 'Sync now',
  trying: 'Asking the server.',
  synced: ({ time }) => `Reached the server at ${time}.`,
  noAnswer: ({ time }) => `Tried at ${time}: the server does not answer. This tablet goes on trying.`,
}

function minutesAgo(minutes: number): string {
  return minutes < 60 ? `${minutes} min ago` : `${Math.floor(minutes / 60)} h ${minutes % 60} min ago`
}
