import type { OpenHall } from '../openHall.ts'
import type { Incident } from './incidents.ts'
import { foremost } from './queries.ts'

/** What really goes on and is shown first, or nothing: nobody is led by what a drill pretends. */
export function foremostReal(hall: OpenHall): Incident | null {
  const first = foremost(hall)
  return first?.drill ? null : first
}
