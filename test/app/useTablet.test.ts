import { describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { usePerform, useTablet } from '#app/useTablet.ts'
import { issueTicket } from '#domain/tickets/commands.ts'
import { queueBoard } from '#domain/tickets/queries.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { mountScreen } from '#support/mountScreen.ts'

const ask = { queue: 'q-pay', service: 'payment', priority: null }

const Board = defineComponent(() => {
  const { hall, now } = useTablet()
  const { perform, refusal } = usePerform()
  return () => [
    h('p', `等候 ${queueBoard(hall.value, now.value).reduce((sum, { waiting }) => sum + waiting, 0)}`),
    h('button', { type: 'button', onClick: () => perform(issueTicket, ask) }, '取号'),
    h('p', refusal.value?.why),
  ]
})

describe('a screen on a tablet', () => {
  it('shows what was performed on it', async () => {
    const screen = mountScreen(Board, { tablet: createFakeTablet() })
    await screen.get('button').trigger('click')
    await atRest()
    expect(screen.text()).toContain('等候 1')
  })

  it('shows what colleagues did on other tablets', async () => {
    const tablet = createFakeTablet()
    const screen = mountScreen(Board, { tablet })
    tablet.colleague('reception', null).perform(issueTicket, ask)
    await atRest()
    expect(screen.text()).toContain('等候 1')
  })

  it('says why an act was refused and leaves the hall as it was', async () => {
    const tablet = createFakeTablet()
    const screen = mountScreen(Board, { tablet })
    tablet.fillDisk(true)
    await screen.get('button').trigger('click')
    await atRest()
    expect(screen.text()).toContain('disk-is-full')
    expect(screen.text()).toContain('等候 0')
  })
})
