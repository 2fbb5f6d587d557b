import type { Tablet } from '#device/tablet.ts'
import { tidyPhone } from '#domain/catalogue/phones.ts'
import { noteVisitor } from '#domain/door/commands.ts'
import { doorSlice } from '#domain/door/fold.ts'
import type { SaidAtDoor } from './visitor.ts'

/** The kind of a paper with what a customer said of themselves at the door: bound into its seal. */
export const VISITOR = 'visitor'

/** Seals what a customer said and notes it with their ticket. False: nobody who may do it is signed in any more, or it is locked. */
export async function keepVisitor(
  tablet: Pick<Tablet, 'openSealed' | 'log'>,
  ticket: string,
  said: SaidAtDoor,
): Promise<boolean> {
  const sealed = await tablet.openSealed()
  const number = tidyPhone(said.phone)
  const bytes = new TextEncoder().encode(JSON.stringify({ ...said, phone: number }))
  const paper = await sealed?.papers.seal({ subject: ticket, kind: VISITOR }, bytes)
  if (!sealed || !paper) return false
  const [whole] = number === '' ? [] : await sealed.vault.tags(number)
  const [tail] = number === '' ? [] : await sealed.vault.tags(number.slice(-4))
  const phone = whole !== undefined && tail !== undefined ? { number: whole, tail } : null
  const holds = [...(said.name === '' ? [] : ['name' as const]), ...(number === '' ? [] : ['phone' as const])]
  await tablet.log.open(doorSlice)
  return (await tablet.log.perform(noteVisitor, { ticket, paper, holds, phone })).ok
}
