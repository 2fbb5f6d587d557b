import { computed } from 'vue'
import { parametersOf } from '#content/catalogue/parameters.ts'
import { channelCard } from '#content/channels.ts'
import { agentRule } from '#domain/catalogue/agentRule.ts'
import type { Channel, ServiceForm } from '#domain/catalogue/form.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'

/** One way for a customer who cannot come: how it is called, and what they are told of it, line by line. */
export interface OtherWay {
  readonly channel: Channel | 'in-person'
  readonly name: string
  readonly lines: readonly string[]
}

/** Ways that lead to this hall itself: whoever sets no number for them is called at the hall's. */
const OWN: readonly Channel[] = ['home-visit', 'appointment', 'agent']

/** What somebody is told who cannot come for a service: each way with its number, hours, page and place, and the rule for agents (1.1.14). */
export function useOtherWays(form: () => ServiceForm | undefined) {
  const { hall } = useTablet()
  const { named } = useShown()
  const words = useWords('cases')

  const rule = computed(() => {
    const shown = form()
    if (!shown) return ''
    const found = agentRule(shown, parametersOf(hall.value.settings))
    if (found.kind !== 'allowed') return words.cases.agentRules[found.kind]
    return words.cases.agentRules.allowed({ documents: found.documents.map(({ label }) => named(label)) })
  })

  const ways = computed((): readonly OtherWay[] => {
    const { channels = [], inPerson = null } = form()?.absent ?? {}
    const { 本厅电话: phone = '' } = hall.value.settings.planVariables
    const read = (label: string, text: string) => (text === '' ? [] : [words.common.labelled({ label, text })])
    const own = channels.map((channel): OtherWay => {
      const { number, hours, link, place, note } = channelCard(hall.value.settings, channel)
      const lines = [
        ...read(words.cases.way.number, number || (OWN.includes(channel) ? phone : '')),
        ...read(words.cases.way.hours, hours),
        ...read(words.cases.way.link, link),
        ...read(words.cases.way.place, place),
        note || words.cases.wayNotes[channel],
      ]
      return { channel, name: words.cases.channels[channel], lines }
    })
    if (inPerson === null) return own
    return [...own, { channel: 'in-person', name: words.cases.channels['in-person'], lines: [named(inPerson)] }]
  })

  return { ways, rule }
}
