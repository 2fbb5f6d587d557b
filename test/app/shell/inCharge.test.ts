import type { VueWrapper } from '@vue/test-utils'
import { afterEach, describe, expect, it } from 'vitest'
import { notePresence } from '#domain/roster/commands.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { mountApp, pageText, press } from '#support/mountApp.ts'
import { until } from '#support/until.ts'

let app: VueWrapper | undefined
afterEach(() => {
  app?.unmount()
})
const head = () => document.querySelector('.screenFrame .title')?.textContent ?? ''

describe('who is in charge', () => {
  it.each(['reception', 'counter', 'backoffice', 'manager'] as const)(
    'stands below the name of the place at the %s, with as of when while nobody is heard',
    async (place) => {
      const tablet = createFakeTablet({ place, by: STAFF.wang })
      app = (await mountApp(tablet)).app
      await until(() => head().includes('负责人 老陈'))
      expect(head()).not.toContain('截至')
      tablet.setStatus({ link: 'server-lost' })
      await until(() => head().includes('截至'))
    },
  )

  it('is told once to whoever becomes it, on the tablet at which they work (1.1.5)', async () => {
    const tablet = createFakeTablet({ place: 'reception', by: STAFF.wang })
    app = (await mountApp(tablet)).app
    await until(() => head().includes('负责人 老陈'))
    expect(pageText()).not.toContain('现在由您负责')
    const chen = tablet.colleague('manager', STAFF.chen)
    for (const { id } of tablet.log.hall.staff.values())
      if (id !== STAFF.wang) chen.perform(notePresence, { staff: id, present: false })
    await until(() => head().includes('负责人 小王'))
    await until(() => pageText().includes('现在由您负责'))
    await press('现在由您负责')
    await until(() => pageText().includes('现场负责人现在是您'))
    await press('知道了')
    expect(pageText()).not.toContain('现在由您负责')
    // Whoever was before them comes back, and goes again.
    chen.perform(notePresence, { staff: STAFF.chen, present: true })
    await until(() => head().includes('负责人 老陈'))
    chen.perform(notePresence, { staff: STAFF.chen, present: false })
    await until(() => pageText().includes('现在由您负责'))
  })
})
