import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { Session } from '#device/who/session.ts'
import type { Role } from '#domain/roles.ts'
import { useTablet } from '../useTablet.ts'

interface Asked {
  readonly roles: readonly Role[]
  readonly answer: (session: Session | null) => void
}

/** The sign-in sheet as it stands on the screen: who is asked for, or nobody. */
export const useSignInSheet = defineStore('signInSheet', () => {
  const asked = shallowRef<Asked | null>(null)

  function show(roles: readonly Role[]): Promise<Session | null> {
    asked.value?.answer(null)
    return new Promise((answer) => {
      asked.value = { roles, answer }
    })
  }

  function close(session: Session | null): void {
    const closing = asked.value
    asked.value = null
    closing?.answer(session)
  }

  return { asked, show, close }
})

/**
 * Asks for somebody to sign in, only where it is needed: answers at once when the person signed in holds one of the
 * roles (any role when none is named), otherwise opens the sheet. Null when it was closed without signing in.
 */
export function useSignIn() {
  const { session } = useTablet()
  const sheet = useSignInSheet()

  async function askFor(...roles: readonly Role[]): Promise<Session | null> {
    const present = session.value
    if (present && (roles.length === 0 || present.roles.some((role) => roles.includes(role)))) return present
    return sheet.show(roles)
  }

  return { askFor }
}
