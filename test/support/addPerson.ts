import type { Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Role } from '#domain/roles.ts'
import { addStaff } from '#domain/staff/commands.ts'
import { until } from './until.ts'

/**
 * Adds somebody to the staff list as the manager's page does: with a key of their own, boxed under this PIN. The first
 * one founds the hall, as the set-up pages do.
 */
export async function addPerson(
  tablet: Tablet,
  {
    pin,
    ...about
  }: { readonly workNumber: string; readonly callName: string; readonly roles: readonly Role[]; readonly pin: string },
): Promise<Performed> {
  const staff = tablet.newId('s')
  if (tablet.log.hall.staff.size > 0)
    return tablet.log.perform(addStaff, { staff, ...about, ...(await tablet.makeKey(staff, pin)) })
  await until(() => [...tablet.log.hall.journals.values()].some((journal) => journal.tablet === 'server'))
  const { workNumber, callName } = about
  return (await tablet.foundHall({ staff, workNumber, callName, pin })).performed
}
