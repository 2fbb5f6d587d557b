/** @module What is special about one number: what is still to be checked, what else its customer comes for. At the door and at the counter. */
export const marks = {
  appointed: ({ time }: { readonly time: string }) => `预约 ${time}，到时间先叫`,
  allowed: '下班后或停办时由经理给的号',
  addService: '再加一项业务',
  addTitle: ({ label }: { readonly label: string }) => `${label} 再加一项业务`,
  addHint: '同一个号接着办：本窗会办的当场接着办，不会办的按取号时间转到别的窗口，不用重新排队。',
  atCounter: '再办一项',
  atCounterNote: '同一个号接着办',
  thenServices: ({ services }: { readonly services: string }) => `还要办 ${services}`,
  toCheck: '待核验',
  toCheckHint: '照样取号，由窗口核验',
  askCheck: '标为待核验',
  lookAtIt: '前台没有看全证件材料或系统里的情况，请先核验。',
  checked: '核验好了',
}
