import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, it } from 'vitest'

const root = path.resolve(import.meta.dirname, '..')
const read = (file: string) => readFileSync(path.join(root, file), 'utf8')
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root })
  .toString()
  .split('\n')
  .filter((file) => file !== '')
const sources = files.filter((file) => /^(?:src|test)\/.*\.(?:ts|vue)$/.test(file) || /^[^/]+\.(?:ts|json)$/.test(file))

/** What the README shows to engineers, from the rooms of the house on. */
const map = read('README.md').replace(/^[\s\S]*?\n## The rooms\n/, '')
const spans = [...new Set([...map.matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span))]

/** Files and folders are named by the end of their path: `incidents/progress.ts`, `src/app/floor`. */
const filesCalled = (name: string): readonly string[] => {
  const called = new RegExp(`(?:^|/)${name.replace(/\/$/, '').replaceAll('.', '\\.').replaceAll('*', '[^/]+')}(?:/|$)`)
  return files.filter((file) => called.test(file))
}
const isPath = (span: string) => /^[\w*./-]+$/.test(span) && /\/|\.(?:ts|vue|css|json|txt)$/.test(span)
const isName = (span: string) => /^[A-Za-z]\w*$/.test(span)

it('names no file that is not there', () => {
  const paths = spans.filter(isPath)
  expect(paths.length).toBeGreaterThan(60)
  // An address of the hall server.
  expect(paths.filter((span) => span !== '/metrics' && filesCalled(span).length === 0)).toEqual([])
})

it('names nothing that does not occur in the code', () => {
  const words = new Set(sources.flatMap((file) => read(file).match(/\b[A-Za-z]\w*\b/g) ?? []))
  const names = spans.filter(isName)
  expect(names.length).toBeGreaterThan(50)
  expect(names.filter((span) => !words.has(span) && filesCalled(span).length === 0)).toEqual([])
})

it('names everything in the file in which it says it is', () => {
  const said = [...map.matchAll(/`([A-Za-z]\w*)`\s+in\s+`([\w*./-]+\.(?:ts|vue))`/g)]
  expect(said.length).toBeGreaterThan(2)
  const wrong = said.filter(
    ([, name = '', file = '']) => !filesCalled(file).some((each) => new RegExp(`\\b${name}\\b`).test(read(each))),
  )
  expect(wrong.map(([text]) => text)).toEqual([])
})
