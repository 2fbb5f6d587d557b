import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import type { EngineKind, EnginePage, ScreenSize } from './engines.ts'

const PYTHON = '/usr/bin/python3'
const has = promisify(execFile)

/** WebKit as GTK has it: one process a page, each with a folder of its own, on a screen that nobody looks at. */
export const webkit: EngineKind = {
  name: 'webkit',
  from: 'python3-gi python3-gi-cairo gir1.2-webkit2-4.1 gir1.2-gtk-3.0 xvfb',
  async open() {
    const isHere = await Promise.all([
      has(PYTHON, ['-c', 'import gi; gi.require_version("WebKit2", "4.1")']),
      has('sh', ['-c', 'command -v xvfb-run']),
    ]).then(
      () => true,
      () => false,
    )
    if (!isHere) return null
    const folder = mkdtempSync(path.join(os.tmpdir(), 'stayopen-webkit-'))
    const running: ChildProcess[] = []
    return {
      name: 'webkit',
      needsFiles: true,
      origin: (_, port) => `http://localhost:${port}`,
      async page(tablet, size) {
        const child = launch(path.join(folder, tablet), size)
        running.push(child)
        return drive(child)
      },
      async close() {
        for (const child of running) {
          const gone = child.exitCode === null ? once(child, 'exit') : null
          // Without anybody to listen to it ends by itself, and its screen with it.
          child.stdin?.end()
          await gone
        }
        rmSync(folder, { recursive: true, force: true })
      },
    }
  },
}

function launch(folder: string, [width, height]: ScreenSize): ChildProcess {
  const page = [path.join(import.meta.dirname, 'webkit.py'), folder, String(width), String(height)]
  return spawn('xvfb-run', ['-a', '-s', `-screen 0 ${width}x${height}x24`, PYTHON, ...page], {
    stdio: ['pipe', 'pipe', 'ignore'],
    env: { ...process.env, LANG: 'zh_CN.UTF-8', LANGUAGE: 'zh_CN', TZ: 'Asia/Shanghai', LIBGL_ALWAYS_SOFTWARE: '1' },
  })
}

function drive(child: ChildProcess): EnginePage {
  const { stdin, stdout } = child
  if (!stdin || !stdout) throw new Error('a page without ears')
  let asked = 0
  const waiting = new Map<number, (answer: { value?: unknown; fault?: string }) => void>()
  createInterface({ input: stdout }).on('line', (line) => {
    if (!line.startsWith('@@')) return
    const { id, ...answer } = JSON.parse(line.slice(2)) as { id: number; value?: unknown; fault?: string }
    waiting.get(id)?.(answer)
    waiting.delete(id)
  })
  child.once('exit', () => {
    for (const answer of waiting.values()) answer({ fault: 'the page is gone' })
    waiting.clear()
  })
  async function ask(what: Readonly<Record<string, unknown>>): Promise<unknown> {
    asked += 1
    const answering = new Promise<{ value?: unknown; fault?: string }>((resolve) => waiting.set(asked, resolve))
    stdin?.write(`${JSON.stringify({ id: asked, ...what })}\n`)
    const { value, fault } = await answering
    if (fault !== undefined) throw new Error(fault)
    return value
  }
  return {
    goto: async (url) => void (await ask({ do: 'goto', url })),
    reload: async () => void (await ask({ do: 'reload' })),
    run: (body) => ask({ do: 'run', body }),
    shot: async (file) => void (await ask({ do: 'shot', file })),
  }
}
