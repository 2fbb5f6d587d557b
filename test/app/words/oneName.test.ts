import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { allowed, names } from '#app/words/names.ts'

const filesOf = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => `${folder}/${file.replaceAll('\\', '/')}`)
const withoutComments = (source: string) => source.replace(/\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g, '')
const chinese = [
  ...filesOf('src/app/words/zh'),
  ...filesOf('src/content'),
  'src/server/problems.ts',
  'src/server/welcome.ts',
  'src/server/lan/installWords.ts',
]
const texts = chinese.map((file) => [file, withoutComments(readFileSync(file, 'utf8'))] as const)

/** Other names than the one, where they stand and are not allowed. */
const strayIn = (file: string, text: string) =>
  names.flatMap(({ name, not, except = [] }) => {
    const rest = except.reduce((left, word) => left.replaceAll(word, ' '), text)
    return (
      not
        .filter((word) => !allowed[file]?.includes(word))
        // Capital letters are looked for between words: PIN is no part of SHIPPING.
        .filter((word) =>
          /^[A-Z]+$/.test(word) ? new RegExp(`\\p{Script=Han} ?${word}\\b`, 'u').test(rest) : rest.includes(word),
        )
        .map((word) => `${file}: ${word} → ${name}`)
    )
  })

describe('one thing', () => {
  it('has one name, in every Chinese book, plan, form and answer of the server', () => {
    expect(texts.length).toBeGreaterThan(60)
    expect(texts.flatMap(([file, text]) => strayIn(file, text))).toEqual([])
  })

  it('is called by it somewhere, and what is allowed elsewhere stands there', () => {
    const all = texts.map(([, text]) => text).join('\n')
    expect(names.filter(({ name }) => !all.includes(name)).map(({ name }) => name)).toEqual([])
    for (const [file, words] of Object.entries(allowed))
      for (const word of words) expect(readFileSync(file, 'utf8'), file).toContain(word)
  })

  it.each([
    ['请返回台席', ['窗口']],
    ['上大屏并播报', ['综合屏']],
    ['请值班经理处理', ['经理']],
    ['请同事输入 PIN', ['密码']],
    ['经理请到综合屏前', []],
    ['相关账号', []],
  ])('is found under another name in %s', (text, right) => {
    expect(strayIn('a book', text).map((found) => found.split(' → ')[1])).toEqual(right)
  })
})
