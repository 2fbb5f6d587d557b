import { describe, expect, it } from 'vitest'
import ReconcileTab from '#app/backoffice/ReconcileTab.vue'
import { confirmCase, finishStep, keepForm, submitCase } from '#domain/cases/commands.ts'
import { readReceipt, writeReceipt } from '#domain/cases/receipt.ts'
import { declareInterruption, endInterruption } from '#domain/interruptions/commands.ts'
import { interruptionList } from '#domain/interruptions/queries.ts'
import { type Compared, reconcile } from '#domain/interruptions/report.ts'
import { enterCase } from '#domain/lateEntry/commands.ts'
import { createStory, paper } from '#support/caseStory.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { foldAll, journalOf, laneOf } from '#support/hallAfter.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

it('names each receipt that is missing, and says on which side (drill J)', async () => {
  const story = createStory()
  story.ask(declareInterruption, { what: 'network', drafts: 0 })
  const [entered, open] = [1, 2].map(() => {
    const id = story.open()
    story.ask(keepForm, { case: id, paper: paper(1), holds: [], phone: null, monthEnd: false, cash: 0 })
    story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
    story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
    story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
    story.ask(submitCase, { case: id, receipt: 'accepted' })
    return id
  })
  story.ask(endInterruption, {})
  story.ask(enterCase, { case: entered!, serial: 'BOSS-1', confirmHours: null }, { by: 's_zhao', on: 'backoffice' })
  const numberOf = (id: string) => story.case(id).receipt?.number ?? 'none'

  const tablet = createFakeTablet({ place: 'backoffice', by: 's_zhao', found: story.hall })
  const tab = mountScreen(ReconcileTab, { tablet })
  await typeInto('运营商清单', 'BOSS-9')
  await press('比对')
  expect(pageText()).toContain(`1 笔还没有了结：${numberOf(open!)}`)
  expect(pageText()).toContain(`1 笔本厅已录、运营商清单没有：${numberOf(entered!)}（流水号 BOSS-1）`)
  expect(pageText()).toContain('1 个流水号运营商有、本厅没有：BOSS-9')
  tab.unmount()
})

describe('receipts that are compared', () => {
  const tablet = 'counter3'
  /** So many receipts, one after another, of the counter that is on its own while the operator is out of reach. */
  function given(count: number) {
    const opened = { tablet, key: 'K'.repeat(87), nonce: 'N'.repeat(22), lane: laneOf(tablet) }
    const story = createStory([
      { kind: 'JournalOpened', subject: journalOf(tablet), on: tablet, by: null, body: opened },
    ])
    story.ask(declareInterruption, { what: 'network', drafts: 0 })
    const ids = Array.from({ length: count }, () => {
      const id = story.open()
      story.ask(keepForm, { case: id, paper: paper(1), holds: [], phone: null, monthEnd: false, cash: 0 })
      story.ask(finishStep, { case: id, step: 'apply', evidence: ['fields'] })
      story.ask(confirmCase, { case: id, how: 'signature', paper: paper(2) })
      story.ask(finishStep, { case: id, step: 'confirm', evidence: ['confirmation'] })
      story.ask(submitCase, { case: id, receipt: 'accepted' })
      return id
    })
    const numbers = ids.map((id) => story.case(id).receipt?.number ?? '')
    /** The hall of whom nothing of these cases has reached. */
    const without = (...lost: readonly number[]) => {
      const gone = lost.map((at) => ids[at])
      return foldAll(story.events.filter(({ subject }) => !gone.includes(subject)))
    }
    const compared = (hall: ReturnType<typeof without>, more: Partial<Compared> = {}) =>
      reconcile(hall, interruptionList(hall)[0]!, { serials: [], papers: null, toCome: false, from: [], ...more })
    return { numbers, without, compared }
  }
  it('name the first of a tablet’s day that is missing as well as one between two others (1.1.16)', () => {
    const { numbers, without, compared } = given(4)
    expect(compared(without(0, 2)).missing).toEqual([
      { number: numbers[0], tablet },
      { number: numbers[2], tablet },
    ])
    expect(compared(without()).missing).toEqual([])
  })

  it('say from which number on the last ones of a tablet may be missing, of which something is still to come (1.1.16)', () => {
    const { numbers, without, compared } = given(3)
    expect(compared(without(2), { from: [tablet, 'd_other'] }).awaited).toEqual([{ number: numbers[2], tablet }])
    expect(compared(without(2)).awaited).toEqual([])
  })

  it('are named where paper has one that the system does not know, also as the last, and the other way round (1.1.16)', () => {
    const { numbers, without, compared } = given(3)
    const [first = '', second = '', third = ''] = numbers
    const wrong = `${first.slice(0, -1)}${(Number(first.at(-1)) + 1) % 10}`
    const found = compared(without(2), { papers: [first.replaceAll('-', ''), third, wrong] })
    expect(found.onPaperOnly).toEqual([{ number: third, tablet }])
    expect(found.notOnPaper.map(({ receipt }) => receipt?.number)).toEqual([second])
    expect(found.wrongOnPaper).toEqual([wrong])
    expect(compared(without(), { papers: numbers })).toMatchObject({
      onPaperOnly: [],
      notOnPaper: [],
      wrongOnPaper: [],
    })
    expect(readReceipt(wrong)).toBeNull()
  })

  it('are each named with the side that lacks them (1.1.16)', async () => {
    const { numbers, without } = given(3)
    const back = createFakeTablet({ place: 'backoffice', by: 's_zhao', found: without(0) })
    back.setStatus({ silent: new Map([[tablet, 0]]) })
    const tab = mountScreen(ReconcileTab, { tablet: back })
    const elsewhere = writeReceipt({ code: '01', day: '2026-11-23', lane: 77, count: 1 })
    await typeInto('纸面回执存根', `${numbers[1]}\n${elsewhere}`)
    await press('比对')
    expect(pageText()).toContain(`平板给了、服务器没有收到 1 张回执：${numbers[0]}（`)
    expect(pageText()).toContain(`纸上有、系统没有 1 张回执：${elsewhere}（`)
    expect(pageText()).toContain(`系统有、纸上没有 1 张回执：${numbers[2]}`)
    const next = writeReceipt({ code: '01', day: '2026-11-23', lane: laneOf(tablet), count: 4 })
    expect(pageText()).toContain(`可能还有没传到的回执，从 ${next} 起`)
    tab.unmount()
  })
})
