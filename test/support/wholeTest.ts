import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'

// The test command: builds, runs every test, and says in its last line whether everything passed. `npm run endure` is the
// same tests with every round; `npm run check` is for everyday work, without build, journeys and browser and with fewer
// rounds, but with types and style: what has changed since it last passed can break no test that does not read it.
// `npm run sound` reads the sources alone: types, style, unused code.

interface Part {
  readonly name: string
  readonly command: string
  /** What it prints is shown at once, not in one piece when it is over. */
  readonly shown?: boolean
}
interface Ended extends Part {
  readonly ok: boolean
  readonly ms: number
}

const types: Part = { name: 'types', command: 'npm run types' }
const lint: Part = { name: 'lint', command: 'npm run lint' }
const unused: Part = { name: 'unused', command: 'npm run unused' }
const build: Part = { name: 'build', command: 'npm run build' }
// What was compiled for one kind of test is kept for the others, and for the next time where a file has not changed.
const all = 'npx vitest run --experimental.fsModuleCache --reporter=default --reporter=./test/support/longestTests.ts'
const tests: Part = { name: 'tests', command: all, shown: true }
const glancing = process.argv.includes('check')
/** The commit at which `npm run check` last passed. What was not committed then has changed since. */
const CHECKED = 'node_modules/.cache/stayopen/checked'
const quick: Part = { ...tests, command: `${all} --project unit --project screens${affected()}` }
/** Tests that read the sources as files: no import says what they hang on. */
const readers: Part = {
  name: 'sources',
  command:
    'npx vitest run test/architecture.test.ts test/readmeMap.test.ts test/app/words test/app/style test/app/ui/surfaces.test.ts test/content',
}
/** Rows of parts go side by side; a row ends where one of its parts fails. */
const rows: readonly (readonly Part[])[] = glancing
  ? [
      [types, lint],
      [readers, quick],
    ]
  : process.argv.includes('sound')
    ? [[types], [lint, unused]]
    : [[build, tests]]

const began = performance.now()
const env = {
  ...process.env,
  ...(glancing ? { STAYOPEN_GLANCE: '1' } : {}),
  ...(process.argv.includes('endure') ? { STAYOPEN_ENDURE: '1' } : {}),
}
const ended: Ended[] = []

function run(part: Part): Promise<Ended> {
  const start = performance.now()
  const child = spawn(part.command, {
    shell: true,
    env,
    stdio: ['ignore', part.shown ? 'inherit' : 'pipe', part.shown ? 'inherit' : 'pipe'],
  })
  let said = ''
  const hear = (text: Buffer) => {
    said += text.toString()
  }
  child.stdout?.on('data', hear)
  child.stderr?.on('data', hear)
  return new Promise((resolve) => {
    const end = (ok: boolean) => {
      const over = { ...part, ok, ms: performance.now() - start }
      if (!part.shown) console.info(`${ok ? '✓' : '✗'} ${part.name} ${duration(over.ms)}${ok ? '' : `\n${said}`}`)
      resolve(over)
    }
    child.once('error', () => end(false))
    child.once('close', (code) => end(code === 0))
  })
}

function duration(ms: number): string {
  const seconds = Math.round(ms / 1_000)
  return seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${seconds % 60} s`
}

/** As an argument of the runner: only what is affected by changes since the last check that passed, where there was one. */
function affected(): string {
  try {
    const commit = readFileSync(CHECKED, 'utf8')
    execFileSync('git', ['cat-file', '-e', commit], { stdio: 'ignore' })
    return ` --passWithNoTests --changed ${commit}`
  } catch {
    return ''
  }
}

async function runRow(row: readonly Part[]): Promise<void> {
  for (const part of row) {
    const over = await run(part)
    ended.push(over)
    if (!over.ok) return
  }
}
await Promise.all(rows.map(runRow))

const failed = ended.filter(({ ok }) => !ok).map(({ name }) => name)
console.info(`\n${ended.map(({ name, ms }) => `${name} ${duration(ms)}`).join(' · ')}`)
console.info(
  `${failed.length === 0 ? 'Everything passed' : `FAILED: ${failed.join(', ')}`}. It took ${duration(performance.now() - began)}.`,
)
if (glancing && failed.length === 0) {
  mkdirSync(dirname(CHECKED), { recursive: true })
  writeFileSync(CHECKED, execFileSync('git', ['rev-parse', 'HEAD'], { encoding: 'utf8' }).trim())
}
process.exitCode = failed.length === 0 ? 0 : 1
