import type { Facts } from '#domain/command.ts'
import type { RefusalWords } from '../zh/refusals.ts'

const ticket = ({ label }: Facts) => (label === undefined ? 'This ticket' : `${label}`)

export const refusals: RefusalWords = {
  'sign-in-first': () => 'Sign in first, then do this.',
  'not-your-role': () => 'Your role cannot do this. Ask the duty manager.',
  'not-your-place': () => 'This cannot be done on this tablet.',
  'tablet-is-revoked': () => 'This tablet is switched off. Its records are kept here; tell the manager.',
  'queue-is-empty': () => 'Nobody is waiting.',
  'nothing-in-your-share': () =>
    'You have called everyone left to this counter while offline. A customer who shows a slip can be served.',
  'queue-unknown': () => 'There is no such queue. Choose again.',
  'queue-is-closed': () => 'This queue gives no more tickets. Choose another service or ask the duty manager.',
  'service-unknown': () => 'There is no such service. Choose again.',
  'day-is-closed': () => 'The day is closed, so there are no more tickets. The duty manager can open it again.',
  'day-is-not-closed': () => 'This day is not closed yet.',
  'day-has-not-come': () => 'This day has not come yet.',
  'label-is-taken': ({ label }) => `Number ${label} exists today already. Check the number on the paper.`,
  'label-unknown': ({ label }) =>
    label ? `${label} is not a number that can be used. Check it and type it again.` : 'Type the number.',
  'ticket-unknown': () => 'This tablet does not know that number. Check the slip.',
  'ticket-is-not-waiting': (facts) => `${ticket(facts)} is not waiting now.`,
  'ticket-is-not-yours': () => 'Nobody is called to this counter.',
  'ticket-is-finished': (facts) => `${ticket(facts)} is being served or is finished.`,
  'ticket-is-not-missed': (facts) => `${ticket(facts)} is not among the missed.`,
  'ticket-is-not-held': (facts) => `${ticket(facts)} is not on hold.`,
  'belongs-to-a-silent-counter': (facts) =>
    `${ticket(facts)} is left to a silent counter. If nobody is calling there, declare that counter lost.`,
  'counter-unknown': () => 'There is no such counter.',
  'counter-is-closed': () => 'This counter is not open.',
  'counter-is-paused': () => 'This counter is paused. Resume it first.',
  'counter-is-open-elsewhere': ({ counter }) => `Counter ${counter} is open on another tablet.`,
  'counter-is-not-open': () => 'This counter is not open yet.',
  'finish-the-current-ticket-first': ({ label }) => `Finish ${label ?? 'the current ticket'} first.`,
  'customer-has-not-arrived': (facts) =>
    `The customer of ${ticket(facts)} has not arrived. Tap “Customer is here” first.`,
  'recalled-too-often': ({ times }) => `Called again ${times} times already. Mark the customer as missed.`,
  'recalled-too-soon': ({ seconds }) => `Wait ${seconds} s before calling again.`,
  'missed-too-soon': ({ seconds }) => `Wait ${seconds} s: the customer may be on the way.`,
  'too-many-on-hold': ({ times }) => `A counter can hold ${times} tickets. Resume one first.`,
  'reason-is-missing': () => 'Choose a reason.',
  'nothing-to-undo': () => 'Something has happened since, so this cannot be undone.',
  'too-late-to-undo': () => 'It is too late to undo this.',
  'prefix-is-taken': ({ prefix }) => `Another queue uses the letter ${prefix}. Choose another.`,
  'number-is-taken': () => 'This counter number exists already.',
  'work-number-is-taken': () => 'This work number exists already.',
  'staff-unknown': () => 'This person is not on the staff list.',
  'last-manager': () => 'There must be at least one duty manager.',
  'tablet-unknown': () => 'There is no such tablet.',
  'settings-do-not-fit': () => 'A setting is out of range. Check the settings and save again.',
  'line-too-long': () => 'This is too long and was not saved. Make it shorter.',
  'disk-is-full': () => 'The storage of this tablet is full and this was not saved. Call technical support.',
  'not-paired': () => 'This tablet is not paired yet. Pair it first.',
  'catching-up': () =>
    'This tablet is still fetching the numbers it printed today, so nothing was done. Wait a moment, or enter a paper number.',
  'no-writer': () => 'This tablet cannot save now, so nothing was done. Close its other pages and try again.',
}
