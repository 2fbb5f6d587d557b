import { type EventHead, eventId } from '#log/event.ts'
import { hashOfLine, isNamed, isRedacted, keptHead, type Line, type LineName } from '#log/lines.ts'

/** What managers have taken out of the log: by the id of a line, the hashes of those that go. */
export type Redactions = ReadonlyMap<string, ReadonlySet<string>>

/** Redactions with more of them. */
export function withRedactions(before: Redactions, more: readonly LineName[]): Redactions {
  const after = new Map(before)
  for (const line of more) after.set(eventId(line), new Set([...(after.get(eventId(line)) ?? []), line.hash]))
  return after
}

/** Whether a line that comes is stored as its head alone. A line that no redaction is about is not hashed. */
export async function isTakenOut(redactions: Redactions, line: Line, head: EventHead): Promise<boolean> {
  const hashes = redactions.size === 0 ? undefined : redactions.get(eventId(head))
  return hashes?.has(hashOfLine(line)) === true && (await redactableKinds())(head.kind)
}

/** What may be taken out is a fact of every kind, open here or not. */
const redactableKinds = async () => (await import('#domain/whole.ts')).mayBeRedacted

/** A line that is here whole and that one of these redactions takes out. */
export async function meets(redactions: readonly LineName[]): Promise<(line: Line) => boolean> {
  const mayBeRedacted = await redactableKinds()
  return (line) =>
    !isRedacted(line) && redactions.some((name) => isNamed(line, name)) && mayBeRedacted(keptHead(line).kind)
}
