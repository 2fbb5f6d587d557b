/** @module Carrying events from tablet to tablet without a server. Loaded with its screen. */
export const carry = {
  title: '转交与接收',
  close: '收起',
  intro: '没有网络、没有门店服务器时，把事件从一台平板转到另一台。密封的客户资料不会这样转交。',
  lockedHint: '未登录时只能转交事件和排队。',
  ways: { pass: '转交出去', take: '接收进来' },
  what: '转交什么',
  whats: { incident: '事件与当前排队', queue: '当前排队', unkept: '门店服务器还没有的', all: '全部' },
  showCodes: '显示二维码',
  saveFile: '存成文件',
  stop: '停止显示',
  packed: ({ lines, kilobytes }: { readonly lines: number; readonly kilobytes: number }) =>
    `共 ${lines} 条记录，${kilobytes} KB，已由本平板签名。`,
  leftOut: ({ lines }: { readonly lines: number }) =>
    `另有 ${lines} 条没有带上：本平板还没有收到写它们的平板的签名，连上门店服务器后就有。`,
  codes: ({ count, seconds }: { readonly count: number; readonly seconds: number }) =>
    `${count} 个二维码轮流显示，另一台平板对准屏幕约 ${seconds} 秒。漏看几个没有关系。`,
  tooMany: '内容太多，不适合用二维码。请存成文件。',
  saved: '文件已保存。用 U 盘、数据线或蓝牙交给另一台平板，在那里选“接收进来”。',
  codeName: '转交用的二维码',
  scan: '用摄像头接收',
  file: '打开文件',
  fileLabel: '扩展名为 .stayopen 的文件',
  pointAt: '把摄像头对准另一台平板上轮流显示的二维码',
  caught: ({ have, of }: { readonly have: number; readonly of: number }) => `已收到 ${have} / ${of}`,
  starting: '正在打开摄像头',
  cameraDenied: '摄像头没有获准使用。请在浏览器设置中允许，或用文件接收。',
  cameraMissing: '这台平板没有可用的摄像头。请用文件接收。',
  cameraFailed: '读码程序没有打开。请用文件接收。',
  taken: ({ from, lines, at }: { readonly from: string; readonly lines: number; readonly at: string }) =>
    `已收下 ${from} 在 ${at} 转交的 ${lines} 条记录。已有的不会重复。`,
  writtenBy: ({ names }: { readonly names: string }) => `写这些记录的平板：${names}，签名都对得上。`,
  server: '门店服务器',
  leftBehind: ({ lines }: { readonly lines: number }) => `有 ${lines} 条对方没能带上：还没有写它们的平板的签名。`,
  stillTheirs: '这些记录仍由原来的平板上传；本平板只保存和显示。',
  refused: {
    'not-carried': '这不是转交文件，或者没有传完整。本平板没有任何改变。',
    'other-hall': '这是别的营业厅的记录，不能当成本厅的收下。本平板没有任何改变。',
    damaged: '内容损坏或被改动过，签名对不上。本平板没有任何改变。请重新转交。',
    'broken-chain': '记录前后接不上，有缺失或被改动。本平板没有任何改变。请重新转交。',
    unvouched: '里面有的记录没有写它的平板的签名，不能证明是那台平板写的。本平板没有任何改变。',
    'tablet-unknown': '里面有本平板不认识的平板写的记录。请先让本平板连接一次门店服务器。本平板没有任何改变。',
    'tablet-revoked': '转交的平板已被停用，不能收下。本平板没有任何改变。',
    contradicts: '里面的记录与本平板已有的不一致。没有收下，请告诉经理。',
    'not-saved': '没能保存。请关掉本应用的其他页面，检查存储空间，再试一次。',
  },
  former: {
    title: '另一个营业厅的交接文件',
    from: ({ hall, tablet, time }: { readonly hall: string; readonly tablet: string; readonly time: string }) =>
      hall === ''
        ? `存于 ${time}，内容完整。文件里没有写是哪个营业厅。`
        : `文件里写的是：${hall}${tablet === '' ? '' : `，${tablet}`}，存于 ${time}。内容完整。`,
    unproved: '本厅没有那个厅的密钥，证明不了是谁写的：请确认它是从那个厅的同事手里拿到的。',
    nothing: '里面没有等候的号，也没有没结束的事件。',
    waiting: ({ count, labels }: { readonly count: number; readonly labels: string }) => `${count} 个号：${labels}`,
    states: {
      called: ({ labels }: { readonly labels: string }) =>
        `叫到或挂起、还没办的 ${labels}：在本厅重新等候，按取号时间排。`,
      away: ({ labels }: { readonly labels: string }) => `暂离的 ${labels}：在本厅仍是暂离，到了时间再叫。`,
      served: ({ labels }: { readonly labels: string }) =>
        `正在办的 ${labels}：不接过来。没有办完的，请客户在本厅取号。`,
      missed: ({ labels }: { readonly labels: string }) => `过号的 ${labels}：不接过来。客户来了，请在本厅取号。`,
    },
    queue: '排到本厅的哪个队列',
    choose: '请选择',
    incident: ({ plan, level, ticks }: { readonly plan: string; readonly level: string; readonly ticks: number }) =>
      `没结束的事件：${plan}，${level}，已做 ${ticks} 项`,
    nothingElse:
      '接过来的只有这些：号码和先后不变，事件在本厅接着处置。受理单、客户资料、人员、设置和以往的记录都不在里面。那个厅的平板仍属于那个厅。',
    take: '接过来',
    sortFirst: '请先为每组号选好队列。',
    ownPinFirst: '您的密码是别人设的：请先关上这一页，设好自己的密码，再来打开这个文件。',
    managerTakes: '要由经理登录，在前台、窗口或经理的平板上接过来。',
    taken: ({
      by,
      time,
      tickets,
      incidents,
    }: {
      readonly by: string
      readonly time: string
      readonly tickets: number
      readonly incidents: number
    }) => `${by} ${time} 接过来 ${tickets} 个号、${incidents} 个事件。客户手里的号票照样有效。`,
  },
}
