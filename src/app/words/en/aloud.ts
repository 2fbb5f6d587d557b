import type { calls as callsZh } from '../zh/aloud.ts'

export const calls: typeof callsZh = {
  call: ({ label, counter }) => `Ticket ${label}, please go to counter ${counter}`,
  recent: 'Recent calls',
  paperSentence: 'System under maintenance. Please listen for our staff to call your number',
  spoken: {
    call: ({ label, counter }) => `Ticket ${label}, please go to counter ${counter}`,
    'priority-call': ({ label, counter }) => `Priority ticket ${label}, please go to counter ${counter}`,
    'transfer-call': ({ label, counter }) => `Ticket ${label}, please continue at counter ${counter}`,
    correction: ({ label, counter }) => `Correction: ticket ${label}, please go to counter ${counter}`,
    'front-desk-call': ({ label }) => `Ticket ${label}, please go to the front desk`,
    test: 'Testing',
    'paper-mode': 'The system is under maintenance. Please listen for our staff to call your number',
  },
}
