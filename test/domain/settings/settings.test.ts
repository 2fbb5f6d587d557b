import { describe, expect, it } from 'vitest'
import { configureHall, keepRecoverySheet } from '#domain/settings/commands.ts'
import type { SettingsChange } from '#domain/settings/events.ts'
import { frequentServices, isNameLike, lacksSheet } from '#domain/settings/queries.ts'
import { emptyHall } from '#domain/whole.ts'
import { answer, hallAfter, rulesSet, situation, ticketIssued, when } from '#support/hallAfter.ts'

const byManager = situation('10:00', { on: 'manager', by: 's_li' })
const configure = (ask: SettingsChange, hall = hallAfter()) => answer(when(hall, configureHall, ask, byManager))

describe('the recovery sheet', () => {
  const kept = { kind: 'RecoverySheetKept', subject: 'h_test', body: {}, on: 'manager' } as const

  it('is kept when a manager says so, once', () => {
    expect(answer(when(hallAfter(), keepRecoverySheet, {}, situation('10:00')))).toBe('not-your-role')
    expect(when(hallAfter(), keepRecoverySheet, {}, byManager)).toMatchObject({
      events: [{ kind: 'RecoverySheetKept' }],
    })
    expect(when(hallAfter(kept), keepRecoverySheet, {}, byManager)).toMatchObject({ ok: true, events: [] })
  })

  it('is missed in a hall that was founded and where nobody kept it', () => {
    expect(lacksSheet(emptyHall('h_new'))).toBe(false)
    expect(lacksSheet(hallAfter())).toBe(true)
    expect(lacksSheet(hallAfter(kept))).toBe(false)
  })
})

describe('the settings of a hall', () => {
  it('change one by one: what a change leaves out stays', () => {
    const hall = hallAfter(rulesSet({ recallLimit: 5 }), rulesSet({ missLimit: 2 }))
    expect(hall.settings.rules).toMatchObject({ recallLimit: 5, missLimit: 2, missAfterSeconds: 30 })
    expect(hall.settings.queues).toHaveLength(2)
  })

  it('are the manager’s; a hall without staff is set up by the first manager tablet', () => {
    expect(answer(when(hallAfter(), configureHall, { name: '城西厅' }, situation('10:00')))).toBe('not-your-role')
    const founding = situation('08:00', { on: 'manager', by: null })
    expect(answer(when(emptyHall('h_new'), configureHall, { name: '新厅' }, founding))).toBe('accepted')
    const elsewhere = situation('08:00', { by: null })
    expect(answer(when(emptyHall('h_new'), configureHall, { name: '新厅' }, elsewhere))).toBe('sign-in-first')
  })

  it('refuse two queues with one letter, two counters with one number, and queues nobody has (Q1)', () => {
    const [a, b] = hallAfter().settings.queues
    if (!a || !b) throw new Error('the hall has two queues')
    expect(configure({ queues: [a, { ...b, prefix: 'A' }] })).toBe('prefix-is-taken')
    expect(
      configure({
        counters: [
          { id: '1', queues: ['A'] },
          { id: '1', queues: ['B'] },
        ],
      }),
    ).toBe('number-is-taken')
    expect(configure({ counters: [{ id: '1', queues: ['Z'] }] })).toBe('queue-unknown')
    expect(configure({ rules: { missLimit: 0 } })).toBe('settings-do-not-fit')
    expect(configure({ rules: { timeZone: 'Mars/Olympus' } })).toBe('settings-do-not-fit')
  })

  it('keep a queue that still has customers (Q35)', () => {
    const { queues, services } = hallAfter().settings
    const onlyA = {
      queues: queues.filter(({ id }) => id === 'A'),
      services: services.filter(({ queue }) => queue === 'A'),
      counters: [{ id: '1', queues: ['A'] }],
    }
    expect(configure(onlyA)).toBe('accepted')
    expect(configure(onlyA, hallAfter(ticketIssued('B001')))).toBe('queue-unknown')
  })
})

describe('the services that reception shows at once', () => {
  const { settings } = hallAfter()
  const [pay, plan] = settings.services
  const shown = (services: typeof settings.services, most = 8) =>
    frequentServices({ ...settings, services }, most).map(({ id }) => id)

  it('are those that the hall marked, or all that are open while it has marked none, and never too many', () => {
    expect(shown([pay!, { ...plan!, frequent: false }])).toEqual(['pay'])
    expect(shown([pay!, plan!].map((each) => ({ ...each, frequent: false })))).toEqual(['pay', 'plan'])
    expect(shown([{ ...pay!, open: false }, plan!])).toEqual(['plan'])
    const stopped = { zh: '', en: 'Printer broken' }
    expect(
      shown([
        { ...pay!, open: false, stopped },
        { ...plan!, frequent: false },
      ]),
    ).toEqual(['pay'])
    expect(shown([pay!, plan!], 1)).toEqual(['pay'])
  })

  it('and all others are found by a part of the name in either language', () => {
    const like = (typed: string) => settings.services.filter(({ name }) => isNameLike(name, typed)).map(({ id }) => id)
    expect([like('套餐'), like(' PLAN '), like(''), like('宽带')]).toEqual([['plan'], ['plan'], ['pay', 'plan'], []])
  })
})
