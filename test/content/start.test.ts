import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { sourceNames } from '#content/catalogue/sources.ts'
import { cancelReasons, missReasons, startPauseReasons } from '#content/moreReasons.ts'
import { startCounters, startQueues } from '#content/queues.ts'
import { holdReasons, outcomes, pickReasons, reasonName, transferNotes } from '#content/reasons.ts'
import { retention, startRetention } from '#content/retention.ts'
import { startServices } from '#content/services.ts'
import { keptDays } from '#domain/cases/papersDue.ts'
import { settingsKinds } from '#domain/settings/events.ts'
import { startSettings } from '#domain/settings/settings.ts'
import { Code } from '#domain/shapes.ts'

const lists = [startPauseReasons, missReasons, holdReasons, transferNotes, cancelReasons, outcomes, pickReasons]

describe('what a hall starts with', () => {
  it('is accepted as the settings of a hall', () => {
    const settings = {
      name: '城东厅',
      queues: startQueues,
      services: startServices,
      counters: startCounters(6, startQueues),
      pauseReasons: startPauseReasons,
      rules: startRetention,
    }
    expect(v.is(settingsKinds.HallConfigured.body, settings)).toBe(true)
  })

  it('has a queue for each of the 22 services', () => {
    const queues = new Set(startQueues.map(({ id }) => id))
    expect(startServices.map(({ id }) => id)).toHaveLength(22)
    expect(startServices.filter(({ queue }) => !queues.has(queue))).toEqual([])
  })

  it('keeps no paper of a customer for ever, and says of each kind for how long and by which norm', () => {
    for (const days of Object.values(keptDays({ ...startSettings.rules, ...startRetention })))
      expect(days).toBeGreaterThan(0)
    for (const { source, why } of Object.values(retention)) {
      expect(sourceNames(source, 'zh')).toContain('《电信用户申诉处理办法》')
      expect([why.zh, why.en].every((text) => text.length > 0)).toBe(true)
    }
    // What an appeal may need stays until it is answered.
    expect(startRetention.formDays).toBeGreaterThanOrEqual(153 + 30)
    expect(startRetention.signatureDays).toBe(startRetention.formDays)
  })

  it('leaves no queue without a service', () => {
    const served = new Set(startServices.map(({ queue }) => queue))
    expect(startQueues.filter(({ id }) => !served.has(id))).toEqual([])
  })

  it('has reasons that the events accept, each once in its list', () => {
    for (const list of lists) {
      expect(list.filter(({ code }) => !v.is(Code, code))).toEqual([])
      expect(new Set(list.map(({ code }) => code)).size).toBe(list.length)
    }
  })

  it('shows a reason by its name, and an unknown one by its code', () => {
    expect(reasonName(missReasons, 'did-not-come', 'zh')).toBe('没有人来')
    expect(reasonName(missReasons, 'from-a-newer-tablet', 'en')).toBe('from-a-newer-tablet')
  })
})
