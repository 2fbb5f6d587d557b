/** @module The one truthful chip in the corner: what is connected, what is only on this tablet, and since when. */
import { list } from './list.ts'

export interface Unsent {
  readonly count: number
  /** Wall clock of the oldest event that the hall server does not have yet, e.g. 09:41. */
  readonly oldest: string
}

/** Which lines are missing, and in brackets what is still known of them. */
export interface Missing {
  readonly tablet: string
  readonly from: number
  readonly to: number
  readonly seen: string
}

export const status = {
  title: '连接状态',
  connected: '已连接',
  sending: ({ count }: { readonly count: number }) => `已连接 · 正在上传 ${count} 条`,
  byPages: '已连接，稍有延迟',
  asking: '正在连接',
  offline: '断网，本机可用',
  offlineUnsent: ({ count, oldest }: Unsent) => `断网，本机可用（${count} 条未上传，最早 ${oldest}）`,
  serverLost: '服务器失联',
  serverLostUnsent: ({ count, oldest }: Unsent) => `服务器失联（${count} 条未上传，最早 ${oldest}）`,
  clockUnsure: '时间未校准',
  linesLost: '本机有记录读不出',
  linesRefused: '有记录被服务器退回',
  papersRefused: ({ count }: { readonly count: number }) => `${count} 份单据没被收下`,
  revoked: '本机已停用',
  starting: '正在打开',
  cannotSave: '本机无法保存',
  noRoom: '本机存不下了',
  lockRefused: '浏览器不让保存',
  notPaired: '未配对',
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
    revoked:
      '本机已被经理停用：在这里做的都不算数，也不能登录。请换一台平板办理，并告诉经理。未上传的记录仍保存在本机。',
    starting: '正在读取本机的记录。',
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
  missingFrom: ({ tablet, from, to, seen }: Missing) =>
    `${from === to ? `${tablet} 缺第 ${from} 条` : `${tablet} 缺第 ${from}–${to} 条`}${seen}`,
  seenLine: ({ label, at }: { readonly label: string; readonly at: string }) => [label, at].filter(Boolean).join(' '),
  seenLines: ({ named, more }: { readonly named: readonly string[]; readonly more: number }) =>
    named.length === 0 ? '' : `（${list(named)}${more > 0 ? ` 等 ${named.length + more} 条` : ''}）`,
  waits: '不算数的记录',
  waitsCount: ({ count }: { readonly count: number }) => `${count} 条，请告诉经理：原因在经理页面的“记录”里。`,
  silent: '失联的平板',
  silentSince: ({ tablet, at }: { readonly tablet: string; readonly at: string }) => `${tablet}（${at} 起）`,
  unknownTablet: '未知平板',
  storage: '本机存储',
  storageKept: '系统已承诺不清理本机记录。',
  storageNotKept: '空间不足时系统可能清理本机记录。已上传的不受影响。',
  askStorage: '请求保留',
  rebuilt: '本次打开时，数据库已从本机日志重建。没有上传的记录都在，其余的连上服务器后补齐。',
  otherTab: '另一个标签页正在保存记录，本页通过它保存。',
  carry: '转交与接收',
  syncNow: '立即同步',
  interruption: '业务中断处置',
  interrupted: ({ minutes }: { readonly minutes: number }) => `中断 ${minutes} 分`,
  version: ({ version }: { readonly version: string }) => `版本 ${version}`,
  updateReady: '新版本已就绪。',
  updateNow: '更新',
  updateLater: '稍后',
  updateWaits: '新版本已就绪，办完手上的事再更新。',
}

function minutesAgo(minutes: number): string {
  return minutes < 60 ? `${minutes} 分前` : `${Math.floor(minutes / 60)} 小时 ${minutes % 60} 分前`
}
