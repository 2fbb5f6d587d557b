import JSZip from 'jszip'
import { describe, expect, it } from 'vitest'
import type { ReportPaper } from '#app/reports/paper.ts'
import { asText } from '#app/reports/paper.ts'
import { reportDocx } from '#app/reports/reportDocx.ts'
import { zh } from '#support/books.ts'

const paper: ReportPaper = {
  title: '城东厅突发事件信息报告（终报）',
  drill: '',
  number: '编号：01-261127-9F3C-2',
  rows: [
    ['地点', '人民路 1 号 1 楼'],
    ['人员情况', '失联 0（已核实）'],
  ],
  momentsTitle: '时间轴',
  moments: [['09:10', '启动 火灾']],
  signature: '签发： 审核： 经办：',
}

async function opened(of: ReportPaper): Promise<(file: string) => Promise<string>> {
  const zip = await JSZip.loadAsync(await (await reportDocx(of)).arrayBuffer())
  return async (file) => (await zip.file(file)?.async('string')) ?? ''
}

describe('a report for Word', () => {
  it('is a sound package with title, number, every row, the timeline and page numbers', async () => {
    const part = await opened(paper)
    expect(await part('[Content_Types].xml')).toContain('wordprocessingml.document.main+xml')
    const body = await part('word/document.xml')
    for (const text of [paper.title, paper.number, ...paper.rows.flat(), ...paper.moments.flat(), '时间轴']) {
      expect(body).toContain(text)
    }
    expect(body).toContain('w:eastAsia="仿宋"')
    expect(await part('word/footer1.xml')).toContain('PAGE')
    expect(body).not.toContain('演练')
  })

  it('of a drill says so over everything, on every page', async () => {
    const part = await opened({ ...paper, drill: '【演练】本报告属于演练' })
    expect((await part('word/document.xml')).indexOf('【演练】')).toBeLessThan(
      (await part('word/document.xml')).indexOf(paper.title),
    )
    expect(await part('word/header1.xml')).toContain('【演练】')
  })

  it('is the same as the text for a message', () => {
    expect(asText(paper, zh.common.labelled)).toBe(
      '城东厅突发事件信息报告（终报） 编号：01-261127-9F3C-2\n地点：人民路 1 号 1 楼\n人员情况：失联 0（已核实）',
    )
  })
})
