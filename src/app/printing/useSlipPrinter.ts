import { shallowRef } from 'vue'

/** What became of a paper. */
export interface Outcome {
  /** As the printer or a person says it; null when nobody did. */
  readonly came: boolean | null
  /** Why it did not come, as a sentence, when the printer says so. */
  readonly why: string
}

/**
 * One way for everything narrow: a paper lies in the printer, a `SlipPrinting` is drawn for it, and it is over when that
 * has said what came out.
 */
export function useSlipPrinter<Job>() {
  const job = shallowRef<Job | null>(null)
  let settle: (outcome: Outcome) => void = () => undefined

  /** Null: another paper is in the printer. */
  async function print(next: Job): Promise<Outcome | null> {
    if (job.value !== null) return null
    const outcome = await new Promise<Outcome>((resolve) => {
      settle = resolve
      job.value = next
    })
    job.value = null
    return outcome
  }

  return { job, print, said: (outcome: Outcome) => settle(outcome) }
}
