import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { promisify } from 'node:util'

const folder = path.resolve(import.meta.dirname, '../nodes')
const run = promisify(execFile)

/**
 * The program of another Node: the one that `STAYOPEN_NODE_22` names, or the one that comes as a package. Packages have a
 * folder of their own: beside the others they would put a `node` of theirs before the one that runs npm.
 */
export async function nodeProgram(major: number): Promise<string> {
  const named = process.env[`STAYOPEN_NODE_${major}`]
  const kept = path.join(folder, `node_modules/node-${major}-${process.platform}-${process.arch}/bin/node`)
  const program = named ?? kept
  if (!existsSync(program)) {
    throw new Error(
      `Node ${major} is not here. Run \`npm ci --prefix test/nodes\`, or install it and name its program in STAYOPEN_NODE_${major}.`,
    )
  }
  const { stdout } = await run(program, ['--version'])
  if (!stdout.startsWith(`v${major}.`)) throw new Error(`${program} is Node ${stdout.trim()}, not Node ${major}.`)
  return program
}
