const BESIDE_CHINESE = /[\p{Script=Han}》）。！？；][,:;?!()]|[,:;?!()][\p{Script=Han}《（]/gu

/** Where a half-width sign stands directly beside a Chinese character, each with the signs around it. */
export const halfWidthIn = (text: string): string[] =>
  [...text.matchAll(BESIDE_CHINESE)].map(({ index }) => text.slice(Math.max(0, index - 8), index + 10))
