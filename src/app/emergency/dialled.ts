/** What a telephone dials: the digits of what people wrote. */
export const dialled = (number: string): string => number.replaceAll(/[^\d+]/g, '')
