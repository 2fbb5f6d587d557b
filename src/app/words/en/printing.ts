import type { printing as zh } from '../zh/printing.ts'

export const printing: typeof zh = {
  paperOf: 'Print on',
  asked: ({ what }) => `Did ${what} come out?`,
  askedWhy: 'The tablet cannot see the printer. Please look, and tap what is so.',
  came: 'It came out',
  didNot: 'It did not',
  paperLow: 'The printer’s roll is nearly used up: have a new one ready. Without paper choose “No slip” for now.',
  faults: {
    'paper-out': 'The printer is out of paper. Put in a new roll.',
    'cover-open': 'The cover of the printer is open. Close it.',
    'printer-stopped': 'The printer has stopped. See whether paper is jammed, or switch it off and on.',
    'printer-silent': 'The printer does not answer. See whether it has power and its cable is plugged in.',
    'printer-busy': 'The printer has another slip. Wait until that is out.',
    'printer-unknown': 'The manager no longer uses this printer. Choose another one.',
    'no-server': 'The hall server is out of reach, and with it this printer. This tablet’s own print still works.',
  },
  intro:
    'Name the hall’s thermal printers here, for slips and receipts: reception and counters can then choose them, and no print window opens any more. The hall server passes slips on, to these addresses alone.',
  name: 'Name',
  nameHint: 'For example “Reception”, as it is shown where paper is chosen.',
  address: 'Address',
  addressHint: 'For example 10.2.0.9, or 10.2.0.9:9101 when the port is not 9100.',
  addressBad: 'Write an address such as 10.2.0.9 or 10.2.0.9:9100.',
  paper: 'Width of the paper',
  papers: { '58': '58 mm', '80': '80 mm' },
  add: 'Add a printer',
  remove: 'No longer used',
  none: 'There are no printers yet.',
  tryIt: 'Print a test slip',
  tryPaper: ({ name }) => `${name}: test slip`,
  tried: 'It came out.',
  triedUnsaid: 'Sent to the printer. It never answers: please look whether it came out.',
  kiosk:
    'Without a network printer a tablet uses its system’s print, and a print window opens each time. On a computer with the printer’s driver, Chrome started with --kiosk-printing opens none.',
}
