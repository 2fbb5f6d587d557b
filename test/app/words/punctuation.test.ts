import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { halfWidthAmid, halfWidthIn } from '#support/halfWidth.ts'

const folder = 'src/app/words/zh'
const COMMENT = /\/\*[\s\S]*?\*\/|(?<!:)\/\/.*/g
const withoutComments = (source: string) => source.replace(COMMENT, '')
// As they are written, not as they are said: a sentence with values in it has branches that no single call takes.
const books = readdirSync(folder).map(
  (file) => [file, withoutComments(readFileSync(`${folder}/${file}`, 'utf8'))] as const,
)

describe('the Chinese books', () => {
  it('have full-width signs beside Chinese characters (GB/T 15834)', () => {
    expect(books.length).toBeGreaterThan(20)
    expect(books.flatMap(([file, source]) => halfWidthIn(source).map((found) => `${file}: ${found}`))).toEqual([])
  })

  it('are not the only ones: no text anywhere in the app, the plans, the voices or the hall server has half-width ones', () => {
    const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
      // What stands in an English sentence has English signs.
      (file) => /\.(ts|vue)$/.test(file) && !file.startsWith('app/words/en'),
    )
    const texts = files.flatMap((file) =>
      [...withoutComments(readFileSync(`src/${file}`, 'utf8')).matchAll(/'[^'\n]*'|`[^`]*`|>[^<>{}]+</g)].map(
        ([text]) => [file, text] as const,
      ),
    )
    expect(texts.filter(([, text]) => /\p{Script=Han}/u.test(text)).length).toBeGreaterThan(3_000)
    expect(texts.flatMap(([file, text]) => halfWidthIn(text).map((found) => `${file}: ${found}`))).toEqual([])
  })

  it('stand beside comments that have none between two Chinese characters', () => {
    const comments = readdirSync('src', { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.(ts|vue|css)$/.test(file))
      .flatMap((file) =>
        [...readFileSync(`src/${file}`, 'utf8').matchAll(COMMENT)].map(([comment]) => [file, comment] as const),
      )
    expect(comments.filter(([, comment]) => /\p{Script=Han}/u.test(comment)).length).toBeGreaterThan(100)
    expect(comments.flatMap(([file, text]) => halfWidthAmid(text).map((found) => `${file}: ${found}`))).toEqual([])
    expect(halfWidthAmid('首报,续报')).not.toEqual([])
  })

  it.each(['断网,本机可用', '办什么?', '应急路由(SIM)', '(约 9 分钟后)', '编号: 1'])('may not say %s', (text) => {
    expect(halfWidthIn(text)).not.toEqual([])
  })

  it.each(['断网，本机可用', '例如 09:40', '已办 3,000 笔', 'https://boss.example.cn/ 或 10.2.0.8:443'])(
    'may say %s',
    (text) => {
      expect(halfWidthIn(text)).toEqual([])
    },
  )
})
