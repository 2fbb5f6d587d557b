/** @module Written reports and records of incidents. Loaded with the panel and the page that show them. */
export interface Counted {
  readonly value: number
  readonly verified: boolean
}
const checked = ({ value, verified }: Counted) => `${value}（${verified ? '已核实' : '待核实'}）`

export const reports = {
  kinds: { first: '首报', 'follow-up': '续报', final: '终报' },
  title: ({ kind, hall }: { readonly kind: string; readonly hall: string }) => `${hall}突发事件信息报告（${kind}）`,
  drillTitle: '【演练】本报告属于演练，不是真实事件。',
  due: ({ kind, time }: { readonly kind: string; readonly time: string }) => `${kind}应在 ${time} 前发出。`,
  late: ({ kind, time }: { readonly kind: string; readonly time: string }) => `${kind}已超过 ${time}，请尽快发出。`,
  noTime: ({ kind }: { readonly kind: string }) => `${kind}没有固定时限。`,
  complete: '终报已发出，报告齐了。',
  call: ({ minutes }: { readonly minutes: number }) =>
    minutes === 0 ? '立即电话报公司安全管理部。' : `${minutes} 分钟内电话报公司安全管理部。`,
  later: '伤亡变化 30 日内补报，火灾 7 日内补报。只有经理和公司可以对外发布。',
  figuresTitle: '数字',
  figures: {
    dead: '死亡',
    'badly-hurt': '重伤',
    'slightly-hurt': '轻伤',
    missing: '失联',
    trapped: '被困',
    evacuated: '已疏散',
    customers: '在场客户（未办完的号）',
    cases: '受影响的业务',
    loss: '损失（元）',
  },
  verified: '已核实',
  told: '报数',
  fieldsTitle: '正文',
  filled: ({ auto, of }: { readonly auto: number; readonly of: number }) => `自动填写 ${auto}/${of} 项，其余请补充。`,
  fields: {
    unit: '报告单位',
    reporter: '报告人和电话',
    received: '接报时间',
    type: '事件类型和级别',
    happened: '发生时间',
    place: '地点',
    course: '简要经过（80 字内）',
    people: '人员情况',
    impact: '影响范围和业务中断',
    loss: '初步损失',
    measures: '已采取措施',
    leaders: '现场负责人',
    trend: '发展趋势',
    needs: '需要支援',
    next: '下次报告时间',
    'cause-direct': '直接原因',
    'cause-indirect': '间接原因',
    'cause-root': '根本原因',
    result: '处置评价',
    responsibility: '责任与表彰',
    corrections: '整改清单（责任人、期限、验证）',
    annexes: '附件',
    issuer: '签发人',
  },
  onlyChanged: '续报只写变化的项。',
  nothingChanged: '和上次报告相比没有变化。',
  issue: ({ kind }: { readonly kind: string }) => `签发${kind}`,
  issued: ({ kind, number, time }: { readonly kind: string; readonly number: string; readonly time: string }) =>
    `${time} ${kind} ${number}`,
  none: '还没有发出报告。',
  copy: '复制文字',
  copied: '已复制。',
  print: '打印或存成 PDF',
  word: '导出 Word',
  number: '编号',
  moments: '时间轴',
  time: '时间',
  what: '事项',
  signature: '签发：              审核：              经办：',
  text: {
    type: ({ plan, level }: { readonly plan: string; readonly level: string }) => `${plan}，${level}`,
    course: ({ time, plan, done, of }: Readonly<Record<'time' | 'plan', string> & Record<'done' | 'of', number>>) =>
      `${time} 启动${plan}预案，已完成 ${done}/${of} 项。`,
    people: (
      f: Readonly<Partial<Record<'dead' | 'badly' | 'slightly' | 'missing' | 'trapped' | 'evacuated', Counted>>> & {
        readonly nobodyNoted: boolean
      },
    ) =>
      [
        f.nobodyNoted && !f.dead && !f.badly && !f.slightly && '还没有记下伤亡',
        f.dead && `死亡 ${checked(f.dead)}`,
        f.badly && `重伤 ${checked(f.badly)}`,
        f.slightly && `轻伤 ${checked(f.slightly)}`,
        f.missing && `失联 ${checked(f.missing)}`,
        f.trapped && `被困 ${checked(f.trapped)}`,
        f.evacuated && `已疏散 ${checked(f.evacuated)}`,
      ]
        .filter(Boolean)
        .join('，'),
    impact: ({
      customers,
      cases,
      stopped,
    }: {
      readonly customers?: Counted
      readonly cases?: Counted
      readonly stopped: string
    }) =>
      [
        customers && `在场客户 ${checked(customers)}`,
        cases && `受影响业务 ${checked(cases)} 笔`,
        stopped || '业务没有登记中断',
      ]
        .filter(Boolean)
        .join('，'),
    stopped: ({ from }: { readonly from: string }) => `业务自 ${from} 起中断`,
    loss: ({ value, verified }: Counted) => `约 ${checked({ value, verified })} 元`,
    lossUnknown: '待核实',
    measure: ({ time, text }: { readonly time: string; readonly text: string }) => `${time} ${text}`,
    noMeasure: '还没有记下措施',
    next: ({ time }: { readonly time: string }) => `${time} 前`,
    nextAtEnd: '解除后',
    result: (f: {
      readonly stars: string
      readonly seen: string
      readonly called: string
      readonly evacuated: string
      readonly missing: string
      readonly lasted: string
    }) =>
      `★项按时 ${f.stars}；60 秒内已收到 ${f.seen}；报警用时 ${f.called}；疏散用时 ${f.evacuated}；清点差 ${f.missing}；历时 ${f.lasted}`,
    noData: '无数据',
  },
  records: '记录',
  recordsHint: '每次事件和演练的记录，只增不改。',
  noRecords: '还没有事件或演练。',
  open: '进行中',
  past: '早已结束：记录从本机日志读出，只供查看，不再更改。',
  notHere: '本机没有这次事件的完整记录，请在其他平板上查看。',
  indicators: '指标',
  byType: {
    title: '按类型统计',
    period: '时间',
    periods: { month: '本月', year: '今年', all: '全部' },
    class: '类型',
    real: '真实事件',
    worst: 'Ⅰ级 / Ⅱ级 / Ⅲ级 / Ⅳ级',
    drills: '完成的演练',
    total: '合计',
    print: '打印',
    save: '保存表格',
    scenarios: '列为新情景的',
  },
}
