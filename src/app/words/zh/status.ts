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
  upstream: '外网不通',
  names: '域名解析不通',
  operator: '业务系统不通',
  revoked: '本机已停用',
  revokedWhat:
    '本机已被经理停用：在这里做的都不算数，也不能登录。请换一台平板办理，并告诉经理。未上传的记录仍保存在本机。',
  starting: '正在打开',
  cannotSave: '本机无法保存',
  noRoom: '本机存不下了',
  lockRefused: '浏览器不让保存',
  notPaired: '未配对',
  missingFrom: ({ tablet, from, to, seen }: Missing) =>
    `${from === to ? `${tablet} 缺第 ${from} 条` : `${tablet} 缺第 ${from}–${to} 条`}${seen}`,
  seenLine: ({ label, at }: { readonly label: string; readonly at: string }) => [label, at].filter(Boolean).join(' '),
  seenLines: ({ named, more }: { readonly named: readonly string[]; readonly more: number }) =>
    named.length === 0 ? '' : `（${list(named)}${more > 0 ? ` 等 ${named.length + more} 条` : ''}）`,
  unknownTablet: '未知平板',
  interrupted: ({ minutes }: { readonly minutes: number }) => `中断 ${minutes} 分`,
  version: ({ version }: { readonly version: string }) => `版本 ${version}`,
  updateReady: '新版本已就绪。',
  updateNow: '更新',
  updateLater: '稍后',
  updateWaits: '新版本已就绪，办完手上的事再更新。',
}
