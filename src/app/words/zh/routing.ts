/** @module What a manager sets down of who goes where and when: star customers, who can do what. */
export const routing = {
  stars: {
    intro: '默认不用。写下级别后，前台取号时可以选；轮到比例时，星级客户先叫。爱心优先和等得太久的客户总在他们前面。',
    none: '还没有星级，人人按顺序叫。',
    level: '级别',
    add: '添加级别',
    remove: '不用这个级别了',
    every: '星级比例',
    everyHint: '还有别人等时，每几个号里最多一个星级客户。',
    delay: '别人最多多等',
    delayHint: '因为星级客户先叫，任何别的客户加起来最多多等这么久；到了就按顺序叫。',
  },
  appointments: {
    intro: '前台和后台可以替客户约时间；业务单里写了日期的，受理后自动有预约。',
    perSlot: { name: '每个时间约几个', hint: '一个队列同一时间最多约几个；0 是不由人约。' },
    slotMinutes: { name: '隔多久一个时间', hint: '从取号时间开始算。' },
    earlyMinutes: { name: '最早提前', hint: '更早到的，请客户到时再来或取普通号。' },
    lateMinutes: { name: '最多迟到', hint: '再迟的，按原来约的时间排普通队。' },
    noShowMinutes: { name: '多久算没有来', hint: '过了这么久，预约就算没有来，客户再来取普通号。' },
  },
  skills: {
    intro: '不打勾的，表示这个窗口或这个人不办这项业务，叫号时不叫给他。新业务、新同事没有写下的，都算会办。',
    setAt: ({ at }: { readonly at: string }) => `现在用的是 ${at} 保存的技能表；断网的平板用它最后收到的那份。`,
    neverSet: '还没有技能表：每个窗口、每个人都办窗口队列里的全部业务。',
    noServices: '还没有业务。请先在“业务”里添加。',
    counters: '窗口',
    people: '人',
    spare: '专长窗口先留给专长业务',
    spareHint: '只有一半以下窗口会办的业务算专长。会办的窗口先叫这样的客户，人人会办的先让给别的窗口这么久；0 是不让。',
  },
}
