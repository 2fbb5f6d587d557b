import path from 'node:path'
import type { Reporter, TestModule } from 'vitest/node'

const MANY = 10

/** Says after a run which ten tests took longest. */
export default class LongestTests implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    const took = modules.flatMap((module) =>
      [...module.children.allTests()].map((test) => ({
        ms: test.diagnostic()?.duration ?? 0,
        name: `${path.relative('', module.moduleId)} · ${test.fullName}`,
      })),
    )
    const longest = took.sort((a, b) => b.ms - a.ms).slice(0, MANY)
    console.info(`\nThe ${longest.length} tests that took longest, of ${took.length}`)
    for (const { ms, name } of longest) console.info(`${(ms / 1_000).toFixed(1).padStart(6)} s  ${name}`)
  }
}
