/** A hall as a waiting line: customers who come by chance, counters that all serve the same line (M/M/c). */
export interface Load {
  /** Customers an hour. */
  readonly perHour: number
  /** How long one of them is served, minutes. */
  readonly minutes: number
  readonly counters: number
}

/** What such a hall comes to once it has settled. */
export interface Settled {
  /** Share of customers who wait at all. */
  readonly waits: number
  /** Mean wait of all customers, minutes. */
  readonly mean: number
}

/** The work that arrives, in counters that are busy all the time: 24 customers an hour of 8 minutes are 3.2. */
export const offered = ({ perHour, minutes }: Load): number => (perHour * minutes) / 60

/** Erlang's second formula; null when more work arrives than the counters can do, and the line grows without end. */
export function erlangC(load: Load): Settled | null {
  const { counters, minutes } = load
  const work = offered(load)
  if (!(work < counters)) return null
  // Erlang's loss, counter by counter: the sums of the textbook overflow in large halls.
  let lost = 1
  for (let c = 1; c <= counters; c++) lost = (work * lost) / (c + work * lost)
  const waits = (counters * lost) / (counters - work * (1 - lost))
  return { waits, mean: (waits * minutes) / (counters - work) }
}

/** Share of customers who are called within so many minutes; 0 when the line grows without end. */
export function calledWithin(load: Load, minutes: number): number {
  const settled = erlangC(load)
  if (!settled) return 0
  return 1 - settled.waits * Math.exp((-(load.counters - offered(load)) * minutes) / load.minutes)
}

/** The fewest counters with which so large a share is called within so many minutes. */
export function countersNeeded(
  { perHour, minutes }: Omit<Load, 'counters'>,
  { share, within }: { readonly share: number; readonly within: number },
): number {
  let counters = Math.floor(offered({ perHour, minutes, counters: 0 })) + 1
  while (calledWithin({ perHour, minutes, counters }, within) < share) counters += 1
  return counters
}
