const BESIDE_CHINESE = /[\p{Script=Han}》）。！？；][,:;?!()]|[,:;?!()][\p{Script=Han}《（]/gu
const AMID_CHINESE = /[\p{Script=Han}》）。！？；][,:;?!()][\p{Script=Han}《（]/gu

const around = (text: string, signs: RegExp): string[] =>
  [...text.matchAll(signs)].map(({ index }) => text.slice(Math.max(0, index - 8), index + 10))

/** Where a half-width sign stands directly beside a Chinese character, each with the signs around it. */
export const halfWidthIn = (text: string): string[] => around(text, BESIDE_CHINESE)

/** Where it stands between two Chinese characters: what an English sentence has beside a Chinese word is its own sign. */
export const halfWidthAmid = (text: string): string[] => around(text, AMID_CHINESE)
