import { Killed, type KillSwitch } from '#support/killSwitch.ts'

/** A kill that can be planned: after so many further steps nothing reaches the storage any more. */
export interface PlannedKill extends KillSwitch {
  readonly dead: boolean
  /** Resolves when it has happened. */
  readonly died: Promise<null>
  arm(after: number): void
}

export function createPlannedKill(): PlannedKill {
  let steps = 0
  let at = Number.POSITIVE_INFINITY
  let dead = false
  let die: (nothing: null) => void = () => {}
  const died = new Promise<null>((resolve) => {
    die = resolve
  })
  const end = () => {
    dead = true
    die(null)
  }
  return {
    died,
    get steps() {
      return steps
    },
    get dead() {
      return dead
    },
    arm(after) {
      at = steps + after
      if (after === 0) end()
    },
    step() {
      steps++
      if (dead || steps >= at) {
        end()
        throw new Killed()
      }
    },
  }
}
