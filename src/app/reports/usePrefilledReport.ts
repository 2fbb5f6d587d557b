import { computed } from 'vue'
import { casesSlice } from '#domain/cases/fold.ts'
import { floorSlice } from '#domain/floorPlan/fold.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { linesDone, momentsOf } from '#domain/incidents/progress.ts'
import { operatorOutOfReach } from '#domain/interruptions/outOfReach.ts'
import type { Plan } from '#domain/plans/plan.ts'
import { figuresOf, REPORT_RULES } from '#domain/reports/queries.ts'
import type { ReportKind } from '#domain/reports/reports.ts'
import { callNameOf } from '#domain/staff/queries.ts'
import { useMomentText } from '../emergency/useMomentText.ts'
import { stopwatch } from '../spans.ts'
import { useShown } from '../useShown.ts'
import { useHall, useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'
import { incidentIndicators } from './incidentIndicators.ts'

/** The fields of the official form (plan-study §3.5), in its order. */
const ALWAYS = [
  'unit',
  'reporter',
  'received',
  'type',
  'happened',
  'place',
  'course',
  'people',
  'impact',
  'loss',
  'measures',
  'leaders',
  'trend',
  'needs',
] as const
const AT_THE_END = [
  'cause-direct',
  'cause-indirect',
  'cause-root',
  'result',
  'responsibility',
  'corrections',
  'annexes',
  'issuer',
] as const
export type ReportField = (typeof ALWAYS)[number] | 'next' | (typeof AT_THE_END)[number]

/** The fields of a report, in the order of the form. */
export const fieldsOf = (kind: ReportKind): readonly ReportField[] =>
  kind === 'final' ? [...ALWAYS, ...AT_THE_END] : [...ALWAYS, 'next']

/** So many measures are named one by one; all of them stand in the timeline. */
const MOST_MEASURES = 12

/** What a report says before anybody has typed a word: drafted from the record of the incident. */
export function usePrefilledReport(given: () => { readonly incident: Incident; readonly plan: Plan }) {
  const { session, now } = useTablet()
  const hall = useHall(casesSlice, floorSlice)
  const { dayAndTime, named, timeOfDay } = useShown()
  const words = useWords('emergency', 'reports')
  const momentText = useMomentText()

  function result(incident: Incident, plan: Plan): string {
    const { noData } = words.reports.text
    const found = incidentIndicators(hall.value, incident, plan)
    const share = (value: number | null) => (value === null ? noData : `${Math.round(value * 100)} %`)
    const time = (ms: number | null) => (ms === null ? noData : stopwatch(ms))
    return words.reports.text.result({
      stars: share(found.starsInTime),
      seen: share(found.seenWithin60s),
      called: time(found.calledAfter),
      evacuated: time(found.evacuatedAfter),
      missing: found.missing === null ? noData : String(found.missing),
      lasted: time(found.lasted),
    })
  }

  return computed((): Readonly<Partial<Record<ReportField, string>>> => {
    const { incident, plan } = given()
    const { text } = words.reports
    const { settings } = hall.value
    const planName = [named(plan.name), incident.scenario?.text].filter(Boolean).join(' · ')
    const figures = figuresOf(hall.value, incident)
    const stopped = operatorOutOfReach(hall.value)
    const by = session.value?.callName ?? callNameOf(hall.value, incident.command.by)
    const measures = momentsOf(incident)
      .filter(({ kind }) => kind === 'StepTicked' || kind === 'HandedOver' || kind === 'AnnouncementMade')
      .slice(0, MOST_MEASURES)
      .map((moment) => text.measure({ time: timeOfDay(moment.at), text: momentText(moment, incident, plan) }))
    const { every } = REPORT_RULES[incident.level]
    return {
      unit: settings.name,
      reporter: [by, settings.planVariables.本厅电话].filter(Boolean).join(' '),
      received: dayAndTime(incident.declaredAt),
      type: text.type({ plan: planName, level: words.emergency.levels[incident.level] }),
      place: settings.planVariables.本厅地址?.trim() || settings.name,
      course: text.course({
        time: timeOfDay(incident.declaredAt),
        plan: planName,
        done: linesDone(incident, plan.lines),
        of: plan.lines.length,
      }),
      people: text.people({
        nobodyNoted: incident.casualties.size === 0,
        ...(figures.dead && { dead: figures.dead }),
        ...(figures['badly-hurt'] && { badly: figures['badly-hurt'] }),
        ...(figures['slightly-hurt'] && { slightly: figures['slightly-hurt'] }),
        ...(figures.missing && { missing: figures.missing }),
        ...(figures.trapped && { trapped: figures.trapped }),
        ...(figures.evacuated && { evacuated: figures.evacuated }),
      }),
      impact: text.impact({
        ...(figures.customers && { customers: figures.customers }),
        ...(figures.cases && { cases: figures.cases }),
        stopped: stopped ? text.stopped({ from: timeOfDay(stopped.beganAt) }) : '',
      }),
      loss: figures.loss ? text.loss(figures.loss) : text.lossUnknown,
      measures: measures.join(words.common.semicolon) || text.noMeasure,
      leaders: callNameOf(hall.value, incident.command.by) || words.emergency.nobody,
      next: every === null ? text.nextAtEnd : text.next({ time: timeOfDay(now.value + every * 60_000) }),
      ...(incident.over ? { result: result(incident, plan), issuer: by } : {}),
    }
  })
}
