import type { quotes as zh } from '../zh/quotes.ts'

export const quotes: typeof zh = {
  kept: ({ quoted, percent, time }) =>
    percent === null
      ? `Waits as quoted: too few to say (${quoted} today, as of ${time})`
      : `Waits as quoted: ${percent}% (of ${quoted} today, as of ${time})`,
}
