import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { userInfo } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { codeOf } from '../faultCode.ts'
import { type Command, dataFolder, Misused, readArgs, type Terminal } from './command.ts'
import { type ServiceOf, taskXml, unitText } from './serviceFiles.ts'

const UNIT = '/etc/systemd/system/stayopen.service'
const TASK = 'StayOpen'

/** Has the system start the server with the machine, and again whenever it ends; or no longer. */
export const service: Command = {
  usage: 'service install|remove|show [--lan] [--backup FOLDER]',
  what: [
    '开机自动启动，停了自动再启动；remove 取消，show 只显示不安装',
    'starts the server with the machine and again when it ends; show only prints what install would write',
  ],
  async run(args, { env, home, program, print }) {
    const read = readArgs(args, { names: 1, flags: ['lan', 'no-lan'], texts: ['backup'] })
    const { data: named, names, flags } = read
    const folder = read.texts.backup
    const said = folder === undefined ? env : { ...env, STAYOPEN_BACKUP: resolve(folder) }
    const [act] = names
    if (act !== 'install' && act !== 'remove' && act !== 'show')
      throw new Misused('请写 install、remove 或 show。/ Say install, remove or show.')
    const system = systems[process.platform]
    if (!system) {
      print(
        `这个系统（${process.platform}）请自己设置开机启动：${process.execPath} ${program}`,
        `On this system (${process.platform}) have this started with the machine: ${process.execPath} ${program}`,
      )
      return 1
    }
    const data = dataFolder(env, named)
    const of = {
      args: ['start', ...[...flags].map((flag) => `--${flag}`)],
      node: process.execPath,
      program,
      folder: resolve(home),
      data,
      user: whoFor(env),
      env: settingsIn(said, data),
    }
    if (act === 'show') print(system.text(of))
    else if (act === 'install') system.install(of, print)
    else system.remove(print)
    return 0
  },
}

interface System {
  text(of: ServiceOf): string
  install(of: ServiceOf, print: Terminal['print']): void
  remove(print: Terminal['print']): void
}

const run = (program: string, ...args: readonly string[]) => void execFileSync(program, args, { stdio: 'inherit' })

const systemd: System = {
  text: unitText,
  install(of, print) {
    whereSystemd()
    mkdirSync(of.data, { recursive: true, mode: 0o700 })
    asRoot(() => writeFileSync(UNIT, unitText(of), { mode: 0o600 }))
    run('chown', '-R', of.user, of.data)
    run('systemctl', 'daemon-reload')
    run('systemctl', 'enable', '--now', 'stayopen')
    print(
      `已装好并启动：${UNIT}。看第一台平板的链接：journalctl -u stayopen -n 60，或 stayopen link。`,
      `Installed and started: ${UNIT}. For the link of the first tablet: journalctl -u stayopen -n 60, or stayopen link.`,
    )
  },
  remove(print) {
    whereSystemd()
    asRoot(() => accessSync(dirname(UNIT), constants.W_OK))
    run('systemctl', 'disable', '--now', 'stayopen')
    rmSync(UNIT, { force: true })
    run('systemctl', 'daemon-reload')
    print('不再自动启动；数据都还在。', 'It starts no more by itself; the data is all there.')
  },
}

const windows: System = {
  text: taskXml,
  install(of, print) {
    mkdirSync(of.data, { recursive: true })
    const file = join(of.data, 'stayopen-task.xml')
    // schtasks reads UTF-16 with its mark.
    writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(taskXml(of), 'utf16le')]))
    run('schtasks', '/create', '/tn', TASK, '/xml', file, '/f')
    run('schtasks', '/run', '/tn', TASK)
    print(
      '已装好并启动。看第一台平板的链接：stayopen link。',
      'Installed and started. For the link of the first tablet: stayopen link.',
    )
  },
  remove(print) {
    run('schtasks', '/end', '/tn', TASK)
    run('schtasks', '/delete', '/tn', TASK, '/f')
    print('不再自动启动；数据都还在。', 'It starts no more by itself; the data is all there.')
  },
}

const systems: Partial<Record<NodeJS.Platform, System>> = { linux: systemd, win32: windows }

/** Nothing is written on a machine that nothing starts by units. */
function whereSystemd(): void {
  if (existsSync('/run/systemd/system')) return
  throw new Error(
    '这台电脑不用 systemd 启动程序，请用它自己的办法设置开机启动。/ This machine starts nothing by systemd: have the server started in its own way.',
  )
}

function asRoot(work: () => void): void {
  try {
    work()
  } catch (fault) {
    const code = codeOf(fault)
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EROFS') throw fault
    throw new Error(`请在前面加 sudo 再运行一次。/ Run it once more with sudo in front: ${UNIT} cannot be written.`)
  }
}

/** Under whose name it runs: never as root because somebody said sudo. */
const whoFor = (env: Terminal['env']): string => env.SUDO_USER || userInfo().username

/** How the server is to run, as it was said here. */
const settingsIn = (env: Terminal['env'], data: string): Readonly<Record<string, string>> =>
  Object.fromEntries([
    ...Object.entries(env).flatMap(([name, value]) =>
      name.startsWith('STAYOPEN_') && value !== undefined ? [[name, value] as const] : [],
    ),
    ['STAYOPEN_DATA', data] as const,
  ])
