import type { printing as zh } from '../zh/printing.ts'

export const printing: typeof zh = {
  paperOf: 'Print on',
  asked: ({ what }) => `Did ${what} come out?`,
  askedWhy: 'The tablet cannot see the printer. Please look, and tap what is so.',
  came: 'It came out',
  didNot: 'It did not',
  asPicture: 'As a picture',
  pictureOf: ({ what }) => `${what}: picture`,
  pictureHow: 'Where nothing prints, the customer photographs the screen, or has it sent to their telephone.',
  pictureShare: 'Send the picture',
  pictureSave: 'Save the picture',
  pictureSaved:
    'The picture is among the downloads of this tablet. Once the customer has it, delete it from the tablet.',
  pictureFailed: 'This tablet draws no picture. Write the number down for the customer.',
  paperLow: 'The printer’s roll is nearly used up: have a new one ready. Without paper choose “No slip” for now.',
  faults: {
    'paper-out': 'The printer is out of paper. Put in a new roll.',
    'cover-open': 'The cover of the printer is open. Close it.',
    'printer-stopped': 'The printer has stopped. See whether paper is jammed, or switch it off and on.',
    'printer-silent': 'The printer does not answer. See whether it has power and its cable is plugged in.',
    'printer-busy': 'The printer has another slip. Wait until that is out.',
    'printer-unknown': 'The manager no longer uses this printer. Choose another one.',
    'server-unreachable':
      'The hall server is out of reach, and with it this printer. This tablet’s own print still works.',
    'not-our-server':
      'Something other than the hall server has answered, so this printer is out of reach. Check that this tablet is on the hall’s network; its own print still works.',
    'server-busy': 'The hall server has too much to do just now and has not printed. Try again shortly.',
    'server-failed':
      'Something went wrong on the hall server, and nothing was printed. That says nothing about the printer. Try again, or use this tablet’s own print.',
    'not-drawn':
      'This tablet cannot draw what is to be printed, and nothing went to the printer. Open this page again, then try once more.',
  },
  own: {
    titles: { usb: 'This tablet’s USB printer', bluetooth: 'This tablet’s Bluetooth printer' },
    how: {
      usb: 'Plug the thermal printer into this tablet, switch it on, tap “Choose the printer” and choose it in the browser’s window. On Windows its driver has to be WinUSB.',
      bluetooth:
        'Switch on Bluetooth on the thermal printer and the tablet, keep them together, tap “Choose the printer” and choose it by its name in the browser’s window.',
    },
    choose: 'Choose the printer',
    use: 'Use this one',
    now: ({ name }) => `Chosen: ${name}`,
    noName: 'a printer without a name',
    faults: {
      held: 'The system’s driver or another program holds this printer. On Windows make its driver WinUSB (with Zadig), or use a printer of the hall or this tablet’s own print.',
      strange: 'This is no thermal printer that can be used. Choose another one.',
      again:
        'The tablet cannot find the printer that was chosen. See whether it has power and is connected, and choose it again.',
      gone: {
        usb: 'The USB printer does not answer. See whether it has power and its cable is plugged in.',
        bluetooth:
          'The Bluetooth printer does not answer. See whether it has power, is close by, and is not held by another tablet.',
      },
    },
  },
  intro:
    'Name the hall’s thermal printers here, for slips and receipts: reception and counters can then choose them, and no print window opens any more. The hall server passes slips on, to these addresses alone.',
  name: 'Name',
  nameHint: 'For example “Reception”, as it is shown where paper is chosen.',
  address: 'Address',
  addressHint: 'For example 10.2.0.9, or 10.2.0.9:9101 when the port is not 9100.',
  addressBad: 'Write an address such as 10.2.0.9 or 10.2.0.9:9100.',
  paper: 'Width of the paper',
  papers: { usb: 'USB', bluetooth: 'Bluetooth', '58': '58 mm', '80': '80 mm' },
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
