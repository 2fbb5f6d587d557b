/** @module Appointments: made by hand, looked up when their customers come. At the door and in the back office. */
export const appointments = {
  title: '预约',
  find: '电话尾号或回执编号',
  findHint: '输入四位尾号，或回执编号的末几位；也可以扫回执上的二维码。',
  findNone: '没有这样的预约。请核对，或直接取普通号。',
  today: ({ count }: { readonly count: number }) => `今天 ${count} 个`,
  todayNone: '今天没有预约。',
  later: '以后的',
  tail: ({ tail }: { readonly tail: string }) => `尾号 ${tail}`,
  ofCase: ({ receipt }: { readonly receipt: string }) => `预约回执 ${receipt}`,
  noTail: '没有留电话',
  span: ({ time, until }: { readonly time: string; readonly until: string }) =>
    time === until ? time : `${time}–${until}`,
  standings: {
    early: '还没到时间',
    'in-time': '可以到店',
    late: '迟到：按原时间排普通队',
    'no-show': '没有来',
    arrived: '已到店',
    cancelled: '已取消',
  },
  arrived: '到店取号',
  cancel: '取消预约',
  add: '新预约',
  whichService: '办什么？',
  day: '哪天来',
  which: '几点来',
  left: ({ count }: { readonly count: number }) => (count === 0 ? '约满' : `还有 ${count} 个`),
  serviceFirst: '先选办什么，再看有哪些时间。',
  noSlots: '这天不在取号时间，请换一天。',
  tailField: '电话尾号四位',
  tailHint: '到店时核对用，不写姓名；可以不留。',
  save: '约好了',
  made: ({ when, service }: { readonly when: string; readonly service: string }) =>
    `约好了：${when}，${service}。请客户提前几分钟到前台。`,
  rules: ({ early, late, noShow }: { readonly early: number; readonly late: number; readonly noShow: number }) =>
    `提前 ${early} 分钟以内到、迟到不超过 ${late} 分钟，到时间先叫；再迟的按原时间排普通队；迟过 ${noShow} 分钟算没有来。`,
}
