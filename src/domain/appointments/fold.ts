import { slice } from '../daily.ts'
import { those } from '../forgetting.ts'
import type { Folding, FoldOf } from '../slice.ts'
import type { AppointmentsPart } from './appointments.ts'
import { appointmentKinds } from './events.ts'

const folds: FoldOf<typeof appointmentKinds, Folding<AppointmentsPart>> = {
  AppointmentMade(hall, { subject: id, body }) {
    if (!hall.appointments.has(id)) hall.appointments.set(id, { ...body, id, ticket: null, cancelled: false })
  },
  AppointmentKept(hall, { subject, body }) {
    const found = hall.appointments.get(subject)
    // Whoever is there has come, whatever was said of it elsewhere.
    if (found) hall.appointments.set(subject, { ...found, ticket: body.ticket, cancelled: false })
  },
  AppointmentCancelled(hall, { subject }) {
    const found = hall.appointments.get(subject)
    if (found?.ticket === null) hall.appointments.set(subject, { ...found, cancelled: true })
  },
}

export const appointmentsSlice = slice<AppointmentsPart>()('appointments', {
  start: { appointments: new Map() },
  needs: [],
  kinds: appointmentKinds,
  folds,
  forgets: {
    appointments: (hall, closed) => those(hall.appointments, ({ day }) => day > closed),
  },
})
