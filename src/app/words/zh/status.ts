/** @module The one truthful chip in the corner: what is connected, what is only on this tablet, and since when. */
export interface Unsent {
  readonly count: number
  /** Wall clock of the oldest event that the hall server does not have yet, e.g. 09:41. */
  readonly oldest: string
}

export const status = {
  title: '连接状态',
  connected: '已连接',
  sending: ({ count }: { readonly count: number }) => `已连接 · 正在上传 ${count} 条`,
  offline: '断网,本机可用',
  offlineUnsent: ({ count, oldest }: Unsent) => `断网,本机可用(${count} 条未上传,最早 ${oldest})`,
  serverLost: '服务器失联',
  serverLostUnsent: ({ count, oldest }: Unsent) => `服务器失联(${count} 条未上传,最早 ${oldest})`,
  clockUnsure: '时间未校准',
  revoked: '本机已停用',
  starting: '正在打开',
  explain: {
    connected: '本机的记录都已存到门店服务器。',
    sending: '记录已存在本机,正在上传。',
    offline: '网络已断。取号、叫号照常,记录已存在本机,联网后自动上传。',
    serverLost: '连不上门店服务器。取号、叫号照常,记录已存在本机,恢复后自动上传。',
    clockUnsure: '本机时间与门店服务器相差较大。顺序不受影响,请在系统设置中校准时间。',
    revoked: '本机已被经理停用。未上传的记录仍保存在本机,请联系经理。',
    starting: '正在读取本机的记录。',
  },
  unsent: '未上传',
  oldestUnsent: '最早一条',
  lastContact: '最近一次连接',
  never: '还没有连接过',
  nothingUnsent: '没有未上传的记录。',
}
