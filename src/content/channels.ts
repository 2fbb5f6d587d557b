/** Ways for customers who cannot come (1.1.14). */
import { CHANNELS, type Channel } from '#domain/catalogue/form.ts'
import type { Settings } from '#domain/settings/settings.ts'

/** What customers are told of a way: its number, when somebody answers, its page, where it is, what else there is to know. */
export const TOLD = ['number', 'hours', 'link', 'place', 'note'] as const
/** What customers are told of one way; what is empty is not said. */
export type ChannelCard = Readonly<Record<(typeof TOLD)[number], string>>

const nothing: ChannelCard = { number: '', hours: '', link: '', place: '', note: '' }
/** The operator's own number and page are for everybody (plan-study §3.3). */
const known: Partial<Record<Channel, Partial<ChannelCard>>> = {
  hotline: { number: '10086' },
  'online-hall': { link: 'https://www.10086.cn' },
}

/** What is told of one way, as the hall has set it or, of a way of which it has said nothing, as the operator has it. */
export const channelCard = ({ channels }: Pick<Settings, 'channels'>, channel: Channel): ChannelCard => ({
  ...nothing,
  ...(channels[channel] ?? known[channel]),
})

/** The same of every way. */
export const channelCards = (settings: Pick<Settings, 'channels'>): Record<Channel, ChannelCard> =>
  Object.fromEntries(CHANNELS.map((channel) => [channel, channelCard(settings, channel)])) as Record<
    Channel,
    ChannelCard
  >
