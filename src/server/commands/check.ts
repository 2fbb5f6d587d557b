import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readBackup } from '../backup/readBackup.ts'
import { badLine } from '../backup/said.ts'
import { type Backup, backupIn } from '../backup/shelf.ts'
import { checkStore, type Finding, isHadAgain } from '../checking.ts'
import { StoreInUse } from '../eventStore.ts'
import { type Command, dataFolder, readArgs, type Terminal } from './command.ts'

/** Looks at every byte of the store, or of a backup, and names what is damaged. */
export const check: Command = {
  usage: 'check [FOLDER]',
  what: [
    '逐个检查数据或备份，说出坏了什么',
    'looks at every byte of the store or of a backup and names what is damaged',
  ],
  async run(args, { env, print }) {
    const { data: named, names } = readArgs(args, { names: 1 })
    const data = names[0] === undefined ? dataFolder(env, named) : resolve(names[0])
    const isStore = existsSync(join(data, 'hall.db')) && !existsSync(join(data, 'manifest.json'))
    const backup = isStore ? null : await backupIn(data)
    if (backup) return checkBackup(backup, print)
    if (!isStore) {
      print(`${data} 里没有营业厅的数据。/ There is no hall in ${data}.`)
      return 1
    }
    try {
      return await checkFolder(data, join(data, 'papers'), print)
    } catch (fault) {
      if (!(fault instanceof StoreInUse)) throw fault
      print(
        '服务器正在用这些数据；它空闲时自己逐条检查，坏了的写在经理页面上。要现在检查，先停下服务器，或检查备份：stayopen check 备份文件夹。',
        'A server works on this store, looks at every line of it in idle time and names on the manager’s page what is damaged. To look now, stop it first, or check a backup: stayopen check FOLDER.',
      )
      return 1
    }
  },
}

async function checkBackup(backup: Backup, print: Terminal['print']): Promise<number> {
  const { bad, badPapers } = await readBackup(backup)
  print(`${backup.folder}`, ...[...bad, ...badPapers].map(badLine))
  const code = bad.length === 0 ? await checkFolder(backup.folder, null, print) : 1
  return badPapers.length > 0 ? 1 : code
}

async function checkFolder(folder: string, papers: string | null, print: Terminal['print']): Promise<number> {
  const { findings, lines, journals, papers: count } = await checkStore(folder, papers)
  print(
    ...findings.flatMap(lineOf),
    `看过了：${lines} 条记录，${journals} 本日志${papers === null ? '' : `，${count} 份资料`}。`,
    `Looked at: ${lines} lines, ${journals} journals${papers === null ? '' : `, ${count} papers`}.`,
  )
  if (findings.length === 0) {
    print('一切完好。/ Everything is sound.')
    return 0
  }
  const isMended = findings.some(({ what }) => what === 'pages')
  if (findings.every(isHadAgain))
    print(
      ...(isMended
        ? [
            '服务器启动时自己重建读不出的部分，原来的放进 aside。',
            'When the server starts it makes anew what cannot be read; what was there goes into `aside`.',
          ]
        : []),
      '启动服务器后，平板会把它们有的补传回来。',
      'Once the server runs, tablets bring back of this what they have.',
    )
  else
    print(
      '先从备份放回：stayopen restore 备份文件夹。比备份新的，平板会补传回来。没有备份，用换机包：stayopen kit open 文件。',
      'Put a backup back first: stayopen restore FOLDER. Tablets bring back what is newer. Without a backup open the hall kit: stayopen kit open FILE.',
    )
  return 1
}

function lineOf(finding: Finding): readonly string[] {
  switch (finding.what) {
    case 'pages':
      return [`数据库坏了 / the database is damaged: ${finding.detail}`]
    case 'unopened':
      return [`数据库打不开 / the database cannot be opened: ${finding.detail}`]
    case 'log':
      return ['数据库最近的改动坏了 / the log of the database is damaged, and what it held is missing']
    case 'lines':
      return [`记录坏了 / lines are damaged: ${finding.journal} ${finding.from}–${finding.to}`]
    case 'gap':
      return [`缺记录 / lines are missing: ${finding.journal} ${finding.from}–${finding.to}`]
    case 'chain':
      return [`与前一条接不上 / does not follow the line before it: ${finding.journal} ${finding.n}`]
    case 'signature':
      return [`结尾与签名不符 / its end is not what its writer signed: ${finding.journal} ${finding.n}`]
    case 'paper-missing':
      return [`缺资料 / a paper is missing: ${finding.paper}`]
    case 'paper-altered':
      return [`资料变了 / a paper was altered: ${finding.paper}`]
    case 'forgotten':
      return [`以前有过更多记录 / the store once had more: up to ${finding.seq}`]
  }
}
