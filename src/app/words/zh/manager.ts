/** @module What the duty manager's tablet says after its first page: tablets, staff, the hall's settings, closing the day. */

import type { StarEffect } from '#domain/calls/starEffect.ts'
import type { Rules } from '#domain/settings/events.ts'
import { keySheet } from './keySheet.ts'
import { list } from './list.ts'
import { vaultShut } from './vaultShut.ts'
import { wallSettings } from './wallSettings.ts'

/** A threshold as people read it: its name and, where it needs one, a sentence. */
export interface RuleWords {
  readonly name: string
  readonly hint: string
}
/** How the quoted waits of a day came true. */
export interface QuotesRead {
  readonly quoted: number
  readonly inside: number
  readonly percent: number
  readonly sooner: number
  readonly later: number
}
/** Mean minutes of a day; null: nobody knows. */
interface DayMinutes {
  readonly wait: number
  readonly walk: number | null
  readonly service: number
}
/** Numbers taken for a queue whose customers belonged into another. */
interface Misdirected {
  readonly queue: string
  readonly count: number
}
/** How far the people of a list are on their way in. */
interface ListProgress {
  readonly done: number
  readonly of: number
}
export type RuleNames = Readonly<
  Record<Exclude<keyof Rules, 'timeZone' | 'dayStartsAt' | 'digitOne' | 'awayOver'>, RuleWords>
>

/** Less than a minute is no minute. */
const minutes = (mean: number): string => (mean < 1 ? '不到 1 分' : `${Math.round(mean)} 分`)

const rules: RuleNames = {
  recallLimit: { name: '重呼次数上限', hint: '每个号最多重呼几次。' },
  recallIntervalSeconds: { name: '重呼间隔', hint: '两次呼叫之间至少隔多久。' },
  missAfterSeconds: { name: '过号等待', hint: '叫号后至少等多久才能过号。' },
  missPriorityFactor: { name: '优先号过号等待倍数', hint: '优先客户多等几倍。' },
  returnBehind: { name: '过号回来排在几位之后', hint: '过号客户回来后，前面再办几位。' },
  missLimit: { name: '过号次数上限', hint: '过号几次后作废。' },
  holdLimit: { name: '每窗挂起上限', hint: '一个窗口最多同时挂起几个号。' },
  awayMinutes: { name: '暂离上限', hint: '客户最多离开多久，位置保留；0 为不办暂离。' },
  priorityEvery: { name: '优先比例', hint: '还有别人等时，每几个号里最多一个优先号。' },
  priorityAfterMinutes: { name: '优先保底等待', hint: '优先客户等够这么久，不受比例限制。' },
  ageLimitMinutes: { name: '最长等待', hint: '等够这么久的客户排到最前，不论是否优先。' },
  silentAfterSeconds: { name: '判定失联', hint: '窗口多久没有消息就算失联，独自叫号。' },
  shareMinutes: { name: '为失联窗口留号', hint: '其他窗口为它留号多久。' },
  blockSize: { name: '号段大小', hint: '每台平板每个队列一次领多少个号。' },
  undoSeconds: { name: '撤销时间', hint: '操作后多久内可以撤销。' },
  lockAfterMinutes: { name: '自动锁屏', hint: '没人操作多久后锁屏。' },
  quickFinishSeconds: { name: '过快办结提醒', hint: '办理短于这个时间就办结，请窗口确认。' },
  announceTimes: { name: '播报遍数', hint: '每次叫号播几遍。' },
  overflowPerCounter: {
    name: '每窗等候人数提醒',
    hint: '平均每个窗口等候的人超过这么多，就提醒经理和前台加开窗口；0 是不提醒。',
  },
  overflowMinutes: { name: '等候太久提醒', hint: '有人等得比这久，就提醒经理和前台加开窗口；0 是不提醒。' },
  nudgeAfterSeconds: { name: '窗口空闲提醒', hint: '有人在等，窗口空闲这么久就提醒叫号；0 是不提醒。' },
  staleAfterSeconds: { name: '综合屏提示数据截至', hint: '多久没有更新就显示“数据截至”。' },
  paperAfterSeconds: { name: '综合屏转纸号模式', hint: '失联多久后请客户听工作人员呼叫。' },
  formDays: { name: '办理单保留', hint: '业务办结这么多天后自动销毁办理单，服务器和每台平板都删；0 是不自动销毁。' },
  signatureDays: { name: '签名保留', hint: '业务办结这么多天后自动销毁签名；0 是不自动销毁。' },
  photoDays: { name: '照片保留', hint: '业务办结这么多天后自动销毁照片；0 是不自动销毁。' },
  noteDays: { name: '备注保留', hint: '业务办结这么多天后自动销毁写下的备注；0 是不自动销毁。' },
  copyDays: {
    name: '平板保留资料副本',
    hint: '服务器和备份都有的资料，平板上的副本放这么久就删。还在办的不删；删了的联网照样能看。',
  },
}

