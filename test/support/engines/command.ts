/**
 * @module `npm run engines`: one day of a hall in every engine that is on this machine, or in those that STAYOPEN_ENGINES
 * names (`webkit,firefox`). In CI none of them may be missing.
 */
import { spawn } from 'node:child_process'
import { chromium } from './chromium.ts'
import { firefox } from './firefox.ts'
import { webkit } from './webkit.ts'

const here: string[] = []
const missing: string[] = []
const wanted = process.env.STAYOPEN_ENGINES?.split(',')
for (const { name, from, open } of [chromium, firefox, webkit]) {
  if (wanted && !wanted.includes(name)) continue
  const engine = await open()
  await engine?.close()
  if (engine) here.push(name)
  else missing.push(`${name} (apt-get install ${from})`)
}
const child = spawn('npx vitest run --project engines', {
  shell: true,
  stdio: 'inherit',
  env: { ...process.env, STAYOPEN_ENGINES: here.join(',') },
})
child.once('close', (code) => {
  const untried = missing.length === 0 ? 'None is missing.' : `Not here, and so not tried: ${missing.join(', ')}.`
  console.info(`${code === 0 ? 'The day was the same' : 'FAILED'} in ${here.join(', ')}. ${untried}`)
  process.exitCode = code !== 0 || (missing.length > 0 && process.env.CI) ? 1 : 0
})
