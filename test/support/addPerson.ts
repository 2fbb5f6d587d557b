import type { Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Role } from '#domain/roles.ts'
import { addStaff } from '#domain/staff/commands.ts'

/** Adds somebody to the staff list as the manager's page does: with a key of their own, boxed under this PIN. */
export async function addPerson(
  tablet: Tablet,
  {
    pin,
    ...about
  }: { readonly workNumber: string; readonly callName: string; readonly roles: readonly Role[]; readonly pin: string },
): Promise<Performed> {
  const staff = tablet.newId('s')
  return tablet.log.perform(addStaff, { staff, ...about, ...(await tablet.makeKey(staff, pin)) })
}
