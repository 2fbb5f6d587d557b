/** @module Emergencies and drills: starting a plan, the alarm, checklists, counting heads. Loaded behind the first screen. */
export interface Named {
  readonly name: string
}

export const emergency = {
  title: '紧急情况',
  choose: '发生了什么?',
  back: '返回',
  close: '收起',
  open: '打开清单',
  dial: '拨打',
  simulated: '模拟拨打',
  script: '这样说,不要先挂',
  condition: '什么时候启动',
  questions: '看一眼,拿不准就取高一级',
  yes: '是',
  no: '否',
  unsure: '不知道',
  levels: { 1: 'Ⅰ级 特别重大', 2: 'Ⅱ级 重大', 3: 'Ⅲ级 较大', 4: 'Ⅳ级 一般' },
  start: ({ plan, level }: { readonly plan: string; readonly level: string }) => `启动 ${plan} · ${level}`,
  startDrill: ({ plan }: { readonly plan: string }) => `开始演练 ${plan}`,
  mode: '真实还是演练',
  real: '真实事件',
  drill: '演练',
  drillMark: '【演练】',
  drillSentence: '现在进行应急演练,不是真实险情。',
  realNow: '真实事件',
  another: '又有情况',
  unfilled: ({ names }: { readonly names: string }) => `本厅还没有填:${names}。照样可以启动,请经理补上。`,
  firstMinute: '前 60 秒',
  radioSilent: '请关闭 30 米内的手机、对讲机和平板的无线:打开飞行模式。网页不能替您关。',

  alarm: ({ plan, level }: { readonly plan: string; readonly level: string }) => `${plan} · ${level}`,
  declaredBy: ({ name, time }: Named & { readonly time: string }) => `${time} 由${name}启动`,
  nobody: '未登录的同事',
  gotIt: '已收到',
  notYet: ({ names }: { readonly names: string }) => `还没有收到:${names}`,
  everybodyHas: '所有平板都已收到。',
  yourTask: '您的任务',

  now: '现在做',
  next: '接着',
  after: '之后',
  done: '已完成',
  behalf: '别人做了(代办)',
  undo: '点错了',
  allDone: '这个组的清单都完成了。',
  target: ({ time }: { readonly time: string }) => `应在 ${time} 内`,
  late: ({ time }: { readonly time: string }) => `已超 ${time}`,
  waitsFor: ({ what }: { readonly what: string }) => what,
  star: '关键',
  teams: { CMD: '指挥', FD: '疏散引导', BO: '通信救护', TS: '技术保障', SEC: '处置警戒' },
  team: '我在哪个组',
  allTeams: '全部',
  elapsed: '已过',
  ticked: ({ done, of }: { readonly done: number; readonly of: number }) => `${done}/${of}`,

  say: '广播',
  noBroadcast: '不要广播。',
  heads: '清点',
  staff: '员工',
  states: { safe: '平安', missing: '失联', hurt: '受伤' },
  visitors: '客户',
  visitorsInside: ({ count }: { readonly count: number }) => `还有 ${count} 张未办完的号,按此估计在场客户。`,
  visitorsSafe: '集合点清点',
  visitorsMissing: '失联',
  save: '记下',
  zones: '逐区搜',
  noZones: '经理还没有在“营业厅”页写下各区。',
  swept: '已搜,无人',
  missing: ({ names }: { readonly names: string }) => `失联:${names}`,

  command: '指挥',
  inCharge: ({ name }: Named) => `现在指挥:${name}`,
  shouldBe: ({ name }: Named) => `按顺序应由${name}指挥`,
  take: '接管指挥',
  level: '级别',
  raise: '升一级',
  lower: '降一级',
  why: '降级原因',
  report: '首报',
  copy: '复制文字',
  copied: '已复制。',
  reportText: (facts: {
    readonly hall: string
    readonly plan: string
    readonly level: string
    readonly at: string
    readonly now: string
    readonly done: number
    readonly of: number
    readonly missing: number
    readonly hurt: number
    readonly visitors: string
  }) =>
    `${facts.hall}报告:${facts.at} 发生${facts.plan},定为${facts.level}。截至 ${facts.now},已完成处置 ${facts.done}/${facts.of} 项;员工失联 ${facts.missing} 人、受伤 ${facts.hurt} 人(待核实);客户${facts.visitors}(待核实)。后续情况另报。`,
  visitorsText: ({ safe, missing }: { readonly safe: number; readonly missing: number }) =>
    `清点 ${safe} 人、失联 ${missing} 人`,
  visitorsUnknown: '正在清点',
  timeline: '时间轴',
  what: {
    declared: '启动',
    acknowledged: '已收到',
    ticked: '完成',
    level: '级别改为',
    command: '接管指挥',
    accounted: '点名',
    visitors: '客户清点',
    swept: '搜毕',
    over: '解除',
  },
  standDown: '解除',
  standDownTitle: '条件都满足了吗',
  standDownDo: '解除',
  standDownReason: '没有全部满足,原因',
  abort: '中止演练',
  over: ({ time }: { readonly time: string }) => `${time} 解除`,
  running: ({ plan }: { readonly plan: string }) => `${plan} 进行中`,
  phones: '电话',
  shortCards: '短卡:照着做',
  cprStart: '按压节拍 110 次/分',
  cprStop: '停止节拍',
  cprHow: '深 5–6 厘米,按 30 次吹气 2 次;不会吹气就只按。不停,直到 AED 或 120 到。',
  paper: '从纸质清单补记',
  paperWhich: '选一项',
  paperTime: '纸上的时间',
}
