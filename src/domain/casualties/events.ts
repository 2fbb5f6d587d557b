import * as v from 'valibot'
import { kind } from '../kind.ts'
import { Id, IncidentId, ShownText } from '../shapes.ts'

/** How badly somebody is hurt, as far as it can be seen: 轻伤, 重伤, 危重, 死亡. */
export const SEVERITIES = ['slight', 'serious', 'critical', 'dead'] as const
/** Where somebody is now: still in the hall, with the ambulance, in hospital, or gone by themselves. */
export const WHEREABOUTS = ['here', 'ambulance', 'hospital', 'left'] as const
/** To whom something is handed over. */
export const RESCUERS = ['fire-brigade', 'police', 'ambulance'] as const

/** Nobody has to sign in to say that somebody is hurt. */
const ofCasualties = {
  subject: IncidentId,
  keeps: 'lasting',
  exercised: true,
} as const

/**
 * Injured people and what is handed over to those who come to help. The subject is the incident. The log learns how many
 * there are, how badly they are hurt and where they are taken; who they are lies in a sealed paper (plan-study P06, §4.5).
 */
export const casualtyKinds = {
  CasualtyFound: kind({
    body: v.object({ casualty: Id, severity: v.picklist(SEVERITIES), place: ShownText }),
    ...ofCasualties,
    freeText: true,
    words: ['place'],
  }),
  CasualtyChanged: kind({
    body: v.object({ casualty: Id, severity: v.picklist(SEVERITIES), whereabouts: v.picklist(WHEREABOUTS) }),
    ...ofCasualties,
  }),
  /** The sealed record of this person: what was seen, what was done, who was told. The newest counts. */
  CasualtyPaperKept: kind({ body: v.object({ casualty: Id }), ...ofCasualties }),
  /** A hand-over sheet was given to rescuers, with the unit that took it. */
  HandedOver: kind({
    body: v.object({ to: v.picklist(RESCUERS), unit: ShownText }),
    ...ofCasualties,
    freeText: true,
    words: ['unit'],
  }),
}
