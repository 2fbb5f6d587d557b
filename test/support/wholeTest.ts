import { spawn } from 'node:child_process'

// The test command. Lint, types, unused code and the build go two at a time, then one run of all tests; the last line
// says whether everything passed. `npm run endure` is the same tests with every round.

interface Part {
  readonly name: string
  readonly command: string
}
interface Ended extends Part {
  readonly ok: boolean
  readonly ms: number
}

const WORKERS = 2
const enduring = process.argv.includes('endure')
const before: readonly Part[] = [
  { name: 'types', command: 'npm run types' },
  { name: 'lint', command: 'npm run lint' },
  { name: 'unused', command: 'npm run unused' },
  { name: 'build', command: 'npm run build' },
]
const tests: Part = {
  name: 'tests',
  command: 'npx vitest run --reporter=default --reporter=./test/support/longestTests.ts',
}

const began = performance.now()
const env = enduring ? { ...process.env, STAYOPEN_ENDURE: '1' } : process.env
const ended: Ended[] = []

/** Runs a part; what it prints is shown at once, or in one piece when it is over. */
function run(part: Part, { quiet }: { readonly quiet: boolean }): Promise<Ended> {
  const start = performance.now()
  const child = spawn(part.command, {
    shell: true,
    env,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
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
      if (quiet) console.info(`${ok ? '✓' : '✗'} ${part.name} ${duration(over.ms)}${ok ? '' : `\n${said}`}`)
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

const waiting = [...before]
async function work(): Promise<void> {
  for (let part = waiting.shift(); part; part = waiting.shift()) ended.push(await run(part, { quiet: true }))
}
await Promise.all(Array.from({ length: WORKERS }, work))
if (ended.every(({ ok }) => ok)) ended.push(await run(tests, { quiet: false }))

const failed = ended.filter(({ ok }) => !ok).map(({ name }) => name)
console.info(`\n${ended.map(({ name, ms }) => `${name} ${duration(ms)}`).join(' · ')}`)
console.info(
  `${failed.length === 0 ? 'Everything passed' : `FAILED: ${failed.join(', ')}`}. It took ${duration(performance.now() - began)}.`,
)
process.exitCode = failed.length === 0 ? 0 : 1
