import type { HallServer } from './hallServer.ts'
import type { LanConcern, LanServer } from './lan/openOnLan.ts'
import { linkLines, scannable } from './linkLines.ts'

/** What the terminal shows at the start: the address, and while there is no manager's tablet the way to pair one. */
export async function welcome({
  origin,
  firstCode,
  isOpenToAll,
  machineNumber = null,
  lan,
}: Pick<HallServer, 'origin' | 'firstCode' | 'isOpenToAll'> &
  Partial<Pick<HallServer, 'machineNumber'> & Pick<LanServer, 'lan'>>): Promise<string> {
  const lines = [`StayOpen 不打烊  ${origin}`, '']
  for (const concern of lan?.concerns ?? []) lines.push(...said(concern), '')
  if (isOpenToAll) {
    lines.push(
      '注意：正在不加密地对整个网络提供服务，网络上的人能看到也能改动往来内容；浏览器也不会让平板离线使用。',
      '请加上 --lan 启动，或把 STAYOPEN_ORIGIN 设为 HTTPS 代理的地址。',
      'Careful: this serves the whole network without encryption. Whoever is on it can read and change what is said, and',
      'browsers let no tablet work offline. Start with --lan, or set STAYOPEN_ORIGIN to an HTTPS proxy.',
      '',
    )
  }
  if (lan?.explains) {
    lines.push(
      '新平板第一次使用前，先打开这个网址（或扫码），照着做，让它信任这台服务器；已经信任过的不用再做：',
      'Before its first use, open this on each new tablet (or scan it) and do what it says, so that it trusts this server; one that does already has nothing to do:',
      '',
      `  ${lan.explains}`,
      `  证书指纹 / fingerprint: ${lan.fingerprint}`,
      '',
      ...(firstCode ? [await scannable(lan.explains)] : []),
    )
  }
  if (machineNumber)
    lines.push(
      '这台电脑还没有被营业厅接纳：经理在经理页面上核对号码并放行以前，它发的号段不算数，其他照常。',
      'The hall has not let this machine in: until a manager compares this number on the manager’s page and does, the numbers that it gives out count for nothing. All else goes on.',
      '',
      `  ${machineNumber}`,
      '',
    )
  if (firstCode) {
    lines.push(...(await linkLines(origin, firstCode.code, lan ? { explains: lan.explains } : null)))
  }
  return `${lines.join('\n')}\n`
}

/** The name under which it answers besides its address, for the page that explains; empty: the network allows none. */
export function calledBesides(called: string | null, { explains }: Pick<LanServer['lan'], 'explains'>): string {
  if (explains === null) return ''
  if (called === null)
    return '这个网络不支持按名字找到服务器，请用上面的网址。\nThis network finds no servers by name: use the address above.\n\n'
  return `网络允许时也可以打开 / Where the network allows it, also:  http://${called}:${new URL(explains).port}\n\n`
}

function said(concern: LanConcern): readonly string[] {
  if (concern.kind === 'address-gone') {
    const now = concern.addresses.join('、')
    return [
      `注意：平板用的地址 ${concern.name} 现在不是这台电脑的（现在是 ${now}）。请在路由器里给这台电脑固定地址 ${concern.name}；要换地址就加上 --name 启动，每台平板都得重新加入。`,
      `Careful: tablets use the address ${concern.name}, which this computer has no longer (it has ${concern.addresses.join(', ')}). Reserve ${concern.name} for it in the router. Another address is chosen with --name, and every tablet has to join anew.`,
    ]
  }
  if (concern.kind === 'clock-behind')
    return [
      `注意：这台电脑的时钟早于证书的起始日 ${concern.begins}，请先校准。`,
      `Careful: this computer's clock is before ${concern.begins}, when its authority begins. Set it.`,
    ]
  return [
    '注意：这台电脑还没有营业厅网络的地址，请先接上网线或 Wi-Fi。',
    'Careful: this computer has no address in the hall’s network yet. Connect it first.',
  ]
}
