/** @module The card behind the chip in the corner: what its word means, and all that this tablet knows of its connection. */

export const connection = {
  /** What stands where the hall has none. */
  nothingYet: {
    toCome: '营业厅的记录还没有全部传到本机，连着服务器就会自己补齐。',
    queues: '还没有设置队列。请经理在管理页设置业务与队列。',
    counters: '还没有设置窗口。请经理在“营业厅设置”页添加。',
  },
  explain: {
    connected: '本机的记录都已存到门店服务器。',
    sending: '记录已存在本机，正在上传。',
    byPages:
      '记录都已存到门店服务器，但新消息不会自己到本机：本机每 2 秒去取一次，叫号会晚一两秒。请告诉经理：代理不要攒着不放（关掉响应缓冲）。',
    asking: '正在联系门店服务器。取号、叫号照常，记录已存在本机。',
    offline: '网络已断。取号、叫号照常，记录已存在本机，联网后自动上传。',
    serverLost: '连不上门店服务器。取号、叫号照常，记录已存在本机，恢复后自动上传。',
    clockUnsure: '本机时间还没有与门店服务器校对过。顺序不受影响，连上服务器后自动校准。',
    linesLost:
      '本机存储受损，有几条记录读不出（见“缺失的记录”）。其余记录都在，照常上传，现在做的不受影响。请告诉经理，并换一台平板。',
    linesRefused:
      '服务器不收本机的几条记录（见“缺失的记录”），它们仍在本机。其余照常上传，现在做的不受影响。请告诉经理。',
    papersRefused: '单据仍在本机，会再传。请告诉经理：代理要放行 2 MB。',
    upstream: '门店服务器连不上外网。取号、叫号照常；要用业务系统的业务可能办不了，怎么办听负责人的。',
    names:
      '门店服务器查不到外面的地址（域名解析不通）。取号、叫号照常；要用业务系统的业务可能办不了，怎么办听负责人的。',
    operator: '业务系统没有应答。取号、叫号照常；要用业务系统的业务可能办不了，怎么办听负责人的。',
    noRoom:
      '这台平板存不下了，现在不能保存新的记录，已保存的没有丢失。请删掉不用的照片或应用，有空间后自动恢复。请不要清除本网站的数据。',
    cannotSave: '本机现在不能保存任何记录。请重新打开；仍不行就换一台平板。',
    lockRefused:
      '浏览器没有把写入权交给本页，本机现在不能保存，也不与服务器同步。请更新浏览器，用普通窗口重新打开；仍不行就换一台平板。',
    notPaired: '本机还没有加入营业厅。',
  },
  unsent: '未上传',
  oldestUnsent: '最早一条',
  lastContact: '最近一次连接',
  never: '还没有连接过',
  nothingUnsent: '没有未上传的记录。',
  ago: ({ seconds }: { readonly seconds: number }) =>
    seconds < 60 ? `${Math.max(0, Math.floor(seconds))} 秒前` : minutesAgo(Math.floor(seconds / 60)),
  events: ({ count }: { readonly count: number }) => `${count} 条`,
  unsentPapers: '未上传的单据',
  papers: ({ count }: { readonly count: number }) => `${count} 份`,
  behind: '待接收',
  missing: '缺失的记录',
  waits: '不算数的记录',
  waitsCount: ({ count }: { readonly count: number }) => `${count} 条，请告诉经理：原因在经理页面的“记录”里。`,
  silent: '失联的平板',
  silentSince: ({ tablet, at }: { readonly tablet: string; readonly at: string }) => `${tablet}（${at} 起）`,
  storage: '本机存储',
  storageKept: '系统已承诺不清理本机记录。',
  storageNotKept: '空间不足时系统可能清理本机记录。已上传的不受影响。',
  askStorage: '请求保留',
  rebuilt: '本次打开时，数据库已从本机日志重建。没有上传的记录都在，其余的连上服务器后补齐。',
  otherTab: '另一个标签页正在保存记录，本页通过它保存。',
  carry: '转交与接收',
  syncNow: '立即同步',
  trying: '正在连服务器。',
  synced: ({ time }: { readonly time: string }) => `${time} 连上了服务器。`,
  noAnswer: ({ time }: { readonly time: string }) => `${time} 试过了，服务器没有回应。本机会一直再试。`,
  interruption: '业务中断处置',
  openSecond: '综合屏：在第二块屏上显示',
  openOwn: '窗口屏：在第二块屏上显示',
  openOwnNote: '给客户看：本窗口的号码、业务、工号和暂停',
  secondBlocked: '浏览器没有让新窗口打开。请在地址栏允许本站弹出窗口，再点一次。',
  /** At the foot of the wall on a desk's second screen. */
  second: {
    speak: '本屏不报号',
    speakNote: '点一下，本屏也报号。营业厅的综合屏在报号时不要开。',
    hush: '本屏报号',
    hushNote: '点一下，本屏不再报号',
    noVoice: '本屏没有语音',
    stale: '断网：只有本台叫号，其他请听工作人员呼叫',
    ownOnly: '只有本机的记录',
    fullScreen: '全屏',
    close: '关闭本屏',
  },
}

function minutesAgo(minutes: number): string {
  return minutes < 60 ? `${minutes} 分前` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分前`
}
