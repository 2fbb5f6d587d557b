import type { Facts } from '#domain/command.ts'
import type { RefusalWords } from '../zh/refusals.ts'
import { list } from './list.ts'

const ticket = ({ label }: Facts) => (label === undefined ? 'This ticket' : `${label}`)

export const refusals: RefusalWords = {
  'sign-in-first': () => 'Sign in first, then do this.',
  'not-your-role': () => 'Your role cannot do this. Ask the manager.',
  'nothing-waits': () => 'There is nothing to take in.',
  'server-unknown': () => 'No such server is waiting to be let in.',
  'looks-personal': ({ words }) => `“${words}” looks like a customer’s number. Nothing was saved: please reword it.`,
  'not-your-place': () => 'This cannot be done on this tablet.',
  'tablet-is-revoked': () => 'This tablet is switched off. Its records are kept here; tell the manager.',
  'queue-is-empty': () => 'Nobody is waiting.',
  'nothing-in-your-share': () =>
    'You have called everyone left to this counter. A customer who shows a slip can be served.',
  'appointment-is-early': ({ time }) =>
    `The appointment is at ${time}, which is not yet. Please come back then, or take an ordinary number now.`,
  'appointment-is-over': () =>
    'This appointment was kept, given up or is over. Whoever is here takes an ordinary number.',
  'appointment-unknown': () => 'This tablet has no such appointment. Please check, or give an ordinary number.',
  'time-is-over': () => 'That time has passed. Please choose a later one.',
  'slot-is-full': () => 'That time is taken. Please choose another one.',
  'tail-is-wrong': () => 'Four digits, or nothing at all.',
  'nothing-follows': (facts) => `Nothing else follows on ${ticket(facts)}. Please finish it.`,
  'service-is-on-it': (facts) => `${ticket(facts)} has this service already.`,
  'too-many-services': ({ times }) => `One number has at most ${times} services. Please take another one.`,
  'queue-unknown': () => 'There is no such queue. Choose again.',
  'outside-hours': ({ next }) =>
    next
      ? `No numbers are given at this hour; they are again from ${next}. A manager who signs in here can give one.`
      : 'No more numbers are given today. A manager who signs in here can give one.',
  'service-is-stopped': ({ zh, en }) =>
    `This service gives no numbers now${en || zh ? `: ${en || zh}` : ''}. A manager who signs in here can give one.`,
  'queue-is-closed': () => 'This queue gives no more tickets. Choose another service or ask the manager.',
  'service-unknown': () => 'There is no such service. Choose again.',
  'day-is-closed': () => 'The day is closed, so there are no more tickets. The manager can open it again.',
  'day-is-not-closed': () => 'This day is not closed yet.',
  'time-unchecked': () => 'The time is not checked, and nothing was done: check it first.',
  'day-has-not-come': () => 'This day has not come yet.',
  'label-is-taken': ({ label }) => `Number ${label} exists today already. Check the number on the paper.`,
  'label-unknown': ({ label }) =>
    label ? `${label} is not a number that can be used. Check it and type it again.` : 'Type the number.',
  'ticket-unknown': () => 'This tablet does not know that number. Check the slip.',
  'ticket-is-not-waiting': (facts) => `${ticket(facts)} is not waiting now.`,
  'ticket-is-not-yours': () => 'Nobody is called to this counter.',
  'ticket-is-finished': (facts) => `${ticket(facts)} is being served or is finished.`,
  'ticket-is-not-missed': (facts) => `${ticket(facts)} is not among the missed.`,
  'away-too-long': ({ minutes }) => `Away for ${minutes} min at most.`,
  'nobody-hears-of-it': (facts) =>
    `Without the server no other counter hears of it: resume ${ticket(facts)} here, or have the customer show the slip.`,
  'ticket-is-not-held': (facts) => `${ticket(facts)} is not on hold.`,
  'belongs-to-a-silent-counter': (facts) =>
    `${ticket(facts)} is left to a silent counter. If nobody is calling there, declare that counter lost.`,
  'counter-unknown': () => 'There is no such counter.',
  'counter-is-closed': () => 'This counter is not open.',
  'counter-is-paused': () => 'This counter is paused. Resume it first.',
  'counter-is-open-elsewhere': ({ counter }) => `Counter ${counter} is open on another tablet.`,
  'counter-is-not-open': () => 'This counter is not open yet. Open it first.',
  'finish-the-current-ticket-first': ({ label }) => `Finish ${label ?? 'the current ticket'} first.`,
  'customer-has-not-arrived': (facts) =>
    `The customer of ${ticket(facts)} has not arrived. Tap “Customer is here” first.`,
  'recalled-too-often': ({ times }) => `Called again ${times} times already. Mark the customer as missed.`,
  'recalled-too-soon': ({ seconds }) => `Wait ${seconds} s before calling again.`,
  'missed-too-soon': ({ seconds }) => `Wait ${seconds} s: the customer may be on the way.`,
  'too-many-on-hold': ({ times }) => `A counter can hold ${times} tickets. Resume one first.`,
  'reason-is-missing': () => 'Choose a reason.',
  'drill-is-over': () => 'The drill is over.',
  'nothing-was-said': () => 'Say what it is.',
  'name-is-missing': () => 'Say who answered.',
  'nothing-to-undo': () => 'Something has happened since, so this cannot be undone.',
  'too-late-to-undo': () => 'It is too late to undo this.',
  'prefix-is-taken': ({ prefix }) => `Another queue uses the letter ${prefix}. Choose another.`,
  'number-is-taken': () => 'This counter number exists already. Choose another.',
  'work-number-is-taken': () => 'This work number exists already. Choose another.',
  'staff-unknown': () => 'This person is not on the staff list.',
  'hall-is-founded': () => 'The hall has been founded already.',
  'server-not-heard': () => 'The hall server has not been heard yet. Wait a moment and try again.',
  'last-manager': () => 'There must be at least one manager.',
  'tablet-unknown': () => 'There is no such tablet.',
  'not-redactable': () =>
    'Only what somebody wrote in their own words can be taken out of the log. This record stays: others rest on it.',
  'case-unknown': () => 'This tablet does not have that case yet. Try again when it is connected.',
  'case-is-not-open': () => 'That case was handed in or has ended. It cannot be changed.',
  'case-is-not-in-review': () => 'That case is not in review.',
  'case-is-in-hand': () => 'A colleague is entering that case and has it for 15 minutes.',
  'case-is-entered': () => 'That case has a serial number already. Do not enter it twice.',
  'case-is-not-entered': () => 'That case has no result yet.',
  'own-case': () => 'Whoever took a case cannot check it. Ask a colleague.',
  'form-is-missing': () => 'Fill in and save the form first.',
  'step-before-is-missing': () => 'An earlier step is not done yet. Go on in order.',
  'evidence-is-missing': () => 'This step still lacks what shows that it was done.',
  'witness-is-missing': () => 'Another colleague on duty has to be here and enter a PIN.',
  'not-without-operator': () => 'This cannot be done while the operator does not answer. Wait until it is back.',
  'not-kept-without-operator': () =>
    'While the operator does not answer, no ID number, picture, SIM or money may be taken. Only a pre-registration.',
  'reach-has-changed': () => 'The operator’s state has changed. Go on with the steps that are left.',
  'serial-does-not-fit': () => 'A serial number has 4 to 40 letters, digits or dashes. Check it.',
  'cash-over-day-limit': ({ most }) => `At most ${most} yuan in cash a customer and day meanwhile.`,
  'cash-has-to-go-to-the-safe': () =>
    'The hall holds as much cash as it may. Two of you count it and put it in the safe first.',
  'money-is-here': () => 'Cash was taken for this case. A manager has to give it back first.',
  'no-money-is-here': () => 'No money was taken for this case.',
  'interruption-unknown': () => 'This tablet knows nothing of that interruption.',
  'backup-unknown': () => 'This backup is not on the list.',
  'backup-does-not-fit': () => 'Give it a name; a telephone number has digits only.',
  'business-has-not-moved': () => 'Choose first where business moves to.',
  'trial-has-not-passed': () => 'Serve one trial customer first; resume when that has worked.',
  'incident-unknown': () => 'This tablet knows nothing of that incident.',
  'incident-is-over': () => 'That incident is over.',
  'day-is-over': () => 'That day is over: choose today or later.',
  'purpose-is-missing': () => 'A drill needs at least one purpose.',
  'objective-is-missing': () => 'A drill needs at least one objective that can be measured.',
  'nothing-was-exercised': () =>
    'Nothing on the checklist was done, so it cannot be completed. Do it, or break the drill off: then it does not count.',
  'nothing-to-take-over': () => 'This hall has all of these numbers and incidents already.',
  'something-real-goes-on': () => 'Something real goes on: no drill can begin now.',
  'commander-does-not-judge': () => 'Whoever commands does not watch or judge: ask a colleague.',
  'improvement-unknown': () => 'This tablet does not have that item.',
  'improvement-is-done': () => 'That is done already.',
  'improvement-waits': () => 'That is not done yet: check it when it is.',
  'planner-does-not-approve': () => 'Nobody approves a drill that they have planned: another manager does.',
  'drill-is-not-approved': () =>
    'This drill is not approved yet: another manager approves it in the calendar, then it can begin.',
  'second-plan-is-missing': () => 'A combined drill needs at least one further plan.',
  'drill-spares-customers': () =>
    'This drill was planned so that customers notice nothing: nothing of it goes on the wall.',
  'second-person-checks': () => 'Whoever did it does not check whether it helps: ask a colleague.',
  'too-many-photos': () => 'These are too many photographs: note them in several pieces.',
  'main-service-first': () => 'Finish what the customer came for first.',
  'prices-do-not-fit': () => 'A price is incomplete or too long, so nothing was saved. Check names, prices and days.',
  'offer-twice': ({ name }) => `“${name}” stands twice in its kind. Change one of them.`,
  'offer-ends-before': ({ name }) => `“${name}” ends before it begins. Mend its days.`,
  'terms-missing': ({ name }) =>
    `The offer “${name}” lacks version of rules or limits, which customers see before they sign. Add them.`,
  'too-many-campaigns': ({ most }) => `There can be ${most} offers at most. Remove those that have ended.`,
  'nothing-left': ({ name, left, others }) =>
    `This tablet has ${Number(left) > 0 ? `only ${left}` : 'no more'} of “${name}” to sell. ${others ? `Left at: ${others}. Send the customer there, or ask` : 'No other tablet has any. Ask'} the manager for more.`,
  'pieces-do-not-fit': ({ most }) => `Give a number of pieces between 1 and ${most}.`,
  'sells-nothing': () => 'This tablet sells nothing. Choose another.',
  'plan-has-gaps': ({ names }) =>
    `Not filled in yet: ${list(`${names}`.split('、'))}. The plan can be published when they are.`,
  'incident-goes-on': () => 'The incident is not over: the final report comes after it.',
  'first-report-is-missing': () => 'There is no first report yet: send that first.',
  'note-unknown': () => 'This tablet does not have that entry.',
  'serial-is-taken': ({ serial }) => `Serial number ${serial} belongs to another case. Check it.`,
  'floor-plan-does-not-fit': () => 'The floor plan has faults and was not saved. See what is listed.',
  'drawing-does-not-fit': () => 'This picture is too big or is none, and was not saved. Choose another.',
  'way-unknown': () => 'The floor plan no longer has this place. Look at the plan again.',
  'settings-do-not-fit': () => 'A setting is out of range. Check the settings and save again.',
  'line-too-long': () => 'This is too long and was not saved. Make it shorter.',
  'disk-failed': () =>
    'The storage of this tablet did not take this, and it was not saved. Try again; if it goes on, call technical support.',
  'own-mistake': () =>
    'The app makes a mistake over this, and nothing was saved. Do it another way, and call technical support.',
  'disk-is-full': () =>
    'This tablet has no room left and this was not saved. Delete photos or apps that nobody needs, never the data of this site. Emergencies work as always.',
  'not-paired': () => 'This tablet is not paired yet. Pair it first.',
  'lock-refused': () =>
    'The browser does not let this page save, so nothing was done. Update it and open StayOpen in an ordinary window; if that does not help, take another tablet.',
  'no-pen': () => 'This tablet cannot save now, so nothing was done. Close its other pages and try again.',
}
