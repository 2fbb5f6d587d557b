import type { quotes as zh } from '../zh/quotes.ts'

export const quotes: typeof zh = {
  kept: ({ quoted, percent, time }) =>
    percent === null
      ? `Waits as quoted: too few to say (${quoted} today, as of ${time})`
      : `Waits as quoted: ${percent.inside}%${percent.sooner > 0 ? `, sooner: ${percent.sooner}%` : ''} (of ${quoted} today, as of ${time})`,
}
