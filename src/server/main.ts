#!/usr/bin/env node
import { fileURLToPath } from 'node:url'
import { createAsking } from './commands/lineByLine.ts'
import { stayopen } from './commands/stayopen.ts'

const terminal = {
  env: process.env,
  home: import.meta.dirname,
  program: fileURLToPath(import.meta.url),
  print: (...lines: readonly string[]) => void process.stdout.write(`${lines.join('\n')}\n`),
  ask: createAsking(process.stdin, process.stdout),
}

stayopen(process.argv.slice(2), terminal).then(
  (code) => {
    if (code !== null) process.exitCode = code
  },
  (fault: unknown) => {
    process.stderr.write(`${fault instanceof Error ? fault.message : String(fault)}\n`)
    process.exit(1)
  },
)
