import type { OpenHall } from '../openHall.ts'
import type { LedgerPart, SpecialNote } from './ledger.ts'

type Hall = OpenHall & LedgerPart

/** The ledger, newest first. */
export const specialNotes = (hall: Hall): SpecialNote[] => [...hall.specials.values()].sort((a, b) => b.at - a.at)

/** How often each way was shown on a day: service, channel, times. */
export const referralsOn = (hall: Hall, day: string): { service: string; channel: string; times: number }[] =>
  [...hall.referrals]
    .filter(([key]) => key.startsWith(`${day}/`))
    .map(([key, times]) => ({ service: key.split('/')[1] ?? '', channel: key.split('/')[2] ?? '', times }))
