import { afterEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import CarryScreen from '#app/carry/CarryScreen.vue'
import FormerHall from '#app/carry/FormerHall.vue'
import { useCarrySheet } from '#app/carrySheet.ts'
import { useEmergencySheet } from '#app/emergencySheet.ts'
import SignInSheet from '#app/lock/SignInSheet.vue'
import { useSignInSheet } from '#app/shell/useSignIn.ts'
import FullSheet from '#app/ui/FullSheet.vue'
import { carry as words } from '#app/words/zh/carry.ts'
import type { Carrier, TakenIn } from '#device/carry/carrier.ts'
import { declareIncident } from '#domain/incidents/commands.ts'
import { boxKey, changeStaff } from '#domain/staff/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, PIN, STAFF } from '#support/fakeTablet.ts'
import { clock } from '#support/hallAfter.ts'
import { pageText, press, typePin } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

afterEach(() => {
  document.body.innerHTML = ''
})
const bytes = new Uint8Array(900)
const withCarrier = (by: string | null, taken: TakenIn) => {
  const tablet = createFakeTablet({ by })
  const asked: unknown[] = []
  const carrier: Carrier = {
    async pack(what) {
      asked.push(what)
      return { bytes, lines: 12, leftOut: 3 }
    },
    takeIn: async () => taken,
  }
  return { tablet: Object.assign(tablet, { openCarrier: async () => carrier }), asked }
}
const refused: TakenIn = { ok: false, why: 'other-hall', from: null }

describe('passing events on', () => {
  it('offers nothing but an incident and the queue while nobody is signed in', async () => {
    const { tablet, asked } = withCarrier(null, refused)
    await tablet.log.perform(declareIncident, { plan: 'P03', version: 1, level: 3 })
    const screen = mountScreen(CarryScreen, { tablet })
    expect(screen.text()).toContain(words.lockedHint)
    expect(screen.text()).not.toContain(words.whats.all)
    findByRole('button', words.showCodes).click()
    await atRest()
    expect(asked).toEqual([{ what: 'incident', incident: [...tablet.log.hall.incidents.keys()][0] }])
    expect(screen.text()).toContain(words.packed({ lines: 12, kilobytes: 1 }))
    expect(screen.text()).toContain(words.leftOut({ lines: 3 }))
    screen.unmount()
  })

  it('marks the incident that begins while the sheet lies open: it is the only choice', async () => {
    const { tablet } = withCarrier(null, refused)
    const screen = mountScreen(CarryScreen, { tablet })
    await tablet.log.perform(declareIncident, { plan: 'P03', version: 1, level: 3 })
    await atRest()
    const choice = findByRole('radio', words.whats.incident)
    expect(choice.matches(':checked, [aria-checked="true"]')).toBe(true)
    screen.unmount()
  })

  it('offers everything to whoever is signed in', async () => {
    const { tablet, asked } = withCarrier(STAFF.wang, refused)
    const screen = mountScreen(CarryScreen, { tablet })
    findByRole('radio', words.whats.unkept).click()
    await atRest()
    findByRole('button', words.showCodes).click()
    await atRest()
    expect(asked).toEqual([{ what: 'unkept' }])
    screen.unmount()
  })
})

describe('taking over', () => {
  it.each([
    [refused, words.refused['other-hall']],
    [
      {
        ok: true,
        from: '前台',
        lines: 12,
        at: '2026-11-23T01:00:00.000Z',
        writers: ['server', 'd_9'],
        leftOut: 2,
      } as const,
      [
        words.taken({ from: '前台', lines: 12, at: '09:00' }),
        words.writtenBy({ names: `${words.server}、d_9` }),
        words.leftBehind({ lines: 2 }),
      ].join(''),
    ],
  ])('says in a sentence what came of it', async (taken, sentence) => {
    const { tablet } = withCarrier(null, taken)
    const screen = mountScreen(CarryScreen, { tablet })
    findByRole('radio', words.ways.take).click()
    await atRest()
    const input = screen.find('input[type="file"]')
    Object.defineProperty(input.element, 'files', { value: [new File([bytes], 'a.stayopen')] })
    await input.trigger('change')
    await atRest()
    expect(screen.text()).toContain(sentence)
    screen.unmount()
  })
})

describe('the file of another hall', () => {
  const former = {
    hall: 'h_burnt',
    at: '2026-11-23T01:20:00.000Z',
    tickets: [
      {
        label: 'A009',
        queue: 'x',
        service: null,
        priority: null,
        takenAt: clock('08:50'),
        awayUntil: null,
        was: 'waiting' as const,
        toCheck: false,
        toWave: false,
      },
      {
        label: '57',
        queue: 'y',
        service: null,
        priority: null,
        takenAt: clock('08:45'),
        awayUntil: clock('09:45'),
        was: 'away' as const,
        toCheck: false,
        toWave: false,
      },
    ],
    served: ['A003'],
    missed: [],
    names: { hall: '城西厅', tablet: '前台' },
    incidents: [{ plan: 'P03', version: 1, level: 3 as const, ticks: [] }],
  }

  it('says what nobody here can prove, and takes the numbers over once a manager has said where each group waits', async () => {
    const tablet = createFakeTablet({ by: STAFF.chen, place: 'manager' })
    const screen = mountScreen(FormerHall, { tablet, props: { former } })
    expect(screen.text()).toContain('文件里写的是：城西厅，前台，存于 09:20')
    expect(screen.text()).toContain(words.former.unproved)
    expect(screen.text()).toContain(words.former.states.served({ labels: 'A003' }))
    expect(screen.text()).toContain(words.former.states.away({ labels: '57' }))
    expect(screen.text()).not.toContain('过号的')
    expect(screen.text()).toContain(words.former.waiting({ count: 1, labels: 'A009' }))
    expect(screen.text()).toContain(words.former.sortFirst)
    expect(findByRole('button', words.former.take).getAttribute('aria-disabled')).toBe('true')
    await screen.findAll('select')[1]?.setValue(tablet.log.hall.settings.queues[1]?.id)
    findByRole('button', words.former.take).click()
    await atRest()
    expect(screen.text()).toContain(words.former.taken({ by: '老陈', time: '09:00', tickets: 2, incidents: 1 }))
    expect([...tablet.log.hall.tickets.values()].map(({ label, queue }) => [label, queue])).toEqual([
      ['57', tablet.log.hall.settings.queues[1]?.id],
      ['A009', tablet.log.hall.settings.queues.find(({ prefix }) => prefix === 'A')?.id],
    ])
    screen.unmount()
  })

  it('is taken over by nobody else, and at no back office', () => {
    const at = { by: STAFF.wang, place: 'backoffice' } as const
    const screen = mountScreen(FormerHall, { tablet: createFakeTablet(at), props: { former } })
    expect(screen.text()).toContain(words.former.managerTakes)
    expect(screen.findAll('button')).toEqual([])
    screen.unmount()
  })

  it('is taken over by no manager whose PIN somebody else chose: they choose one of their own first', async () => {
    const tablet = createFakeTablet({ by: STAFF.li, place: 'manager' })
    const chen = tablet.colleague('manager', STAFF.chen)
    chen.perform(changeStaff, { staff: STAFF.li, roles: ['manager'] })
    chen.perform(boxKey, { staff: STAFF.li, ...(await tablet.makeKey(STAFF.li, '351792')) })
    const screen = mountScreen(FormerHall, { tablet, props: { former } })
    expect(tablet.session?.roles).toEqual(['manager'])
    expect(screen.text()).toContain(words.former.ownPinFirst)
    expect(screen.findAll('button')).toEqual([])
    screen.unmount()
  })

  it('makes way for who needs a plan, also while somebody signs in over it', async () => {
    const tablet = createFakeTablet({ by: null, place: 'reception' })
    const Whole = defineComponent({
      setup() {
        const [signIn, carry, emergency] = [useSignInSheet(), useCarrySheet(), useEmergencySheet()]
        carry.open = true
        return () => [
          h('p', `${carry.open} ${emergency.open}`),
          carry.open
            ? h(FullSheet, { class: 'emergencyFrame', layer: 'top', title: '' }, () => h(FormerHall, { former }))
            : null,
          signIn.asked ? h(SignInSheet) : null,
        ]
      },
    })
    const screen = mountScreen(Whole, { tablet })
    await press('登录')
    await until(() => document.querySelector('.sheet .emergencyButton') !== null)
    document.querySelector<HTMLElement>('.sheet .emergencyButton')?.click()
    await until(() => document.querySelector('.sheet') === null)
    expect(pageText()).toContain('false true')
    screen.unmount()
  })

  it('waits while a manager signs in over it, and is then theirs to take', async () => {
    const tablet = createFakeTablet({ by: null, place: 'reception' })
    const Whole = defineComponent({
      setup() {
        const signIn = useSignInSheet()
        return () => [
          h(FullSheet, { class: 'emergencyFrame', layer: 'top', title: words.title }, () => h(FormerHall, { former })),
          signIn.asked ? h(SignInSheet) : null,
        ]
      },
    })
    const screen = mountScreen(Whole, { tablet })
    await press('登录')
    await until(() => document.querySelector('.sheet') !== null)
    // Over the layer from which it was asked for, not below it.
    expect(document.querySelector('.sheet')?.classList).toContain('overEmergency')
    const [manager] = [...document.querySelectorAll<HTMLElement>('.sheet button')].filter((each) =>
      each.textContent.includes('老陈'),
    )
    manager?.click()
    await atRest()
    await typePin(PIN)
    await until(() => document.querySelector('.sheet') === null)
    expect(pageText()).toContain(words.former.take)
    screen.unmount()
  })
})
