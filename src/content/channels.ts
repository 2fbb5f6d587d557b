/** Ways for customers who cannot come, until the hall has set its own (1.1.14). */
import { CHANNELS, type Channel } from '#domain/catalogue/form.ts'
import type { ChannelCard } from '#domain/settings/events.ts'
import type { Settings } from '#domain/settings/settings.ts'

/** The operator's own number and page are for everybody (plan-study §3.3). */
const KNOWN: Partial<Record<Channel, Partial<ChannelCard>>> = {
  hotline: { number: '10086' },
  'online-hall': { link: 'https://www.10086.cn' },
}

/** Every way as the hall has set it, or as the operator has it. */
export const channelCards = ({ channels }: Pick<Settings, 'channels'>): readonly ChannelCard[] =>
  CHANNELS.map(
    (channel) =>
      channels.find((each) => each.channel === channel) ?? {
        ...{ number: '', hours: '', link: '', place: '', note: '' },
        ...KNOWN[channel],
        channel,
      },
  )
