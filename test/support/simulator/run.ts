import { spawn } from 'node:child_process'
import { rm } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'esbuild'
import { knowingLess } from './olderKinds.ts'

let count = 0
const root = fileURLToPath(new URL('../../..', import.meta.url))

/** MiB for what is new: what a tablet and a server throw away within a second is gone before anybody has carried it on. */
const YOUNG = '--max-semi-space-size=64'

type Env = Readonly<Record<string, string>>
type Hear = (text: string) => void

/** Runs the simulator in a process of its own, with the program before this one beside it, and answers with its exit code. */
export async function simulate(env: Env, hear: Hear): Promise<number> {
  const older = await inOneFile('test/support/simulator/build.ts', [knowingLess])
  try {
    return await runAlone('test/support/simulator/main.ts', { ...env, OLDER: older }, hear)
  } finally {
    await letGo(older)
  }
}

/**
 * Runs a program in a process of its own, with everything in one file: what is loaded later would otherwise take its
 * time, each time another.
 */
export async function runAlone(program: string, env: Env, hear: Hear): Promise<number> {
  const outfile = await inOneFile(program)
  const child = spawn(process.execPath, [YOUNG, '--enable-source-maps', outfile], {
    cwd: root,
    env: { ...process.env, ...env },
  })
  for (const said of [child.stdout, child.stderr]) said.setEncoding('utf8').on('data', hear)
  const code = await new Promise<number>((resolve) => child.once('close', (status) => resolve(status ?? 1)))
  await letGo(outfile)
  return code
}

async function inOneFile(program: string, plugins: Plugin[] = []): Promise<string> {
  const outfile = `${root}node_modules/.cache/simulator-${process.pid}-${++count}.mjs`
  await build({
    plugins,
    entryPoints: [`${root}${program}`],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    // What is compiled for one machine stays where it is, and what two programs meet in is the same to both.
    external: ['libsql', 'fake-indexeddb'],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);" },
    // Beside it: with the maps in it there is four times as much to read before anything begins.
    sourcemap: true,
    logLevel: 'warning',
  })
  return outfile
}

async function letGo(outfile: string): Promise<void> {
  for (const file of [outfile, `${outfile}.map`]) await rm(file, { force: true })
}
