import { computed, shallowRef } from 'vue'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { ShownPin } from '#device/who/pinBoxes.ts'
import { useTablet } from '../useTablet.ts'

/** The vault, papers and drafts of this tablet as a screen follows them. */
export function useVault() {
  const { tablet, status, session } = useTablet()
  const sealed = shallowRef<SealedThings | null>(tablet.sealed)
  void tablet.openSealed().then((opened) => {
    sealed.value = opened
  })
  /** Why nothing can be sealed now; null when it can. */
  const shut = computed(() => {
    if (session.value === null) return 'sign-in' as const
    return status.value.vault === 'unlocked' && sealed.value
      ? null
      : status.value.vault === 'no-key'
        ? ('no-key' as const)
        : ('locked' as const)
  })

  /** A colleague who has signed in here before opens the vault for whoever is signed in now. */
  async function lend(colleague: string, pin: string): Promise<ShownPin> {
    const proof = await tablet.prove(colleague, pin)
    if (proof.ok) await sealed.value?.vault.openFor(proof.key)
    return proof
  }

  return { sealed, shut, lend }
}
