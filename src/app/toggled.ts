/** A list with one more, or without it. */
export const toggled = <Each>(list: readonly Each[], each: Each, on: boolean): readonly Each[] =>
  on ? [...list, each] : list.filter((other) => other !== each)
