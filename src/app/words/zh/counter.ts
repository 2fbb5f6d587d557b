/** @module What a clerk reads at the counter: the customer now, the next right act, and why. */
import { list } from './list.ts'

export interface Waited {
  readonly minutes: number
}
export interface Seconds {
  readonly seconds: number
}
export interface Named {
  readonly label: string
}

export const counter = {
  title: ({ counter, staff }: { readonly counter: string; readonly staff: string }) =>
    staff === '' ? `${counter} 号窗` : `${counter} 号窗 · ${staff}`,
  noCounterTitle: '窗口',
  key: ({ key }: { readonly key: string }) => `按键 ${key}`,
  space: '空格',

  choose: '您在哪个窗口？',
  chooseHint: '选好后开台。下次打开这台平板，会直接到这个窗口。',
  open: '开台',
  openCounter: ({ counter }: { readonly counter: string }) => `${counter} 号窗开台`,
  reopen: '重新开台',
  serves: ({ queues }: { readonly queues: readonly string[] }) => `办理 ${list(queues)}`,
  openBy: ({ staff }: { readonly staff: string }) => (staff === '' ? '已在别的平板开台' : `${staff} 已开台`),
  pausedBy: ({ staff }: { readonly staff: string }) => (staff === '' ? '暂停中' : `${staff} 暂停中`),
  takeOver: ({ counter }: { readonly counter: string }) => `${counter} 号窗已在另一台平板开台`,
  takeOverSentence: '请先到窗口看一眼。确认那里没有人叫号，再判定失联：它叫到而没有来的客户会回到队列，由别的窗口叫。',
  declareLost: '判定失联',
  lostHere: '有人判定本窗失联。回来了请重新开台，之前叫到的客户可能已由别的窗口办理。',

  idle: '没有正在办理的客户',
  nudge: '有客户在等，本窗空着。请叫下一位；暂时不能办，请点暂停。',
  waitingHere: ({ count, elsewhere }: { readonly count: number; readonly elsewhere: number }) =>
    count > 0 ? `本窗可叫 ${count} 位` : elsewhere > 0 ? '没有本窗可叫的人' : '现在没有人等候',
  nobodyWaits: '现在没有人等候。有客户来会显示在这里。',
  othersWait: ({ count }: { readonly count: number }) =>
    `还有 ${count} 位在等候，现在不能由本窗呼叫。请他们拿号票到窗口，点「持号办理」。`,
  waited: ({ minutes }: Waited) => `等了 ${minutes} 分`,
  priority: '优先',
  priorities: { elderly: '老年人', care: '病残孕', infant: '带婴儿', military: '军人' },
  note: ({ note }: { readonly note: string }) => `留言：${note}`,
  called: ({ times }: { readonly times: number }) =>
    times === 1 ? '已叫号，等客户过来' : `已叫号 ${times} 次，等客户过来`,
  calledFor: '已叫',
  serving: '办理',
  returnedAfter: ({ misses }: { readonly misses: number }) => `过号 ${misses} 次`,

  callNext: '呼叫下一位',
  arrived: '客户已到',
  finishAndCall: '完成并叫下一位',
  finish: '完成',
  goOn: '办完这项，接着办',
  elsewhere: ({ service }: { readonly service: string }) => `${service}，到别的窗口`,
  finishAll: '全部办完',
  finishOnly: '完成，先不叫',
  resumeCounter: '恢复服务',
  sureQuick: ({ seconds }: Seconds) => `才办理 ${seconds} 秒，再按一次确认`,
  outcome: '办理结果',

  recall: '重呼',
  recallCount: ({ times, limit }: { readonly times: number; readonly limit: number }) => `${times}/${limit}`,
  recallIn: ({ times, limit, seconds }: { readonly times: number; readonly limit: number } & Seconds) =>
    `${times}/${limit} · ${seconds} 秒`,
  miss: '过号',
  missNow: '客户没有来',
  missIn: ({ seconds }: Seconds) => `还要 ${seconds} 秒`,
  hold: '挂起',
  holdNote: ({ count, limit }: { readonly count: number; readonly limit: number }) => `${count}/${limit}`,
  transfer: '转移',
  transferNote: '保留取号时间',
  triage: '分错号',
  triageNote: '改到对的队列',
  presented: '持号办理',
  presentedNote: '扫码或输号',
  walkIn: '直接办理',
  walkInNote: '客户没有号',
  pick: '选号呼叫',
  pickNote: '不按顺序，要原因',
  pause: '暂停服务',
  close: '关台',
  closeHolds: ({ count }: { readonly count: number }) => `${count} 位还挂起，留给别的窗口恢复`,
  more: '更多',
  cancel: '弃号',
  cancelNote: '客户不办了',

  missTitle: ({ label }: Named) => `${label} 过号`,
  missReturns: ({ behind, left }: { readonly behind: number; readonly left: number }) =>
    `号码进入过号区。客户回来时排在 ${behind} 位之后，还可以过号 ${left} 次。`,
  missVoid: '这是最后一次：号码会作废，客户要重新取号。',
  holdTitle: ({ label }: Named) => `挂起 ${label}`,
  holdSentence: '客户还会回来。时间到了会提醒您，恢复后接着办。',
  holdFor: '多久后提醒',
  minutes: ({ minutes }: Waited) => `${minutes} 分钟`,
  transferTitle: ({ label }: Named) => `转移 ${label}`,
  transferSentence: '客户按原来的取号时间排队，不用重新排。',
  toQueue: '转到哪个队列',
  toCounter: '转到哪个窗口',
  anyCounter: '任何窗口',
  transferWhy: '给下一位同事的留言',
  triageTitle: ({ label }: Named) => `${label} 分错了号`,
  triageSentence: '客户按原来的取号时间排到对的队列。给迎宾做参考，不算客户的错。',
  walkInTitle: '直接办理',
  walkInSentence: '补一个号，马上开始办理，和取号的客户一样计数。',
  whichService: '办什么？',
  pickTitle: '选号呼叫',
  pickSentence: '不按顺序叫号要选原因，会记下来。',
  pickWhy: '原因',
  pickWhom: '叫谁',
  pauseTitle: '为什么暂停？',
  pauseSentence: '综合屏会显示本窗暂停服务。',
  paused: ({ reason }: { readonly reason: string }) => `暂停服务（${reason}）。`,
  pausedSince: ({ time }: { readonly time: string }) => `${time} 起暂停。其他窗口照常叫号。`,
  away: ({ label, time }: Named & { readonly time: string }) => `${label} 暂离到 ${time}`,
  cancelTitle: ({ label }: Named) => `${label} 弃号`,
  cancelSentence: '号码不再叫。客户改主意了，可以凭号票再来。',

  held: '挂起的客户',
  nobodyHeld: '没有挂起的客户。',
  takenOffline: '离线取号',
  heldUntil: ({ time }: { readonly time: string }) => `${time} 提醒`,
  heldDue: '时间到了',
  heldAt: ({ counter }: { readonly counter: string }) => `${counter} 号窗留下的`,
  resume: ({ label }: Named) => `恢复 ${label}`,
  resumeShort: '恢复',
  putBack: ({ label }: Named) => `${label} 排回队首`,
  putBackShort: '排回队首',
  waitingNow: '等候',
  waitingElsewhere: ({ count }: { readonly count: number }) => `另有 ${count} 位等候，持号票来即可办理。`,
  skillsOf: ({ at }: { readonly at: string }) => `谁办什么，按 ${at} 的技能表。`,
  noneWaiting: '没有人等候。',
  andMore: ({ count }: { readonly count: number }) => `还有 ${count} 位`,

  presentedTitle: '持号办理',
  presentedSentence: '客户拿着号票来到窗口，不用叫号就可以办理。',
  typeLabel: '号票上的号码',
  scan: '扫描号票',
  stopScan: '关闭相机',
  cameraStarting: '正在打开相机…',
  cameraDenied: '没有相机权限。请在系统设置中允许，或手工输入号码。',
  cameraMissing: '这台平板没有可用的相机，请手工输入号码。',
  scannerFailed: '扫码组件没有打开，请手工输入号码。',
  pointAtSlip: '把号票上的二维码对准相机。',
  slip: {
    verified: ({ label }: Named) => `${label}：签名已核对，是本厅的号票。`,
    unknownTablet: ({ label }: Named) => `${label}：本机还不认识出票的平板，签名无法核对。请看一眼号票再办理。`,
    revokedTablet: ({ label }: Named) => `${label}：出票的平板已停用，但排队记录里有这个号。请看一眼号票再办理。`,
    forged: '签名不对，这不是本厅打出的号票，不能办理。请客户到前台重新取号。',
    otherHall: '这是别的营业厅的号票。请客户到前台取号。',
    notASlip: '这不是号票上的二维码。',
    otherDay: ({ label, day }: { readonly label: string; readonly day: string }) =>
      `${label} 是 ${day} 的号票，已过期。`,
  },
  serveLabel: ({ label }: Named) => `办理 ${label}`,
  severalFound: '有几个号符合，请选一个：',
  noneFound: ({ label }: Named) => `本机没有 ${label}。请扫描号票；扫不了，就用“直接办理”。`,

  why: {
    next: ({ minutes }: Waited) => `按顺序：队列里等得最久，已等 ${minutes} 分。`,
    priority: ({ minutes, passed }: Waited & { readonly passed: number }) =>
      passed === 0 ? `优先号，已等 ${minutes} 分。` : `优先号，已等 ${minutes} 分，排在 ${passed} 位之前。`,
    appointment: ({ minutes }: Waited) => `预约的时间到了，先叫；到店 ${minutes} 分。`,
    star: ({ minutes, passed }: Waited & { readonly passed: number }) =>
      `星级客户，按营业厅定的比例先叫，已等 ${minutes} 分，排在 ${passed} 位之前。`,
    skill: ({ minutes, passed }: Waited & { readonly passed: number }) =>
      `这项业务只有少数窗口会办，本窗先办，已等 ${minutes} 分，排在 ${passed} 位之前。`,
    aged: ({ minutes, limit }: Waited & { readonly limit: number }) => `已等 ${minutes} 分，超过 ${limit} 分的先叫。`,
    'sent-here': ({ minutes }: Waited) => `指定转来本窗，取号到现在 ${minutes} 分。`,
    'put-back': '挂起后排回队首，先叫。',
    slip: '客户持号票来到窗口。',
    picked: ({ reason, passed }: { readonly reason: string; readonly passed: number }) =>
      passed === 0 ? `选号呼叫：${reason}。` : `选号呼叫：${reason}，越过 ${passed} 位。`,
    'walk-in': '没有取号，直接办理。',
    paper: '纸质叫号，事后补录。',
    resumed: '挂起后恢复。',
  },
  whyTitle: '为什么叫这位客户',
  alone: '连不上服务器时，从分给本窗的号里叫的。',

  shareLeft: ({ count, server }: { readonly count: number; readonly server: boolean }) =>
    `${server ? '服务器失联' : '断网'}：只叫分给本窗的号，还有 ${count} 位。`,
  shareWhy: '此前等候的客户已分给各窗口，各叫各的，不会叫重。客户拿号票来，也可以办理。叫号由本机播报。',
  inVainServed: ({ label, counter }: Named & { readonly counter: string }) =>
    `${label} 已在 ${counter} 号窗办理。您这边不用等了。`,
  inVainCalled: ({ label, counter }: Named & { readonly counter: string }) =>
    `${label} 已由 ${counter} 号窗先叫到。您这边不用等了。`,
  inVainBack: ({ label }: Named) => `${label} 已回到队列。您这边不用等了。`,
  inVainGone: ({ label }: Named) => `${label} 已弃号或作废，您这边不用等了。`,
  silentCounter: ({ counter, count }: { readonly counter: string; readonly count: number }) =>
    `${counter} 号窗失联，分给它的号先不叫（共 ${count} 位）。`,
  gotIt: '知道了',

  did: {
    call: ({ label }: Named) => `已叫 ${label}`,
    callInstead: ({ label, lost }: Named & { readonly lost: string }) => `${lost} 别的窗口先叫到，已改叫 ${label}`,
    arrive: ({ label }: Named) => `${label} 已到`,
    miss: ({ label }: Named) => `${label} 已过号`,
    hold: ({ label }: Named) => `${label} 已挂起`,
    resume: ({ label }: Named) => `${label} 已恢复`,
    putBack: ({ label }: Named) => `${label} 已排回队首`,
    transfer: ({ label }: Named) => `${label} 已转移`,
    triage: ({ label }: Named) => `${label} 已改队列`,
    goOn: ({ label }: Named) => `${label} 办完一项，接着办`,
    finish: ({ label }: Named) => `${label} 已完成`,
    finishAndCall: ({ label, next }: Named & { readonly next: string }) => `${label} 已完成，已叫 ${next}`,
    cancel: ({ label }: Named) => `${label} 已弃号`,
  },

  callAloud: {
    please: '请',
    toCounter: ({ counter }: { readonly counter: string }) => `到 ${counter} 号窗口`,
    back: '返回窗口',
    showNumber: '整屏显示号码',
  },
}
