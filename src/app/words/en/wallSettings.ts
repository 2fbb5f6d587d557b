/** @module What a manager sets of the walls: what stands where, what they say, and how loudly. */
import type { WallSettingWords } from '../zh/wallSettings.ts'

export const wallSettings: WallSettingWords = {
  layout: 'What stands where on the wall',
  ways: { landscape: 'Lying', portrait: 'Upright' },
  layouts: { landscape: 'A wall that lies', portrait: 'An upright wall' },
  zones: {
    call: 'The call',
    recent: 'Recent calls',
    queues: 'Who waits for what',
    posters: 'Pictures of notices',
    counters: 'Paused counters',
    notice: 'Notices',
  },
  areas: { big: 'Main part', side: 'Side', foot: 'Foot', hidden: 'Not shown' },
  moveUp: ({ zone }) => `${zone}: further to the front`,
  bar: 'Name of the hall',
  preview: {
    landscape: 'What a lying wall looks like once this is saved.',
    portrait: 'What an upright wall looks like once this is saved.',
  },
  overlay: 'A new call fills the whole wall first',
  overlayHint: '0: it never does. Where pictures of notices stand anywhere on the wall, for 6 at least.',
  seconds: 's',
  wording: 'How a call is said',
  wordingHint:
    'Empty: in the app’s own words. Otherwise the walls show and say it so; who goes on at another counter, and the short form when many are called, stay as they are.',
  sentence: { zh: 'In Chinese', en: 'In English' },
  sentenceHint: { zh: 'e.g. 请{号码}号到{窗口}号窗口', en: 'e.g. Number {number}, counter {counter} please' },
  sentenceBad: { zh: 'It needs {号码} and {窗口}, each once.', en: 'It needs {number} and {counter}, each once.' },
  recorded: 'All of it is recorded, and is said so.',
  unrecorded: ({ words }) =>
    `There is no recording of “${words}”: the screen’s own voice says it; a screen without one says the app’s sentence, and shows yours.`,
  screens: 'What each screen shows',
  screensHint:
    'For a screen that stands at a counter choose that counter: it shows its number and state alone and is silent. Others show the whole hall, and never who serves.',
  badge: 'Who serves, on the screens of counters',
  badges: { none: 'Not shown', number: 'Staff number', name: 'Staff number and name' },
  near: ({ name }) => `${name}: says only the calls of`,
  nearHint:
    'In a divided hall each wall says the calls of its own part; with none chosen, all. Alarms are said on every wall.',
  nearOnly: 'Show only the calls of these counters, too',
  waysFrom: 'Where counters are, wall by wall',
  waysHint:
    'Set it here for a wall that hangs elsewhere, where arrows have to point another way. What is not set here points as set for all walls under Counters.',
  waysOf: 'For which wall',
  wayAsOthers: 'As others',
  phone: 'Telephone of the manager, while a wall is cut off',
  phoneHint:
    'Shown with the request to listen to the staff. Empty: none. Everybody reads it: use the hall’s own telephone.',
  phoneBad: 'Digits, spaces, dashes, brackets and plus only.',
  wholeHall: 'The whole hall',
  volume: 'Volume of calls',
  volumeHint: 'Relative to the screen’s own volume. Emergency announcements are not softened.',
  percent: '%',
  quieter: 'Softer and quiet hours',
  quieterHint:
    'In these hours of every day calls are at most so loud. 0 is quiet: they are shown and not spoken. Emergency announcements go on.',
  from: 'From',
  to: 'Until',
  most: 'At most',
  addQuieter: 'Add hours',
  removeQuieter: 'Remove these hours',
  bright: 'Bright by day',
  brightHint: 'Where sun or lamps fall on the screen, dark on bright is easier to read. At other times it is dark.',
  times: 'Write times like 08:30. Hours that end before they begin go over midnight.',
}
