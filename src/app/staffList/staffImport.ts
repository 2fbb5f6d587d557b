import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import type { Performed } from '#device/hallLog/hallLog.ts'
import type { Tablet } from '#device/tablet.ts'
import type { NewKey } from '#device/who/pinBoxes.ts'
import { addStaffList } from '#domain/staff/commands.ts'
import type { NewPerson } from '#domain/staff/staffList.ts'
import { firstPins } from './firstPins.ts'

/** Somebody who is about to join, or has, and the PIN to be handed to them. */
export interface Joining extends NewPerson {
  readonly staff: string
  readonly pin: string
}

type Perform = (people: readonly (NewPerson & { readonly staff: string } & NewKey)[]) => Promise<Performed>

/**
 * People of a list on their way in. It outlives the page that began it: a key takes a second to be made.
 * Nobody → making (keys, one after the other) → ready (all of them, nobody has joined) → taken (joined; the PINs are to be
 * handed out) → nobody. From making and ready it can be given up, and then nobody has joined. A page that is closed or
 * loaded anew forgets it.
 */
export const useStaffImport = defineStore('staffImport', () => {
  const phase = ref<'nobody' | 'making' | 'ready' | 'taken' | 'broken'>('nobody')
  const people = shallowRef<readonly Joining[]>([])
  const done = ref(0)
  const refusal = shallowRef<Extract<Performed, { ok: false }> | null>(null)
  let keys: readonly NewKey[] = []
  let isTaking = false
  /** The idle lock and updates wait meanwhile. */
  let letGo = () => {}

  function become(next: typeof phase.value): void {
    phase.value = next
    if (next === 'making' || next === 'taken') return
    letGo()
    letGo = () => {}
  }

  async function begin(asked: readonly NewPerson[], tablet: Tablet): Promise<void> {
    const pins = firstPins(asked.length, tablet.now(), (count) => crypto.getRandomValues(new Uint8Array(count)))
    const joining = asked.map((person, at): Joining => ({ ...person, staff: tablet.newId('s'), pin: pins[at] ?? '' }))
    people.value = joining
    done.value = 0
    refusal.value = null
    letGo()
    letGo = tablet.holdStill('staff-list')
    become('making')
    const isStill = () => people.value === joining
    try {
      const made: NewKey[] = []
      for (const { staff, pin } of joining) {
        made.push(await tablet.makeKey(staff, pin))
        if (!isStill()) return
        done.value = made.length
      }
      keys = made
    } catch {
      if (isStill()) become('broken')
      return
    }
    become('ready')
    await take((ask) => tablet.log.perform(addStaffList, { people: ask }))
  }

  /** Lets all of them join, or nobody: then the reason is told. */
  async function take(perform: Perform): Promise<void> {
    if (phase.value !== 'ready' || isTaking) return
    const ask = people.value.flatMap(({ pin: _, ...person }, at) => {
      const made = keys[at]
      return made ? [{ ...person, ...made }] : []
    })
    isTaking = true
    try {
      const performed = await perform(ask)
      refusal.value = performed.ok ? null : performed
      if (performed.ok) become('taken')
    } finally {
      isTaking = false
    }
  }

  /** Nothing is left of them: given up before they joined, or their PINs are handed out. */
  function forget(): void {
    people.value = []
    keys = []
    refusal.value = null
    become('nobody')
  }

  return { phase, people, done, refusal, begin, take, forget }
})
