import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { askRunning } from '../asking.ts'
import { makeBackup } from '../backup/makeBackup.ts'
import { madeLines } from '../backup/said.ts'
import { KEPT } from '../backup/shelf.ts'
import { release } from '../release.ts'
import { openSqliteStore } from '../sqlite/sqliteStore.ts'
import { type Command, dataFolder, Misused, printTold, readArgs } from './command.ts'

/** Makes a backup: the server that runs makes it, and where none does this command. */
export const backup: Command = {
  usage: 'backup [FOLDER]',
  what: ['马上备份到这个文件夹或 U 盘', 'makes a backup now, in this folder or on this stick'],
  async run(args, { env, print }) {
    const read = readArgs(args, { names: 1 })
    const data = dataFolder(env, read.data)
    const [named] = read.names
    const told = await askRunning(data, { what: 'backup', folder: named === undefined ? null : resolve(named) })
    if (told !== null) return printTold(told, print)
    const folder = named ?? env.STAYOPEN_BACKUP
    if (!folder) throw new Misused('请写明备份到哪个文件夹。/ Name a folder for the backup.')
    if (!existsSync(join(data, 'hall.db'))) {
      print(`${data} 里没有营业厅的数据。/ There is no hall in ${data}.`)
      return 1
    }
    const store = openSqliteStore(data)
    try {
      const stop = new AbortController().signal
      const isSound = store.damage === null && (await store.damaged()).length === 0
      const to = { folder: resolve(folder), data, release, at: Date.now(), keep: KEPT, isSound, stop }
      print(...madeLines(await makeBackup(store, to)))
      return 0
    } finally {
      await store.close()
    }
  },
}
