import * as v from 'valibot'
import { kind } from '../kind.ts'
import { AppointmentId, CaseId, ClockTime, Day, Id, TicketId } from '../shapes.ts'

// It is asked for by whoever is new until its customer has come or it was given up.
const ofAppointments = { subject: AppointmentId, keeps: 'case' } as const

/** What can happen to an appointment. The subject is the appointment: `a_…`. Never a name: four digits tell who comes. */
export const appointmentKinds = {
  AppointmentMade: kind({
    opens: true,
    body: v.object({
      day: Day,
      time: ClockTime,
      until: ClockTime,
      queue: Id,
      service: v.nullable(Id),
      case: v.nullable(CaseId),
      receipt: v.nullable(v.pipe(v.string(), v.regex(/^[\d-]{10,30}$/))),
      tail: v.nullable(v.pipe(v.string(), v.regex(/^\d{4}$/))),
    }),
    ...ofAppointments,
  }),
  /** Its customer has come and was given this number. */
  AppointmentKept: kind({
    body: v.object({ ticket: TicketId }),
    ...ofAppointments,
    writers: ['reception', 'counter', 'manager'],
  }),
  AppointmentCancelled: kind({ body: v.object({}), ...ofAppointments }),
}
