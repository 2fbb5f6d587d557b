/** @module What people read when nothing can be saved, so that nothing was opened: why, what is safe, what to do. */
import type { Hindrance, LOWEST } from '#device/browser/hindrances.ts'

interface Unavailable {
  readonly title: string
  readonly wayOn: (lowest: typeof LOWEST) => string
}

/** Why nothing can be saved, so that nothing was opened. */
export const unavailable: Readonly<Record<Hindrance | 'no-lock', Unavailable>> = {
  'too-old': {
    title: '浏览器太旧，不能保存记录。',
    wayOn: ({ chrome, safari, firefox }) =>
      `请先更新平板的系统或浏览器，需要 Chrome（安卓、Windows）${chrome}、Safari（iPadOS、macOS）${safari}、Firefox ${firefox} 或更新的版本。现在取号、叫号都不会被保存，所以没有打开。`,
  },
  'not-secure': {
    title: '这个网址不是安全连接，浏览器不让本页保存记录。',
    wayOn: () => '请用 https:// 开头的网址打开，或请技术支持给门店服务器装上证书。换浏览器没有用。',
  },
  'private-window': {
    title: '这是无痕（隐私）窗口，不能保存记录。',
    wayOn: () => '请用普通窗口打开同一个网址。现在取号、叫号都不会被保存，所以没有打开。',
  },
  'storage-full': {
    title: '平板的存储空间已满，不能保存记录。',
    wayOn: () => '请删除不用的应用、照片或下载，腾出空间后再试一次。已保存的记录没有丢失，请不要清除本网站的数据。',
  },
  'storage-blocked': {
    title: '浏览器的设置不让本网站保存数据。',
    wayOn: () =>
      '请在浏览器设置里允许本网站使用 Cookie 和网站数据，然后再试一次。现在取号、叫号都不会被保存，所以没有打开。',
  },
  'old-records': {
    title: '本机里的记录是早期试用版写的，这个版本读不了。',
    wayOn: () => '请在浏览器设置里清除本网站的数据，再打开本页，用新的配对码加入营业厅。试用版的记录不会带过来。',
  },
  unknown: {
    title: '本机的存储打不开，不能保存记录。',
    wayOn: () =>
      '请再试一次；仍不行，请换一台平板，并把下面这一行告诉技术支持。已保存的记录没有丢失，请不要清除本网站的数据。',
  },
  'no-lock': {
    title: '浏览器不让本页保存记录。',
    wayOn: () =>
      '本页要先向浏览器取得写入权，浏览器没有给，所以取号、叫号都不能保存。请更新浏览器，用普通窗口重新打开；仍不行就换一台平板。已保存的记录没有丢失，本页会一直再试。',
  },
}
