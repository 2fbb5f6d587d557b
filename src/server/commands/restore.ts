import { resolve } from 'node:path'
import { restore as putBack } from '../backup/restore.ts'
import { badLine } from '../backup/said.ts'
import { backupIn, nameAt } from '../backup/shelf.ts'
import { atOf, type Command, dataFolder, Misused, readArgs } from './command.ts'

/** Puts a backup back. */
export const restore: Command = {
  usage: 'restore FOLDER [--anyway]',
  what: [
    '把备份放回来；原来的数据挪到一边，不删除',
    'puts a backup back; what was there is moved aside and not deleted',
  ],
  async run(args, { env, print }) {
    const { names, data: named, flags } = readArgs(args, { names: 1, flags: ['anyway'] })
    const [folder] = names
    if (folder === undefined) throw new Misused('请写明备份在哪个文件夹。/ Name the folder of the backup.')
    const data = dataFolder(env, named)
    const backup = await backupIn(resolve(folder))
    if (backup === null) {
      print(`${folder} 里没有完整的备份。/ There is no whole backup in ${folder}.`)
      return 1
    }
    const at = nameAt(Date.now())
    const restored = await putBack(backup, { data, at, anyway: flags.has('anyway') })
    if (!restored.ok) {
      print(...(restored.why === 'newer' ? NEWER : [...DAMAGED, ...restored.bad.map(badLine)]))
      return 1
    }
    const { aside, badPapers, hasKey, manifest } = restored
    print(
      `放回了 ${atOf(manifest.made)} 的备份：${manifest.seq} 条记录，${manifest.papers.count} 份资料。`,
      `Put back: the backup of ${atOf(manifest.made)}, ${manifest.seq} lines, ${manifest.papers.count} papers.`,
      ...(aside === null ? [] : [`原来的数据在 / what was there lies in ${aside}`]),
      ...(badPapers.length === 0 ? [] : [...LEFT_OUT, ...badPapers.map(badLine)]),
      '',
      '现在启动服务器（stayopen start）。各台平板会把备份以后的记录自动补传回来，经理页面上看得到。',
      'Start the server now (stayopen start). Tablets bring back what is newer; the manager’s page shows it.',
      ...(hasKey ? [] : ['', ...ANOTHER_MACHINE]),
    )
    return 0
  },
}

const DAMAGED = [
  '备份坏了，没有放回，什么都没有改动：',
  'The backup is damaged. It was not put back, and nothing was changed:',
]
const LEFT_OUT = [
  '下面的资料没有放回，平板上还有的会自动补传：',
  'These papers were left out; tablets that have them bring them:',
]
const NEWER = [
  '这个备份是更新的版本做的。请先更新服务器程序。',
  'This backup was made by a newer release. Update the hall server first.',
]
const ANOTHER_MACHINE = [
  '这台电脑没有原来服务器的钥匙（备份里不放）。启动以后，经理在经理页面上核对号码并放行这台服务器。',
  'This machine has not the key of the server that was (no backup has it). Once it runs, a manager compares a number on the manager’s page and lets this server in.',
]
