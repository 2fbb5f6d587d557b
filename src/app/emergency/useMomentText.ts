import { injectsOf } from '#content/plans/drillScripts.ts'
import { planText } from '#domain/floorPlan/queries.ts'
import type { Incident, Moment } from '#domain/incidents/incidents.ts'
import { announcementOf, lineOf, type Plan } from '#domain/plans/plan.ts'
import { callNameOf } from '#domain/staff/queries.ts'
import { tabletOf } from '#domain/tablets/queries.ts'
import type { ExercisedKind } from '#domain/whole.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** What happened in words: `完成 拨119，按脚本说清 · 小王`. The same sentence on the screen, on paper and in a report. */
export function useMomentText() {
  const { hall } = useTablet()
  const { named, timeOfDay } = useShown()
  const words = useWords('casualties', 'emergency')

  const filled = (text: string) => planText(hall.value, text)
  function step(plan: Plan, id: string): string {
    const line = plan.lines.find((each) => each.id === lineOf(id))
    return line ? filled(named(line.text)) : id
  }
  const nth = (incident: Incident, casualty: string) => [...incident.casualties.keys()].indexOf(casualty) + 1

  function detail(moment: Moment, incident: Incident, plan: Plan): string {
    switch (moment.kind) {
      case 'IncidentDeclared':
        return `${named(plan.name)} ${words.emergency.levels[moment.body.level]}`
      case 'AlarmAcknowledged':
        return tabletOf(hall.value, moment.journal)?.name ?? ''
      case 'StepTicked': {
        const late = moment.enteredAt === null ? '' : words.emergency.fromPaper({ time: timeOfDay(moment.enteredAt) })
        return [step(plan, moment.body.step), moment.body.behalf ? words.emergency.behalf : '', late]
          .filter(Boolean)
          .join(' ')
      }
      case 'StepUnticked':
        return step(plan, moment.body.step)
      case 'LevelChanged':
        return words.emergency.levels[moment.body.level]
      case 'LevelReasoned':
      case 'EndReasoned':
        return moment.body.reason
      case 'IncidentStoodDown':
        return incident.drill && moment.body.reason === 'drill-aborted' ? words.emergency.drillEnded.aborted : ''
      case 'StaffAccounted':
        return `${callNameOf(hall.value, moment.body.staff)} ${words.emergency.states[moment.body.state]}`
      case 'StaffSought':
        return `${callNameOf(hall.value, moment.body.staff)} ${words.emergency.searches[moment.body.how]}`
      case 'CompanyAnswered':
        return moment.body.name
      case 'ScenarioSaid':
        return moment.body.text
      case 'ScenarioJudged':
        return words.emergency.scenario[moment.body.adopted ? 'adopted' : 'notAdopted']
      case 'VisitorsCounted':
        return words.emergency.visitorsText(moment.body)
      case 'ZoneSwept':
      case 'SweepTakenBack':
        return moment.body.zone
      case 'WayBlocked':
      case 'WayFree':
        return incident.ways.find(({ way }) => way === moment.body.way)?.name ?? ''
      case 'AnnouncementMade':
        return filled(named(announcementOf(plan, moment.body.which) ?? undefined))
      case 'CasualtyFound':
        return words.casualties.nth({ nth: nth(incident, moment.body.casualty), place: moment.body.place })
      case 'CasualtyChanged': {
        const who = words.casualties.nth({ nth: nth(incident, moment.body.casualty), place: '' })
        return `${who} ${words.casualties.severities[moment.body.severity]} ${words.casualties.whereaboutsOf[moment.body.whereabouts]}`
      }
      case 'CasualtyPaperKept':
        return words.casualties.recordOf({ nth: nth(incident, moment.body.casualty) })
      case 'InjectHandled':
      case 'InjectGiven':
        return named(injectsOf(incident).find(({ id }) => id === moment.body.inject)?.text)
      case 'ObservationNoted':
        return `${moment.body.good ? '+' : '−'} ${moment.body.text}`
      case 'HandedOver':
        return `${words.casualties.rescuers[moment.body.to]} ${moment.body.unit}`
      default:
        return ''
    }
  }

  /** The sentence of one moment. */
  return function momentText(moment: Moment, incident: Incident, plan: Plan): string {
    const first = moment.kind === 'IncidentDeclared' && moment.event !== incident.history[0]?.event
    const what: Readonly<Record<ExercisedKind, string>> = words.emergency.what
    const kind = what[moment.kind as ExercisedKind]
    return [
      first ? words.emergency.declaredToo : kind,
      detail(moment, incident, plan),
      callNameOf(hall.value, moment.by),
      { yes: '', unsigned: words.emergency.unsigned, no: words.emergency.notCounted }[moment.stands],
    ]
      .filter(Boolean)
      .join(' ')
  }
}