export const manager = {
  unfolded: {
    title: '有记录暂时没有全部计入',
    sentence: ({ count }: { readonly count: number }) =>
      `程序处理 ${count} 条记录时出错，本机暂时没有把它们全部计入。记录都还在，没有丢失；其他一切照常。请把文件存下来交给技术支持；程序更新后会自动计入。`,
    line: ({ at, tablet }: { readonly at: string; readonly tablet: string }) => `${at}，${tablet} 的记录`,
    more: ({ count }: { readonly count: number }) => `更早的还有 ${count} 条，都在文件里。`,
    save: '存成文件交给技术支持',
  },

  key: {
    title: '本厅密钥',
    none: '还没有密钥。客户资料要先有密钥才能保存。密钥只在平板之间传递，服务器上没有。',
    states: {
      'no-key': vaultShut.noKey,
      locked: vaultShut.locked,
      unlocked: '密钥已解锁。员工离职或平板停用时，会自动换新密钥。换过以后请重新打印密钥单。',
    },
    make: '建立本厅密钥',
    print: '打印密钥单',
    ...keySheet,
    sheetTitle: ({ hall }: { readonly hall: string }) => `${hall} · 密钥单`,
    sheetMade: ({ day }: { readonly day: string }) => `打印日期 ${day}。换过密钥以后请销毁本单，重新打印。`,
    sheetSecret: '机密',
    sheetSigned: [
      '打印人签名：________________\u3000日期：____________',
      '封存人签名：________________\u3000日期：____________',
      '封口盖章处：',
    ],
    sheetLines: [
      '用途：平板都打不开客户资料时，经理在前台、窗口、后台或经理的任何一台平板上登录，打开经理页面的“平板”，输入以上内容。',
      '谁拿到本单，谁就能读本厅的客户资料。请装入信封，签名封口，锁进保险柜。',
    ],
  },
  addTablet: '添加平板',
  whereIs: '位置',
  whichPlace: '放在哪里？',
  tabletName: '平板名称',
  tabletNameHint: '例如“3 号窗平板”，显示在状态里。',
  nameIsTaken: '已有一台平板叫这个名字。请换一个，或者先停用那一台。',
  makeCode: '出配对码',
  anotherCode: '另出一个',
  codeExplained: '用新平板的相机扫一扫，或在新平板上打开网址并输入：',
  codeLeft: ({ time }: { readonly time: string }) => `${time} 内有效，只能用一次`,
  codeGone: '配对码已过期，新平板也不再等了。需要时再出一个。',
  qrName: '配对链接的二维码',
  knocks: ({ name }: { readonly name: string }) => `“${name}”在请求加入`,
  knockNumber: '请核对：新平板上应显示同一个号码',
  letIn: '放行',
  notThisOne: '不是这台',
  notLetIn: '没有放行。这个配对码已作废，需要时再出一个。',
  stranger: '有别的设备用错误的方式请求加入，没有放行。这个配对码已作废，请再出一个。',
  comingIn: ({ name }: { readonly name: string }) => `已放行，“${name}”正在加入…`,
  letInUnheard: ({ name }: { readonly name: string }) =>
    `已放行“${name}”，等网络：本机暂时连不上门店服务器，连上后它会自动加入。`,
  codeNotHeard: '暂时连不上门店服务器，恢复后会自动继续。',
  joined: ({ name }: { readonly name: string }) => `${name} 已加入。`,
  codeRefusals: {
    'server-unreachable': '连不上门店服务器，现在不能出配对码。恢复后再试。',
    'not-our-server': '应答的不是门店服务器，现在不能出配对码。请看看平板连的是不是厅里的网络。',
    'server-busy': '门店服务器现在忙不过来，没有出配对码。请过一会儿再试。',
    'server-failed': '门店服务器出了错，没有出配对码。请再试一次；还是不行，请找技术支持。',
    'not-your-place': '服务器不让这台平板出配对码。请用前台、窗口、后台或经理的平板。',
    'too-many-offers': '还有几个配对码没有用完。请先用掉，或等十分钟。',
  },
  tabletListEmpty: '还没有别的平板。',
  thisTablet: '本机',
  cachedCases: '可能有谁的资料',
  tabletRevoked: '已停用',
  online: '在线',
  lastHeard: ({ at }: { readonly at: string }) => `${at} 起失联`,
  cannotTell: '本机连不上服务器，不知道',
  lane: ({ lane }: { readonly lane: number }) => `离线号道 ${lane}`,
  revoke: '停用',
  revokeTitle: ({ name }: { readonly name: string }) => `停用 ${name}？`,
  revokeText: '它不能再和服务器通信。未上传的记录仍保存在它上面。停用后不能恢复，只能重新配对。',

  addStaff: '添加员工',
  importStaff: '导入名单',
  listComing: {
    making: ({ done, of }: ListProgress) => `正在准备名单里各人的密码：${done}/${of}，还没有人加入。`,
    ready: ({ of }: ListProgress) => `名单里 ${of} 人的密码准备好了，还没有加入。`,
    taken: ({ of }: ListProgress) => `${of} 人已加入，第一个密码等着发给他们。`,
    broken: () => '名单没有导入成，一个人也没有加入。',
  },
  lookAtList: '去看',
  changeStaff: '修改',
  roles: '岗位',
  rolesHint: '一个人可以有几个岗位，打勾的都算。',
  rolesMissing: '至少选一个岗位。',
  firstPin: '请设一个初始密码告诉本人，本人登录时再换成自己的。',
  resetPin: '重设密码',
  pinReset: '密码已重设。',
  noPin: '未设密码',
  pinGiven: '密码还是经理设的',
  removeStaff: '移出名单',
  removeStaffTitle: ({ name }: { readonly name: string }) => `把 ${name} 移出名单？`,
  removeStaffText: '密码在各平板收到后立即失效。做过的记录保留。',
  staffEmpty: '名单是空的。',
  findStaff: '按工号或称呼查找',

  hallCode: '营业厅代号（回执编号的前两位）',
  hallCodeHint: '两位数字，各厅不同。',
  parametersIntro: '这些数来自法规、运营商或本厅规定。上线前请法务和财务逐项确认。',
  plansIntro: '预案里要用到本厅的地点和电话。写好以后，每台平板上的清单、广播和综合屏都会带上。',
  plansNotReady: ({ names }: { readonly names: readonly string[] }) =>
    `还没有填全，以下预案不能发布：${list(names)}。紧急时照样可以启动。`,
  zones: '疏散时要逐区搜的地方',
  zonesHint: '每行一个，例如：卫生间、贵宾室、库房。',
  proposed: ({ days }: { readonly days: number }) => `建议 ${days} 天。`,
  keptForEver: '有的客户资料没有定保留多久，会一直留着，直到有人销毁。建议按投诉和申诉的期限定下来，保存后才生效。',
  takeProposed: '填上建议的天数',
  parameterSource: ({ sources }: { readonly sources: readonly string[] }) => `依据：${list(sources)}`,
  parts: {
    ready: '就绪度',
    probes: '网络检测',
    printers: '打印机',
    basics: '名称和提示',
    notices: '综合屏通知',
    wall: '综合屏',
    parameters: '监管参数',
    plans: '应急预案',
    queues: '队列',
    services: '业务',
    counters: '窗口',
    hours: '取号时间',
    skills: '技能',
    stars: '星级客户',
    appointments: '预约',
    channels: '其他渠道',
    procedures: '办理流程',
    prices: '资费目录',
    stock: '商品',
    rules: '规则',
    pauses: '暂停原因',
  },
  channels: {
    intro: '客户到不了场时，在受理页念给客户听、打印给客户的内容。没填的按说明文字。能不能代办，在“监管参数”里定。',
    linkHint: '请写全，以 https:// 开头。',
    told: { number: '电话', hours: '服务时间', link: '网址', place: '地址', note: '怎么用、要带什么' },
  },
  partList: '设置的部分',
  untouched: '修改不动已取的号：队列、号码和时间都照旧。',
  saved: '已保存。已取的号照旧。',
  discard: '放弃修改',
  hallName: '营业厅名称',
  notice: '综合屏提示条',
  noticeHint: '所有人都看得见，不要写客户信息。',
  notices: {
    intro: '到时间自动出现，过时间自动收起。几条同时有效，就在综合屏底部轮流显示，不会盖住叫号。',
    none: '还没有定时的通知。一直要显示的，写在“名称和提示”里。',
    zh: '中文',
    en: '英文（不填就显示中文）',
    fromDay: '从哪天',
    fromTime: '从几点',
    toDay: '到哪天',
    toTime: '到几点',
    bounds: '日期不填，就是马上开始、一直显示。几点不填，就是那天的零点。',
    unsaved: '还没保存，综合屏上没有这样写。',
    upNow: '正在显示',
    noPlace: '文字正在显示；图片还没有位置，请在“综合屏”的布局里给“通知图片”留位置。',
    ahead: '还没到时间',
    over: '已过时间',
    backwards: '结束早于开始，不会显示。',
    add: '添加通知',
    remove: '删除通知',
    addPoster: '加图片',
    removePoster: '去掉图片',
    posterHint: '图片会缩小到综合屏用的大小，断网也能显示。要在“综合屏”的布局里给“通知图片”留位置，图片不会盖住叫号。',
  },
  wall: wallSettings,
  addQueue: '添加队列',
  prefix: '字母',
  prefixHint: '1–2 个大写字母，不用 I、O、Q。',
  nameZh: '中文名',
  nameEn: '英文名',
  areaZh: '等候区（中文）',
  areaEn: '等候区（英文）',
  areaHint: '例如“二楼 A 区”，印在号票上。不分区就空着。',
  target: '目标等候',
  hue: '颜色',
  hues: ['蓝', '橙', '深绿', '浅蓝', '紫红', '黄', '深棕', '灰紫'],
  takesTickets: '可以取号',
  removeQueue: '删除队列',
  queueInUse: ({ count }: { readonly count: number }) => `还有 ${count} 位客户，不能删除，只能停止取号。`,
  addService: '添加业务',
  serviceQueue: '所属队列',
  standardMinutes: '标准用时',
  frequent: '首页显示',
  stoppedZh: '停止取号的原因（中文）',
  stoppedEn: '停止取号的原因（英文）',
  hours: {
    intro: '在这些时间里可以取号；两段之间是休息。经理登录后，别的时间也能取号，记录里会写明。',
    none: '没有设置：什么时间都可以取号。',
    days: '星期',
    dayNames: ['周一', '周二', '周三', '周四', '周五', '周六', '周日'],
    from: '几点开始取号',
    to: '几点停止取号',
    unsound: '请至少选一天，停止要晚于开始。',
    add: '添加一段时间',
    remove: '删除这段时间',
  },
  removeService: '删除业务',
  addCounter: '添加窗口',
  counterNumber: '窗口号',
  counterQueues: '受理的队列',
  counterWay: '从综合屏看，窗口在',
  counterWays: { none: '不显示', left: '左边', ahead: '前面', right: '右边' },
  removeCounter: '删除窗口',
  addReason: '添加原因',
  removeReason: '删除原因',
  units: { seconds: '秒', minutes: '分钟', times: '次', tickets: '个', people: '位', factor: '倍', days: '天' },
  limits: ({ from, to, unit }: { readonly from: number; readonly to: number; readonly unit: string }) =>
    `${from}–${to} ${unit}`,
  rules,
  dayStartsAt: '营业日从几点开始',
  dayStartsAtHint: '例如 04:00。过了这个时间就是新的一天。',
  timeZone: '时区',
  awayOver: '暂离超时没回来',
  awayOvers: { return: '按原位置照常叫', end: '轮到时作废' },
  digitOne: '数字 1 读作',
  digitOnes: { yi: '一（yī）', yao: '幺（yāo）' },

  closeTitle: ({ day }: { readonly day: string }) => `${day} 日结`,
  closeText: '日结可以断网进行，重复日结不会有影响。',
  issued: '取号',
  served: '已办结',
  cancelled: '弃号',
  voided: '作废',
  stillWaiting: '还在等候',
  stillMissed: '过号未回',
  stillAtCounter: '在窗口或挂起',
  carriedOver: '结转',
  takenUpAgain: '日结后又在办',
  closingKnew: (knew: {
    readonly issued: number
    readonly served: number
    readonly cancelled: number
    readonly void: number
    readonly carriedOver: number
  }) =>
    `日结时那台平板知道的是：取号 ${knew.issued}，已办结 ${knew.served}，弃号 ${knew.cancelled}，作废 ${knew.void}，结转 ${knew.carriedOver}。上面的数已算上后来传到的记录。`,
  dayLinesHint: '点一个数字，看它是哪些号码算出来的，也能存成表格。',
  dayBehind: {
    quoted: '告诉过等候时间的',
    stars: '星级客户',
    timed: '算平均时间的',
    allowed: '经理给号的',
    outOfTurn: '点名叫的',
    misdirected: '分错队列的',
  },
  dayGap: ({ tablets }: { readonly tablets: string }) => `数据缺口：${tablets}的记录还没有全到，这些数可能还会变。`,
  dayGapAlone: '数据缺口：现在连不上服务器，别的平板新做的还没有算进来。',
  quotesKept: ({ quoted, inside, percent, sooner, later }: QuotesRead) =>
    `取号时说过要等多久的 ${quoted} 位：${inside} 位（${percent}%）在说的时间内叫到，${sooner} 位更早，${later} 位更晚。`,
  starEffect: ({ stars, starWait, others, otherWait, most }: StarEffect) =>
    `星级客户 ${stars} 位，十分之九在 ${starWait} 分内叫到；其他 ${others} 位，十分之九在 ${otherWait} 分内叫到。其他客户因此最多多等约 ${most} 分。`,
  dayMinutes: ({ wait, walk, service }: DayMinutes) =>
    `办完的客户平均等候 ${minutes(wait)}，${walk === null ? '' : `走到窗口 ${minutes(walk)}，`}办理 ${minutes(service)}。`,
  allowedByManager: ({ count }: { readonly count: number }) => `下班后或停办时由经理给的号 ${count} 个。`,
  outOfTurn: ({ count }: { readonly count: number }) => `不按顺序叫号 ${count} 次。`,
  misdirected: ({ queues }: { readonly queues: readonly Misdirected[] }) =>
    `分错号 ${queues.reduce((all, { count }) => all + count, 0)} 位，当时取的是：${list(queues.map(({ queue, count }) => `${queue} ${count} 位`))}。`,
  whatWithOpen: '没办完的号怎么办？',
  carryOver: '结转到下一天',
  carryOverNote: '等候的号保留原号，明天接着办；过号未回的作废。',
  voidAll: '全部作废',
  voidAllNote: '除正在办理的以外，没办完的号都作废。',
  closeDay: ({ day }: { readonly day: string }) => `日结 ${day}`,
  dayClosed: ({ day }: { readonly day: string }) => `${day} 已日结。`,
  reopen: '重新开放当天',
  reopenText: '可以重新取号；日结时作废的号不会恢复。',
  emergency: '应急营业厅',
  emergencyHint: '打开后排队过夜保留，营业日不翻页，直到关闭。',
  emergencySince: ({ day }: { readonly day: string }) => `从 ${day} 起。`,

  protectedTitle: '哪些有保护',
  protectedYes: [
    '取号、叫号先写入本机日志再显示，断电、关页面都不会丢。',
    '每条记录都有编号、签名和链条，缺了或改了会被发现。',
    '记录里没有客户姓名、证件号和电话。',
    '密码只保存加密后的结果，错多了要等。',
  ],
  protectedNotTitle: '还没有保护的',
  protectedNot: [
    '平板丢失且没有系统锁屏密码时，6 位密码挡不住懂行的人。请打开平板自身的锁屏和加密。',
    '服务器损坏后要有备份才能重建：请设好自动备份（“今天”页的“服务器和平板”），备份放在 U 盘或另一块硬盘上。',
  ],
  hallId: '营业厅编号',
  tabletId: '平板编号',
}
