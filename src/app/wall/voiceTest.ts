import * as v from 'valibot'

/** What staff answered at the opening self-test, kept on this screen beside the log. */
const Result = v.object({ day: v.string(), at: v.number(), heard: v.boolean() })
export type VoiceTestResult = Readonly<v.InferOutput<typeof Result>>

const NAME = 'stayopen.voiceTest'

/** Today's answer, or null: then the wall asks again. */
export function keptVoiceTest(day: string): VoiceTestResult | null {
  try {
    const kept = v.safeParse(Result, JSON.parse(window.localStorage.getItem(NAME) ?? 'null'))
    return kept.success && kept.output.day === day ? kept.output : null
  } catch {
    // Storage that the browser withholds only means that the test is asked for again.
    return null
  }
}

export function keepVoiceTest(result: VoiceTestResult): void {
  try {
    window.localStorage.setItem(NAME, JSON.stringify(result))
  } catch {
    // The answer still holds until the page is closed.
  }
}
