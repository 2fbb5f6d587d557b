import { afterEach, describe, expect, it } from 'vitest'
import CommandPanel from '#app/emergency/CommandPanel.vue'
import { planOf } from '#content/plans/library.ts'
import { declareIncident, takeCommand } from '#domain/incidents/commands.ts'
import { foremost } from '#domain/incidents/queries.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

let shown: ReturnType<typeof mountScreen> | undefined
afterEach(() => shown?.unmount())

describe('whoever leads an incident', () => {
  it.each([
    ['zh-CN', '现在指挥：小王 （未签名）', '接管指挥 小王 （未签名）', '解除要由经理'],
    ['en', 'In command: 小王 (unsigned)', '小王 (unsigned)', 'To end it takes a manager'],
  ] as const)(
    'is named as one who has not signed, where that is so, and with what follows: %s',
    (language, ...texts) => {
      const tablet = createFakeTablet({ place: 'counter' })
      tablet.colleague('counter', STAFF.wang).perform(declareIncident, { plan: 'P01', version: 1, level: 3 })
      const panel = () => ({ incident: foremost(tablet.log.hall), plan: planOf('P01') })
      shown = mountScreen(CommandPanel, { tablet, language, props: panel() })
      expect(pageText()).not.toContain(texts[0])
      shown.unmount()
      tablet.colleague('counter', STAFF.wang).perform(takeCommand, { incident: foremost(tablet.log.hall)!.id })
      shown = mountScreen(CommandPanel, { tablet, language, props: panel() })
      for (const text of texts) expect(pageText().replaceAll(/\s+/g, ' ')).toContain(text)
    },
  )
})
