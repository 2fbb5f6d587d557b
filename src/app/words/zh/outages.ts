/** @module What this tablet reaches, what may be out, and the crowd that follows. Loaded behind the first screen. */
export const outages = {
  layers: { hall: '门店服务器', upstream: '外网', names: '域名解析', operator: '业务系统' },
  notProbed: '没有设置地址，不检测',
  notYet: '还没有检测',
  reached: ({ ago }: { readonly ago: string }) => `通 · ${ago}`,
  failed: ({ ago }: { readonly ago: string }) => `不通 · ${ago}`,
  suspected: {
    operator: '业务系统连续三次不通，外网正常。',
    upstream: '外网连续不通，业务系统也可能受影响。',
    hall: '连续三次听不到门店服务器，可能是厅内网络或服务器停了。',
  },
  manyFaults: ({ count }: { readonly count: number }) => `15 分钟内有 ${count} 位客户来报故障，可能是同一处网络故障。`,
  notice: '疑似中断',
  suggest: ({ plan }: { readonly plan: string }) => `建议启动“${plan}”。由您决定，不会自动启动。`,
  start: ({ plan }: { readonly plan: string }) => `启动“${plan}”`,
  notNow: '暂不（15 分钟内不再问）',
  suggestion: '断网断系统的建议',
  forecast: '排队预测',
  inOneLine: ({ sentences }: { readonly sentences: readonly string[] }) => sentences.join(''),
  byHand: ({
    perHour,
    counters,
    minutes,
  }: {
    readonly perHour: number
    readonly counters: number
    readonly minutes: number
  }) => `按最近的来客（每小时 ${perHour} 人）、${counters} 个窗口、手工受理每人约 ${minutes} 分钟计算：`,
  passes: ({ limits }: { readonly limits: string }) => `等候人数将超过 ${limits}。`,
  limitNow: ({ limit }: { readonly limit: number }) => `${limit} 人（现在）`,
  limitIn: ({ limit, minutes }: { readonly limit: number; readonly minutes: number }) =>
    `${limit} 人（约 ${minutes} 分钟后）`,
  prepare: ({ needed, more }: { readonly needed: number; readonly more: number }) =>
    `要十分钟内叫到八成客户，需 ${needed} 个窗口（再开 ${more} 个）。请现在就准备“客流激增”预案。`,
  enough: ({ minutes }: { readonly minutes: number }) => `现有窗口够用，平均约等 ${minutes} 分钟。`,
  grows: ({ needed }: { readonly needed: number }) =>
    `来的比办得过来的多，等候会越来越长；要十分钟内叫到八成客户，需 ${needed} 个窗口。`,
  slow: ({ minutes, needed }: { readonly minutes: number; readonly needed: number }) =>
    `不会越来越长，平均约等 ${minutes} 分钟；要十分钟内叫到八成客户，需 ${needed} 个窗口。`,
  nothing: '最近两小时没有取号，无法预测。',
  upstreamAddress: '外网检测地址',
  operatorAddress: '业务系统检测地址',
  addressHint: '如 https://boss.example.cn/ 或 10.2.0.8:443。留空就不检测。',
  addressBad: '请写成 https://boss.example.cn/ 或 10.2.0.8:443 这样的地址。',
  addressOwn: '这是服务器自己，试它看不出外面通不通。请写外面的地址。',
  probesIntro:
    '门店服务器每隔一会儿试一次这两个地址，只看通不通。连续三次不通时，向负责人提出建议；不通时取的号，要查业务系统的标“待核验”。',
  /** A queue that its counters no longer keep up with, and what would help. */
  overflow: {
    title: '有队列排不过来',
    open: ({ queue, counter }: { readonly queue: string; readonly counter: string }) =>
      `${queue}：请开 ${counter} 号窗`,
    resume: ({ queue, counter }: { readonly queue: string; readonly counter: string }) =>
      `${queue}：请 ${counter} 号窗恢复叫号`,
    none: ({ queue }: { readonly queue: string }) => `${queue}：窗口都开了，请告诉客户大约要等多久`,
    how: ({ waiting, each, minutes }: { readonly waiting: number; readonly each: number; readonly minutes: number }) =>
      `${waiting} 人等候，平均每个窗口 ${each} 人，最长 ${minutes} 分`,
    noCounter: ({ waiting, minutes }: { readonly waiting: number; readonly minutes: number }) =>
      `${waiting} 人等候，没有窗口办理，最长 ${minutes} 分`,
    seen: '知道了',
    look: '去看怎么办',
  },
}
