import type { Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { Role } from '#domain/roles.ts'
import { addStaff, boxKey } from '#domain/staff/commands.ts'
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

/** Whoever was added signs in with the first PIN and chooses one of their own, as the page asks of them; then nobody is signed in. */
export async function chooseOwnPin(tablet: Tablet, workNumber: string, firstPin: string, pin: string): Promise<void> {
  const person = [...tablet.log.hall.staff.values()].find((each) => each.workNumber === workNumber)
  const signedIn = await tablet.signIn(person?.id ?? '', firstPin)
  if (!signedIn.ok) throw new Error(`${workNumber} could not sign in: ${signedIn.why}`)
  const changed = await tablet.changePin(null, pin)
  if (!changed.ok) throw new Error(`${workNumber} could not choose a PIN: ${changed.why}`)
  const { staff, key, box } = changed
  const performed = await tablet.log.perform(boxKey, { staff, key, box })
  if (!performed.ok) throw new Error(`the PIN of ${workNumber} was refused: ${performed.why}`)
  tablet.signOut()
}
