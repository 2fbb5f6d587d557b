import qrcode from 'qrcode'
import { pairingLink } from '#domain/tablets/pairingLink.ts'
import type { HallServer } from './hallServer.ts'

/** What the terminal shows at the start: the address, and while there is no manager's tablet the way to pair one. */
export async function welcome({ origin, firstCode }: Pick<HallServer, 'origin' | 'firstCode'>): Promise<string> {
  const lines = [`StayOpen 不打烊  ${origin}`, '']
  if (firstCode) {
    const link = pairingLink(origin, firstCode.code)
    lines.push(
      '用厅经理的平板打开下面的链接，或扫描二维码（10 分钟内有效，仅限一次）：',
      "Open this link on the manager's tablet, or scan it (10 minutes, one use):",
      '',
      `  ${link}`,
      `  配对码 / code: ${firstCode.code}`,
      '',
      await qrcode.toString(link, { type: 'utf8', errorCorrectionLevel: 'L' }),
    )
  }
  return `${lines.join('\n')}\n`
}
