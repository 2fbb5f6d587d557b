import { askRunning } from '../asking.ts'
import { type Command, dataFolder, printTold, readArgs } from './command.ts'

/** Prints another link for the first tablet, as long as the hall is not founded. */
export const link: Command = {
  usage: 'link',
  what: ['再出一个第一台平板的链接', 'prints another link for the first tablet'],
  async run(args, { env, print }) {
    const { data } = readArgs(args, { names: 0 })
    const told = await askRunning(dataFolder(env, data), { what: 'link' })
    if (told === null) {
      print(
        '服务器没有在运行。启动它（stayopen start），链接会在启动时印出来。',
        'No server is running. Start it (stayopen start): it prints the link when it starts.',
      )
      return 1
    }
    return printTold(told, print)
  },
}
