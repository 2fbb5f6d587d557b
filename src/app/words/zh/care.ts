/** @module How the hall server and the tablets are: backups, disk, certificate, clock, versions, batteries, what is missing. */

export const care = {
  title: '服务器和平板',
  look: '再看一次',
  unheard: '连不上门店服务器，看不到它的情况。恢复后再看；那台电脑坏了、丢了，凭换机包和恢复单换一台接着用。',

  stranger: '门店服务器换了电脑',
  strangerText:
    '备份或换机包放到了另一台电脑上。请到那台电脑前，核对屏幕上的号码和这里一样，再放行。放行以前，它发的号段不算数，其他一切照常。',
  strangerNumber: ({ number }: { readonly number: string }) => `号码 ${number}`,
  letIn: '号码一样，放行',

  kitSave: '保存换机包',
  kitHint: '服务器坏了换一台电脑时用，只有恢复单能打开。存到 U 盘，和恢复单分开放',
  kitPrint: '打印换机包',
  kitPrintHint: '一张二维码，纸不会坏。用时拿手机扫出文字，存成文件',
  kitTitle: ({ hall }: { readonly hall: string }) => `${hall} · 换机包`,
  kitMade: ({ at, id, address }: { readonly at: string; readonly id: string; readonly address: string }) =>
    `${at} 打印，编号 ${id}，地址 ${address}。`,
  kitLines: [
    '门店服务器坏了、丢了，用它和恢复单换一台电脑。单有它打不开。和恢复单分开放。',
    '用法：手机扫出全部文字，原样存成一个 .kit 文件，拷到那台电脑，运行 stayopen kit open 文件，输入恢复单的前两行。',
  ],
  spare: {
    title: '门店服务器联系不上',
    first: '先看那台电脑的电源、网线和路由器。修得好就修：平板照常用，恢复后自动补传。坏了、丢了，就换一台电脑接着用。',
    replace: '换一台电脑接着用',
    path: '换一台服务器的步骤',
    states: { done: '已完成', now: '现在做这一步', next: '还没到' },
    since: ({ at, span }: { readonly at: string; readonly span: string }) => `${at} 断开，已经 ${span}。`,
    took: ({ from, to, span }: { readonly from: string; readonly to: string; readonly span: string }) =>
      `${from} 断开，${to} 照常，共用 ${span}。`,
    steps: ({ address }: { readonly address: string }) => [
      {
        name: '在换上的电脑上打开换机包',
        text: '装好 Node 和不打烊，运行 stayopen kit open 文件，输入恢复单的前两行。有备份的，再运行 stayopen restore 备份文件夹。',
      },
      {
        name: '用原来的地址启动',
        text: `平板找的是 ${address}：在路由器里把这个地址给这台电脑，运行 stayopen start。平板自己连上，不用动。`,
      },
      { name: '核对号码，放行', text: '那台电脑屏幕上的号码和这里一样，就放行。' },
      { name: '各台平板送回记录', text: '自动进行，请照常办理。谁送回了多少、还等谁、缺哪几条，都列在上面。' },
      { name: '照常发号段', text: '送齐了，或者您按“不等了”，就恢复。' },
    ],
  },
  kitNot: {
    'not-founded': '现在拿不到换机包：营业厅还没有建好。',
    'server-unreachable': '现在拿不到换机包：连不上门店服务器。',
    'not-our-server': '现在拿不到换机包：应答的不是门店服务器。请看看平板连的是不是厅里的网络。',
    'server-busy': '现在拿不到换机包：门店服务器忙不过来。请过一会儿再试。',
    'server-failed': '现在拿不到换机包：门店服务器出了错。请再试一次；还是不行，请找技术支持。',
  },

  backups: '备份',
  backedUp: ({ at, count, size }: { readonly at: string; readonly count: number; readonly size: string }) =>
    `最近一次 ${at}，共保留 ${count} 份，最近一份 ${size}。`,
  notBackedUp: '还没有备份。',
  backupsOff: '没有设置备份。启动服务器时加上 --backup 和 U 盘的文件夹，就会每小时自动备份。',
  sameDisk: '备份和数据在同一块硬盘上，硬盘坏了会一起没有。请换成 U 盘或另一块硬盘。',
  backupTrouble: ({ since, what }: { readonly since: string; readonly what: string }) =>
    `${since} 起没有新的备份：${what}`,
  backupTroubles: {
    missing: '备份的文件夹不在，请插好 U 盘。',
    full: '那里满了，请腾出地方或换大的 U 盘。',
    'read-only': '那里不让写，请打开 U 盘的写保护，或改文件夹的权限。',
    unread: '写进去的读不回来，请换一个 U 盘。',
    failed: '写的时候出错了，原因在服务器的日志里。',
  },

  disk: '硬盘',
  diskLeft: ({ size }: { readonly size: string }) => `还有 ${size}。`,
  diskShort: ({ size }: { readonly size: string }) => `只剩 ${size}，请腾出地方：备份以外的大文件先挪走。`,
  damaged: ({ count }: { readonly count: number }) =>
    `硬盘改坏了 ${count} 条记录，正在等平板补传回来。请尽快备份并换硬盘。`,

  certificate: '证书',
  certificateEnds: ({ at }: { readonly at: string }) => `用到 ${at}。`,
  certificateEndsSoon: ({ at }: { readonly at: string }) => `${at} 到期，请换新证书，否则平板连不上。`,
  noCertificate: '没有用证书：不加密。',

  clock: '时钟',
  clockRight: ({ at }: { readonly at: string }) => `服务器的时间是 ${at}。`,
  clockWrong: '服务器的时钟不可信，请校准那台电脑的时间。',

  version: '版本',
  versionWaits: ({ version }: { readonly version: string }) => `${version}，等着更新`,
  serverVersion: ({ version }: { readonly version: string }) => `服务器 ${version}`,
  newerTablets: ({ tablets }: { readonly tablets: string }) =>
    `版本和服务器不同：${tablets}。没人用的时候会自动更新；一直不变，就在那台平板上重新打开页面。`,

  tablet: '平板',
  power: '电量',
  powerLeft: ({ percent }: { readonly percent: number }) => `${percent}%`,
  powerCharging: ({ percent }: { readonly percent: number }) => `${percent}%，在充电`,
  powerLow: ({ tablets }: { readonly tablets: string }) => `电量不足 20% 又没在充电：${tablets}。请插上电源。`,
  storage: '保存',
  storageKept: '浏览器保证不清',
  storageNotKept: '浏览器可能清掉',
  storageNotKeptWhatToDo: ({ tablets }: { readonly tablets: string }) =>
    `浏览器可能清掉数据：${tablets}。请在那台平板上把不打烊添加到主屏幕。`,
  storageUsed: ({ percent }: { readonly percent: number }) => `已用 ${percent}%`,
  storageFull: ({ tablets }: { readonly tablets: string }) =>
    `快存满了：${tablets}。服务器和备份都有的会自动清走；一直这样，请插好备份的 U 盘，再腾出平板的空间。`,
  seen: '最近联系',
  seenNow: '正连着',
  clockGood: '准',
  clockFast: ({ minutes }: { readonly minutes: number }) => `快 ${minutes} 分钟`,
  clockSlow: ({ minutes }: { readonly minutes: number }) => `慢 ${minutes} 分钟`,
  clocksOff: ({ tablets }: { readonly tablets: string }) =>
    `时钟差 2 分钟以上：${tablets}。请在平板的系统设置里打开自动校时。`,
  unknown: '不知道',
  lines: '服务器已收',
  linesKept: ({ kept, claimed }: { readonly kept: number; readonly claimed: number }) => `${kept} / ${claimed}`,
  linesMissing: ({ tablet, from, to }: { readonly tablet: string; readonly from: number; readonly to: number }) =>
    `${tablet} 还缺第 ${from}–${to} 条。让它连上网络，会自动补传。`,
  wallSilent: ({ tablet, since }: { readonly tablet: string; readonly since: string }) =>
    `${since} 起听不到综合屏“${tablet}”，它显示的可能是旧的。请去看一眼：有没有画面、电源和网络。`,
  wallHung: {
    picture: ({ tablet, at }: { readonly tablet: string; readonly at: string }) =>
      `综合屏“${tablet}”${at} 画面停住过，已自己重新打开。再有这样的事，请重启那台设备。`,
    stream: ({ tablet, at }: { readonly tablet: string; readonly at: string }) =>
      `综合屏“${tablet}”${at} 收不到叫号，而网络是通的，已自己重新打开。再有这样的事，请联系技术支持。`,
  },
  noTablets: '还没有平板。',

  setAside: ({ count }: { readonly count: number }) =>
    `${count} 条记录服务器收下了但不算数：写它的平板没有这个权限，或内容不完整。在“记录”页看是谁写的；是新版本写的，更新后会算数。`,
  unproven: ({ count }: { readonly count: number }) =>
    `${count} 条记录的签名一直没到：让写它们的平板连上网络。平板都连着还是这样，请联系技术支持。`,
}
