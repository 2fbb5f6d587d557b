import { scoreOf } from '#domain/drills/queries.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { momentsOf } from '#domain/incidents/progress.ts'
import type { Plan } from '#domain/plans/plan.ts'
import type { ReportKind } from '#domain/reports/reports.ts'
import { callNameOf } from '#domain/staff/queries.ts'
import { useMomentText } from '../emergency/useMomentText.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'
import type { ReportPaper } from './paper.ts'
import { fieldsOf } from './usePrefilledReport.ts'

/** Lays a report out: the same for the printer, for Word and for a message. */
export function usePaper() {
  const { hall } = useTablet()
  const { timeOfDay } = useShown()
  const words = useWords('drills', 'reports')
  const momentText = useMomentText()

  /** What those who watched and those who judged have written, for the final report of an incident or a drill. */
  function judged(incident: Incident, plan: Plan): (readonly [string, string])[] {
    const missed = plan.lifeSafety && plan.lines.some(({ id, star }) => star && !incident.ticks.has(id))
    const photosOf = (count: number) => (count === 0 ? [] : [words.drills.photos({ count })])
    const said = (label: string, text: string) => (text === '' ? [] : [words.common.labelled({ label, text })])
    return [
      ...incident.evaluations.map((each) => {
        const { points, grade } = scoreOf(each, missed)
        const by = callNameOf(hall.value, each.by)
        const score = words.drills.score({
          points: String(points ?? '–'),
          grade: grade ? words.drills.grades[grade] : '',
          by,
        })
        const opinions = [
          ...said(words.drills.strengths, each.strengths),
          ...said(words.drills.problems, each.problems),
          ...said(words.drills.suggestions, each.suggestions),
        ]
        return [words.drills.evaluate, [score, ...opinions].join('\n')] as const
      }),
      ...(incident.observations.length === 0
        ? []
        : [
            [
              words.drills.observe,
              incident.observations
                .map(({ at, good, text, by, papers }) => {
                  const seen = words.common.labelled({ label: good ? words.drills.good : words.drills.bad, text })
                  const note = [callNameOf(hall.value, by), ...photosOf(papers.length)].join(' · ')
                  return `${timeOfDay(at)} ${words.common.noted({ text: seen, note })}`
                })
                .join('\n'),
            ] as const,
          ]),
    ]
  }

  return function paperOf(
    incident: Incident,
    plan: Plan,
    report: { readonly report: ReportKind; readonly number: string; readonly fields: Readonly<Record<string, string>> },
  ): ReportPaper {
    const kind = words.reports.kinds[report.report]
    return {
      title: words.reports.title({ kind, hall: hall.value.settings.name }),
      drill: incident.drill ? words.reports.drillTitle : '',
      number: report.number === '' ? '' : words.common.labelled({ label: words.reports.number, text: report.number }),
      rows: [
        ...fieldsOf(report.report)
          .filter((field) => report.fields[field])
          .map((field) => [words.reports.fields[field], report.fields[field] ?? ''] as const),
        ...(report.report === 'final' ? judged(incident, plan) : []),
      ],
      momentsTitle: words.reports.moments,
      moments:
        report.report === 'final'
          ? momentsOf(incident).map((moment) => [timeOfDay(moment.at), momentText(moment, incident, plan)])
          : [],
      signature: words.reports.signature,
    }
  }
}
