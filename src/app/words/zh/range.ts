/** @module An estimated wait, said in one way wherever it is told: minutes from and to. */
export interface Range {
  readonly from: number
  readonly to: number
}

export const range = ({ from, to }: Range): string =>
  from >= 120 ? '2 小时以上' : from === 0 ? `约 ${to} 分以内` : `约 ${from}–${to} 分`
