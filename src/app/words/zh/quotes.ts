/** @module How the waits that customers were told came true, as the hall publishes it: at the door and on the walls. */
export const quotes = {
  kept: ({
    quoted,
    percent,
    time,
  }: {
    readonly quoted: number
    readonly percent: { readonly inside: number; readonly sooner: number } | null
    readonly time: string
  }) =>
    percent === null
      ? `等候承诺兑现率：无数据（今天才 ${quoted} 位，截至 ${time}）`
      : `等候承诺兑现率 ${percent.inside}%${percent.sooner > 0 ? `，另有 ${percent.sooner}% 提前叫到` : ''}（今天 ${quoted} 位，截至 ${time}）`,
}
