import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { fromGroups } from '#domain/letters.ts'
import { heldIn, ROOT_LINES } from '#log/sheetLines.ts'
import { askRunning } from '../asking.ts'
import { heldInKit, putKit } from '../kit/hallKit.ts'
import { isRootOf, readKit, type SealedKit } from '../kit/sealing.ts'
import { fingerprintOf } from '../lan/keptAuthority.ts'
import { serve } from '../sqlite/serving.ts'
import { atOf, type Command, dataFolder, Misused, printTold, readArgs, type Terminal } from './command.ts'

/** The hall kit: written by the server that runs, opened with the recovery sheet on the machine that takes its place. */
export const kit: Command = {
  usage: 'kit FOLDER | kit open FILE|FOLDER',
  what: [
    '把换机包写到 U 盘；open 在换上的电脑上用恢复单打开它',
    'writes the hall kit onto a stick; open, on the machine that takes the place of the server, opens it with the recovery sheet',
  ],
  async run(args, terminal) {
    const { data: named, names } = readArgs(args, { names: 2 })
    const [first, file] = names
    const data = dataFolder(terminal.env, named)
    if (first === 'open' && file !== undefined) return open(file, data, terminal)
    if (first === undefined || first === 'open' || file !== undefined)
      throw new Misused(
        '请写明换机包放到哪个文件夹，或 open 和换机包在哪里。/ Name a folder for the kit, or open and the file.',
      )
    return write(resolve(first), data, terminal)
  },
}

async function write(folder: string, data: string, { print }: Terminal): Promise<number> {
  const told = await askRunning(data, { what: 'kit', folder })
  if (told === null) {
    print(
      '服务器没有在运行。启动它（stayopen start），再写换机包。',
      'No server is running. Start it (stayopen start), then write the kit.',
    )
    return 1
  }
  return printTold(told, print)
}

async function open(named: string, data: string, terminal: Terminal): Promise<number> {
  const { print } = terminal
  const file = kitAt(named)
  if (file === null) {
    print(
      `${named} 里没有换机包，或者不止一个：请写明是哪个 .kit 文件。`,
      `There is no hall kit at ${named}, or more than one: name the .kit file.`,
    )
    return 1
  }
  const sealed = readKit(readFileSync(file, 'utf8'))
  if (sealed === null) {
    print(`${file} 不是换机包，或者不完整。/ ${file} is no hall kit, or not whole.`)
    return 1
  }
  if (existsSync(join(data, 'hall.db'))) {
    print(
      `${data} 里已经有营业厅的数据。请用 STAYOPEN_DATA 指定一个空文件夹。`,
      `There is a hall in ${data} already. Name an empty folder with STAYOPEN_DATA.`,
    )
    return 1
  }
  print(
    `换机包：营业厅 ${sealed.hall}，${atOf(sealed.made)} 由 ${sealed.release} 版做的。请输入恢复单的前 ${ROOT_LINES} 行，其余的不用。`,
    `Hall kit: hall ${sealed.hall}, made ${atOf(sealed.made)} by release ${sealed.release}. Type the first ${ROOT_LINES} lines of the recovery sheet; the others are not needed.`,
  )
  const rootKey = await askForRoot(sealed, terminal)
  const held = rootKey && heldInKit(sealed, rootKey)
  rootKey?.fill(0)
  if (!held) {
    print('没有打开，什么都没有改动。/ It was not opened, and nothing was changed.')
    return 1
  }
  mkdirSync(data, { recursive: true, mode: 0o700 })
  const giveBack = serve(data)
  try {
    putKit(data, sealed, held)
  } finally {
    giveBack()
  }
  const { authority, lan, origin } = held
  print(
    '',
    `打开了。平板找的地址是 ${origin}：在路由器里把这个地址给这台电脑，再启动（stayopen start）。`,
    `Opened. Tablets look for ${origin}: give this computer that address in the router, then start it (stayopen start).`,
    ...(authority ? [`证书指纹 / fingerprint: ${fingerprintOf(authority)}`] : OWN_CERTIFICATE),
    ...(lan ? [] : ALONE),
    '',
    '启动以后各台平板自己回来，把保存的记录送回来。经理在经理页面上核对号码，放行这台电脑。',
    'Once it runs, tablets come back by themselves and bring what they hold. On the manager’s page a manager compares the number and lets this machine in.',
  )
  return 0
}

/** The kit that somebody means: the file, or the only one in a folder, as on a stick. Null: nothing is there. */
function kitAt(named: string): string | null {
  const found = statSync(named, { throwIfNoEntry: false })
  if (!found?.isDirectory()) return found ? named : null
  const [kit, other] = readdirSync(named).filter((name) => name.endsWith('.kit'))
  return kit !== undefined && other === undefined ? join(named, kit) : null
}

/** Asks until the lines are right, or nobody answers; null: they are of another hall, or given up. */
async function askForRoot(sealed: SealedKit, { ask, print }: Terminal): Promise<Uint8Array | null> {
  const parts: Uint8Array[] = []
  while (parts.length < ROOT_LINES) {
    const typed = await ask(`第 ${parts.length + 1} 行 / line ${parts.length + 1}: `)
    if (typed === null) return null
    const held = heldIn(fromGroups(typed), sealed.hall, parts.length)
    if (held === 'of-another-hall') {
      print('这一行是另一个营业厅的恢复单。/ This line is of another hall’s sheet.')
      return null
    }
    if (held === 'mistyped') print('这一行有错，请再输一次。/ This line is mistyped: once more.')
    else parts.push(held)
  }
  const rootKey = Buffer.concat(parts)
  if (isRootOf(sealed, rootKey)) return rootKey
  print('这张恢复单打不开这个换机包。/ This sheet does not open this kit.')
  return null
}

const OWN_CERTIFICATE = [
  '原来的服务器用的是另外的证书：启动时要用 --cert 和 --key（或原来的代理）。',
  'The server before had a certificate of somebody else’s: start with --cert and --key, or behind the proxy that was.',
]
const ALONE = [
  '原来的服务器没有用 --lan：照原来的办法启动（STAYOPEN_HOST、STAYOPEN_ORIGIN）。',
  'The server before was not started with --lan: start this one the way that one was (STAYOPEN_HOST, STAYOPEN_ORIGIN).',
]
