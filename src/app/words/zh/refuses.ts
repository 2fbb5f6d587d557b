/** @module What the corner says where a hall server answers and takes nothing, by the code it gives, or tells another time: what is so, who does what. */
import type { RefusedLine } from '#log/notTaken.ts'

const refusedBecause: Readonly<Record<RefusedLine, string>> = {
  'not-json': '内容读不出来',
  'no-lines': '送去的是空的',
  'not-utf8': '文字的编码坏了',
  'line-too-long': '内容太长',
  'bad-envelope': '格式不对',
  'bad-sum': '内容和它的摘要不符',
  'bad-journal-header': '没有写明是哪本日志的',
  'bad-from-header': '没有写明是第几条',
  'bad-signature': '这台平板的签名对不上',
  'foreign-hall': '它是另一个营业厅的',
  'foreign-journal': '它是另一本日志的',
  'not-contiguous': '前后的号不连续',
  'broken-chain': '和前一条接不上',
  'bad-opening': '日志开头写的不是这台平板',
  'not-your-journal': '它是这台平板重新配对以前写的',
  gap: '它前面的记录已经找不回来',
  fork: '同一个号下服务器已有另一条',
}

/** A server may know codes that this app does not. */
const byCode: Readonly<Record<string, string>> = refusedBecause

export const refuses = {
  codes: {
    'other-hall': {
      label: '这里是另一个营业厅',
      sentence:
        '这个网址上是另一个营业厅的服务器。请核对网址和网络，或请技术支持查看：服务器可能换过新的数据。本机照常办理，记录都在本机，不会传给它。',
    },
    'not-our-server': {
      label: '网络要先登录',
      sentence:
        '回应的不是门店服务器，可能是公共网络的登录页面。请接回营业厅的网络，或在浏览器里先登录。本机照常办理。',
    },
    'token-unknown': {
      label: '服务器不认识本机',
      sentence:
        '门店服务器不认识这台平板，可能换回了旧的备份。其他平板把记录送回以后，服务器会重新认出它；十分钟后仍是这样，请经理在“平板”页重新添加。记录都在本机，本机照常办理。',
    },
    'clock-behind': {
      label: '服务器的时间不对',
      sentence:
        '门店服务器的时钟早于它已存的记录，先不收记录。请经理核对服务器的时间，再按“时间是对的”。本机照常办理，记录都在本机。',
    },
    'clock-doubted': {
      label: '服务器的时间对不上',
      sentence:
        '门店服务器的时钟和两台平板的对不上，先不收记录。时钟改好后自动恢复，或请经理核对服务器的时间，再按“时间是对的”。本机照常办理，记录都在本机。',
    },
    'clock-leapt': {
      label: '服务器的时间跳了',
      sentence:
        '门店服务器的时钟突然跳了，先不收记录。两台平板的时间一致后自动恢复，或请经理核对服务器的时间，再按“时间是对的”。本机照常办理，记录都在本机。',
    },
    'times-apart': {
      label: '时间对不上',
      sentence: '门店服务器的时间和本机的对不上。本机仍按原来的时间办理，请经理核对服务器的时间。',
    },
    'wrong-origin': {
      label: '网址不对',
      sentence: '请用配对时的网址打开：这个网址不是门店服务器自己的。记录都在本机。',
    },
    'too-many-requests': {
      label: '服务器正忙',
      sentence: '请求太频繁，服务器请本机稍等，会自动再试。本机照常办理。',
    },
    'too-much-today': {
      label: '今天上传太多',
      sentence:
        '本机今天送来的内容太多，门店服务器先不收了，明天自动上传。请经理看看这台平板是不是有人乱用。本机照常办理，记录都在本机。',
    },
    'too-many-journals': {
      label: '新开的日志太多',
      sentence:
        '本机一周里新开的日志太多，门店服务器先不收，几天后自动上传。请经理看看这台平板是不是有人乱用。本机照常办理，记录都在本机。',
    },
    'disk-full': {
      label: '服务器磁盘满了',
      sentence:
        '门店服务器的磁盘满了，暂时不收本机的记录。请经理马上让技术支持腾出空间。本机照常办理，记录都在本机，腾出空间后自动上传。',
    },
    'store-unavailable': {
      label: '服务器写不进磁盘',
      sentence: '门店服务器现在写不进磁盘，没有收下任何记录。请技术支持检查它的磁盘。记录都在本机，恢复后自动上传。',
    },
    'internal-error': {
      label: '服务器出错',
      sentence: '门店服务器出错，没有收下任何记录。请技术支持查看它的日志。记录都在本机，恢复后自动上传。',
    },
    stopping: { label: '服务器正在重启', sentence: '门店服务器正在停止或重启，会自动再试。本机照常办理。' },
  } as Readonly<Record<string, { readonly label: string; readonly sentence: string }>>,
  otherwise: ({ code }: { readonly code: string }) => ({
    label: '服务器暂不接收',
    sentence: `门店服务器有回应，但没有接收本机的记录（${code}）。请把括号里的代码告诉技术支持。记录都在本机，会自动再试。`,
  }),
  bothTimes: {
    'clock-behind': ({ server, other }) =>
      `门店服务器的时钟是 ${server}，早于它已存的最后一条记录（${other}），先不收记录。时钟改好，或两台平板的时间一致后自动恢复；或请经理核对：如果现在真是 ${server}，按“时间是对的”。本机照常办理，记录都在本机。`,
    'clock-doubted': ({ server, other }) =>
      `门店服务器的时钟是 ${server}，两台平板都说是 ${other}，先不收记录。时钟改好后自动恢复；或请经理核对：如果现在真是 ${server}，按“时间是对的”。本机照常办理，记录都在本机。`,
    'clock-leapt': ({ server, other }) =>
      `门店服务器的时钟突然跳到 ${server}，按走过的时间应是 ${other}，先不收记录。两台平板的时间一致后自动恢复；或请经理核对：如果现在真是 ${server}，按“时间是对的”。本机照常办理，记录都在本机。`,
    'times-apart': ({ server, other }) =>
      `门店服务器说现在是 ${server}，本机按走过的时间是 ${other}，对不上。本机仍按 ${other} 办理，记录都在本机。如果现在真是 ${server}，按“现在是 ${server}”。不是的话，请经理核对服务器的时间；它改好，或另两台平板、经理说的时间与它一致后，自动恢复。`,
  } as Readonly<Record<string, (both: { readonly server: string; readonly other: string }) => string>>,
  timeIsRight: '时间是对的',
  itIs: ({ time }: { readonly time: string }) => `现在是 ${time}`,
  refusedLine: ({ tablet, n, why }: { readonly tablet: string; readonly n: number; readonly why: string }) =>
    `${tablet} 第 ${n} 条被服务器退回：${why}。它仍在本机，其余照常上传，请告诉技术支持`,
  refusedBecause: byCode,
  refusedOtherwise: '原因要更新本机的程序才知道',
}
