import qrcode from 'qrcode'
import { pairingLink } from '#domain/tablets/pairingLink.ts'
import type { HallServer } from './hallServer.ts'
import { isOwn } from './origins.ts'

/** What the terminal shows at the start: the address, and while there is no manager's tablet the way to pair one. */
export async function welcome({
  origin,
  firstCode,
  isOpenToAll,
}: Pick<HallServer, 'origin' | 'firstCode' | 'isOpenToAll'>): Promise<string> {
  const lines = [`StayOpen 不打烊  ${origin}`, '']
  if (isOpenToAll) {
    lines.push(
      '注意：正在不加密地对整个网络提供服务，网络上的人能看到也能改动往来内容；浏览器也不会让平板离线使用。',
      '请设置 STAYOPEN_TLS_CERT 和 STAYOPEN_TLS_KEY，或把 STAYOPEN_ORIGIN 设为 HTTPS 代理的地址。',
      'Careful: this serves the whole network without encryption. Whoever is on it can read and change what is said, and',
      'browsers let no tablet work offline. Set STAYOPEN_TLS_CERT and STAYOPEN_TLS_KEY, or STAYOPEN_ORIGIN to an HTTPS proxy.',
      '',
    )
  }
  if (firstCode) {
    const link = pairingLink(origin, firstCode.code)
    lines.push(
      '用经理的平板打开下面的链接，或扫描二维码（10 分钟内有效，仅限一次）：',
      "Open this link on the manager's tablet, or scan it (10 minutes, one use):",
      '',
      `  ${link}`,
      `  配对码 / code: ${firstCode.code}`,
      '',
      ...(isOwn(new URL(origin).hostname)
        ? [
            '只有这台电脑打得开这个链接。要让平板打开，请按 README 的“Pair a tablet”设好 STAYOPEN_HOST、STAYOPEN_ORIGIN 和证书再启动。',
            'Only this computer can open this link. For tablets, set STAYOPEN_HOST, STAYOPEN_ORIGIN and a certificate first',
            '(README, “Pair a tablet”).',
            '',
          ]
        : []),
      await qrcode.toString(link, { type: 'utf8', errorCorrectionLevel: 'L' }),
    )
  }
  return `${lines.join('\n')}\n`
}
