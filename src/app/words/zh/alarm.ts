/** @module What stands on the wall in an emergency, in both languages at once, and on tablets. Loaded with whoever says it. */
export const alarm = {
  drillMark: '【演练】',
  drillSentence: '现在进行应急演练，不是真实险情。',
  /** Where to go by name, each '' while nobody has said it: a sentence all the same. */
  wayOut: ({ exit, place }: { readonly exit: string; readonly place: string }) =>
    `从${exit || '最近的出口'}离开，${place ? `到${place}集合` : '听工作人员指引'}`,
  noWay: '没有已知的出路：留在原地，关好门，堵门缝，拨 119。',
}
