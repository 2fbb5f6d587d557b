import { describe, expect, it } from 'vitest'
import LogTab from '#app/manager/LogTab.vue'
import type { Place } from '#domain/kind.ts'
import { shredPapers } from '#domain/papers/commands.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press } from '#support/mountApp.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

const paper = 'a'.repeat(64)

async function open(place: Place, hours: number) {
  const tablet = createFakeTablet({ place, by: STAFF.chen })
  tablet.colleague('reception', STAFF.chen).perform(shredPapers, { subject: 'c_1', papers: [paper] })
  tablet.pass(hours * 60)
  const shown = mountScreen(LogTab, { tablet })
  await atRest()
  findByRole('radio', '销毁的资料').click()
  await until(() => pageText().includes('销毁 1 份'))
  return { tablet, shown }
}

describe('papers that were destroyed by mistake', () => {
  it.each(['manager', 'reception', 'counter'] as const)(
    'are listed for the manager and brought back within a day, at a desk that holds no copy: %s',
    async (place) => {
      const { tablet, shown } = await open(place, 23)
      expect(pageText()).toContain('资料已打不开；09:00 以前都能停下，之后彻底删除。')
      expect(tablet.log.hall.shredded.has(paper)).toBe(true)
      await press('停下，恢复资料')
      expect(tablet.log.hall.shredded.has(paper)).toBe(false)
      expect(pageText()).toContain('没有销毁过资料。')
      shown.unmount()
    },
  )

  it('promise nothing once a day is over', async () => {
    const { shown } = await open('reception', 25)
    expect(pageText()).toContain('已满一天')
    expect(pageText()).not.toContain('停下，恢复资料')
    shown.unmount()
  })
})
