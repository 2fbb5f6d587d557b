import { ref } from 'vue'
import type { NotOpened } from '#device/who/pinBoxes.ts'
import { NoMemory } from '#device/who/pinStretch.ts'
import { useWait } from '../useWait.ts'
import { useWords } from '../words/words.ts'

/**
 * Why the last PIN opened nothing or could not be tried, as a sentence, and the seconds until the next try. `stuck`: no PIN
 * of theirs can be checked here, so that another one would be typed in vain.
 */
export function usePinAnswer() {
  const words = useWords()
  const { waitSeconds, waitFor } = useWait()
  const sentence = ref<string>()
  const stuck = ref<NotOpened['why'] | null>(null)

  /** Somebody else is asked, or the same person anew. */
  function forget(): void {
    sentence.value = undefined
    stuck.value = null
  }

  /** Answers null, with the reason on the screen, when it could not be tried. */
  async function attempt<Answer>(trying: () => Promise<Answer>): Promise<Answer | null> {
    forget()
    try {
      return await trying()
    } catch (fault) {
      sentence.value = fault instanceof NoMemory ? words.staff.noMemory : words.staff.pinNotChecked
      return null
    }
  }

  function refused({ why, waitSeconds }: NotOpened): void {
    waitFor(waitSeconds)
    stuck.value = why === 'wrong-pin' || why === 'wait' ? null : why
    sentence.value = {
      'wrong-pin': words.staff.wrongPin,
      wait: words.staff.notTried,
      'no-pin-set': words.staff.noPinSet,
      'staff-unknown': words.staff.unknown,
      'no-desk-secret': words.staff.noDeskSecret,
      'newer-desk-secret': words.staff.newerDeskSecret,
      'tablet-revoked': words.status.revokedWhat,
    }[why]
  }

  return { waitSeconds, sentence, stuck, attempt, refused, forget }
}
