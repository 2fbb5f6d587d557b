import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'

let count = 0
const root = fileURLToPath(new URL('../../..', import.meta.url))

type Env = Readonly<Record<string, string>>
type Hear = (text: string) => void

/** Runs the simulator in a process of its own, and answers with its exit code. */
export const simulate = (env: Env, hear: Hear): Promise<number> => runAlone('test/support/simulator/main.ts', env, hear)

/**
 * Runs a program in a process of its own, with everything in one file: what is loaded later would otherwise take its
 * time, each time another.
 */
export async function runAlone(program: string, env: Env, hear: Hear): Promise<number> {
  const outfile = `${root}node_modules/.cache/simulator-${process.pid}-${++count}.mjs`
  await build({
    entryPoints: [`${root}${program}`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What is compiled for one machine stays where it is.
    external: ['libsql'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    sourcemap: 'inline',
    logLevel: 'warning',
  })
  const child = spawn(process.execPath, ['--enable-source-maps', outfile], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  for (const said of [child.stdout, child.stderr]) said.setEncoding('utf8').on('data', hear)
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)))
  await rm(outfile, { force: true })
  return code
}
