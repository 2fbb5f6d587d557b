import qrcode from 'qrcode'
import { pairingLink } from '#domain/tablets/pairingLink.ts'
import { isOwn } from './origins.ts'

/** The way in for the first tablet, by its link and its code. `lan`: the hall's network is served, and a page may explain how to trust it. */
export async function linkLines(
  origin: string,
  code: string,
  lan: { readonly explains: string | null } | null,
): Promise<readonly string[]> {
  const link = pairingLink(origin, code)
  return [
    `${lan?.explains ? '然后' : ''}用经理的平板打开下面的链接，或扫描二维码（10 分钟内有效，仅限一次）：`,
    `${lan?.explains ? 'Then open' : 'Open'} this link on the manager's tablet, or scan it (10 minutes, one use):`,
    '',
    `  ${link}`,
    `  配对码 / code: ${code}`,
    '',
    ...(!lan && isOwn(new URL(origin).hostname)
      ? [
          '只有这台电脑打得开这个链接。要让平板打开，请加上 --lan 启动。',
          'Only this computer can open this link. For tablets, start with --lan.',
          '',
        ]
      : []),
    await scannable(link),
  ]
}

/** An address as a terminal shows it to a camera. */
export const scannable = (link: string): Promise<string> =>
  qrcode.toString(link, { type: 'utf8', errorCorrectionLevel: 'L' })
