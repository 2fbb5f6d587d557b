import { afterEach, expect, it } from 'vitest'
import IntakeCase from '#app/intake/IntakeCase.vue'
import LostPapersCard from '#app/manager/LostPapersCard.vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { caseAskOf } from '#domain/cases/caseAsk.ts'
import { keepCasePaper, openCase, tellPaperLost } from '#domain/cases/commands.ts'
import { atRest } from '#support/atRest.ts'
import { paper } from '#support/caseStory.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'

const GONE = '照片在平板上损坏，已经打不开。请重新拍。'
let shown: ReturnType<typeof mountScreen>[] = []
afterEach(() => {
  for (const each of shown) each.unmount()
  shown = []
})

it('a photo that was damaged stands in its case and in the manager’s list, with what to do, until it is taken again', async () => {
  const tablet = createFakeTablet({
    place: 'counter',
    by: STAFF.wang,
    settings: { queues: [...startQueues], services: [...startServices] },
  })
  const service = formOf('SV05')!
  const opened = await tablet.log.perform(openCase, caseAskOf(service, null))
  const id = opened.ok ? (opened.events[0]?.subject ?? '') : ''
  const takePhoto = (number: number) =>
    tablet.log.perform(keepCasePaper, { case: id, kind: 'photo', papers: [paper(number)], holds: [] })
  await takePhoto(2)
  shown.push(mountScreen(LostPapersCard, { tablet }))
  await atRest()
  expect(pageText()).not.toContain('损坏')
  await tablet.log.perform(tellPaperLost, { paper: paper(2) })
  await atRest()
  expect(pageText()).toContain(GONE)
  expect(pageText()).toContain('先退回再补')
  for (const each of shown.splice(0)) each.unmount()
  shown.push(mountScreen(IntakeCase, { tablet, props: { service: service.service, ticket: null, case: id } }))
  await atRest()
  expect(pageText()).toContain(GONE)
  await takePhoto(3)
  await atRest()
  expect(pageText()).not.toContain(GONE)
})
