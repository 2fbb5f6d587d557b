import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { clauses } from '#content/coverage/clauses.ts'
import { queueRows } from '#content/coverage/queueRows.ts'

const rows = [...clauses, ...queueRows]

/** A name in quotes that says at its end which clauses and rows of the queue it carries. */
const NAMED = /(['"`])((?:\\.|(?!\1).)+) \(((?:1\.1\.|Q)\d{1,2}(?:, (?:1\.1\.|Q)\d{1,2})*)\)\1/g

const sources = readdirSync('test', { recursive: true, encoding: 'utf8' })
  .map((file) => file.replaceAll('\\', '/'))
  .filter((file) => file.endsWith('.test.ts') && !file.startsWith('nodes/'))
  .map((file) => readFileSync(`test/${file}`, 'utf8'))

/** The names of all tests, each with the rows that it says it carries. */
function testsNaming(): Map<string, string[]> {
  const found = new Map<string, string[]>()
  for (const source of sources) {
    for (const [, , name = '', ids = ''] of source.matchAll(NAMED))
      found.set(name, [...(found.get(name) ?? []), ...ids.split(', ')])
  }
  return found
}

describe('how far everything is carried out', () => {
  const named = testsNaming()

  it('names every clause of the plan and every row of the queue once, each with what carries it out (1.1.4)', () => {
    expect(clauses.map(({ id }) => id)).toEqual(Array.from({ length: 57 }, (_, index) => `1.1.${index + 1}`))
    expect(queueRows.map(({ id }) => id)).toEqual(Array.from({ length: 79 }, (_, index) => `Q${index + 1}`))
    for (const { id, state, at, lacks, title } of rows) {
      expect([id, at === null], id).toEqual([id, state === 'none'])
      expect([id, lacks === null], id).toEqual([id, state === 'whole'])
      expect(title.zh && title.en, id).toBeTruthy()
    }
  })

  it.each(rows.filter(({ state }) => state !== 'none').map(({ id, tests }) => [id, tests] as const))(
    '%s is carried out, whole or in part, only with tests that bear its name',
    (id, tests) => {
      expect(tests).not.toEqual([])
      for (const test of tests) expect(named.get(test), test).toContain(id)
    },
  )

  it('knows every test that says what it carries', () => {
    const carried = rows.flatMap(({ id, tests }) => tests.map((test) => `${id} ${test}`)).sort()
    const said = [...named].flatMap(([test, ids]) => ids.map((id) => `${id} ${test}`)).sort()
    expect(said.filter((each) => !carried.includes(each))).toEqual([])
    expect(carried.filter((each) => !said.includes(each))).toEqual([])
  })

  it('has gone through each of the ten drills that the study proposes for the app itself (plan-study §7.3)', () => {
    const drilled = sources.flatMap((source) =>
      [...source.matchAll(/ \(drill ([A-J])\)['"`]/g)].map(([, drill]) => drill),
    )
    expect([...new Set(drilled)].sort().join('')).toBe('ABCDEFGHIJ')
  })
})
