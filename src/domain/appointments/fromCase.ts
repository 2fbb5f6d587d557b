import type { CaseState } from '../cases/cases.ts'
import type { OpenHall } from '../openHall.ts'

/** When of a day a customer can come, as forms ask for it. */
const PARTS = {
  morning: { time: '09:00', until: '12:00' },
  afternoon: { time: '13:00', until: '17:00' },
  any: { time: '09:00', until: '17:00' },
} as const
export type PartOfDay = keyof typeof PARTS

/** Whether an answer of a form names a part of the day. */
export const isPartOfDay = (answer: unknown): answer is PartOfDay =>
  typeof answer === 'string' && Object.hasOwn(PARTS, answer)

/**
 * The appointment of a case whose form gives a day: one for each case, however often it is handed in. Null: the hall has
 * no queue for its service any more.
 */
export function appointmentFor(
  hall: OpenHall,
  { id, service }: Pick<CaseState, 'id' | 'service'>,
  { day, part, receipt }: { readonly day: string; readonly part: PartOfDay; readonly receipt: string | null },
) {
  const queue = hall.settings.services.find((each) => each.id === service)?.queue
  if (queue === undefined) return null
  const body = { day, ...PARTS[part], queue, service, case: id, receipt, tail: null }
  return { kind: 'AppointmentMade', subject: `a_${id.slice(2)}`, body } as const
}
