import type { Incident } from '#domain/incidents/incidents.ts'
import { timeline } from '#domain/incidents/queries.ts'
import type { Plan } from '#domain/plans/plan.ts'
import type { ReportKind } from '#domain/reports/reports.ts'
import { useMomentText } from '../emergency/useMomentText.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import type { ReportPaper } from './paper.ts'
import { fieldsOf } from './useReportDraft.ts'
import { useReportWords } from './useReportWords.ts'

/** Lays a report out: the same for the printer, for Word and for a message. */
export function usePaper() {
  const { hall } = useTablet()
  const { timeOfDay } = useShown()
  const words = useReportWords()
  const momentText = useMomentText()

  return function paperOf(
    incident: Incident,
    plan: Plan,
    report: { readonly report: ReportKind; readonly number: string; readonly fields: Readonly<Record<string, string>> },
  ): ReportPaper {
    const kind = words.value.kinds[report.report]
    return {
      title: words.value.title({ kind, hall: hall.value.settings.name }),
      drill: incident.drill ? words.value.drillTitle : '',
      number: report.number === '' ? '' : `${words.value.number}: ${report.number}`,
      rows: fieldsOf(report.report)
        .filter((field) => report.fields[field])
        .map((field) => [words.value.fields[field], report.fields[field] ?? '']),
      timelineTitle: words.value.timeline,
      timeline:
        report.report === 'final'
          ? timeline(incident).map((moment) => [timeOfDay(moment.at), momentText(moment, incident, plan)])
          : [],
      signature: words.value.signature,
    }
  }
}
