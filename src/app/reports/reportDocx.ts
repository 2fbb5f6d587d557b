import {
  AlignmentType,
  BorderStyle,
  Document,
  Footer,
  Header,
  HeadingLevel,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { prose } from '#domain/typedText.ts'
import type { ReportPaper } from './paper.ts'

/** Fonts of official papers; Word takes another one where they are missing. Sizes are half-points: 32 is 三号. */
const BODY = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '仿宋' }
const HEAD = { ascii: 'Times New Roman', hAnsi: 'Times New Roman', eastAsia: '黑体' }
const TITLE_SIZE = 36
const BODY_SIZE = 24
/** A4 in twentieths of a point, with the margins that official papers have. */
const PAGE = {
  size: { width: 11_906, height: 16_838 },
  margin: { top: 2_098, bottom: 1_984, left: 1_587, right: 1_474 },
}
const LINE = { style: BorderStyle.SINGLE, size: 4, color: '000000' }
const BORDERS = { top: LINE, bottom: LINE, left: LINE, right: LINE }

/** A sign that no file takes would make the whole of it unreadable; a new line stays one. */
const runs = (text: string, font: typeof BODY, size: number): TextRun[] =>
  prose(text)
    .split('\n')
    .map((line, at) => new TextRun({ text: line, font, size, ...(at === 0 ? {} : { break: 1 }) }))
const said = (text: string, font = BODY) => new Paragraph({ children: runs(text, font, BODY_SIZE) })
const cell = (text: string, percent: number, font = BODY) =>
  new TableCell({
    borders: BORDERS,
    width: { size: percent, type: WidthType.PERCENTAGE },
    children: text.split('\n').map((line) => said(line, font)),
  })
/** What of the page is between its margins, in twentieths of a point. */
const TABLE_WIDTH = PAGE.size.width - PAGE.margin.left - PAGE.margin.right
const table = (rows: readonly (readonly [string, string])[], first: number) =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    // Some readers go by the grid alone: without it both columns are as wide.
    columnWidths: [Math.round((TABLE_WIDTH * first) / 100), Math.round((TABLE_WIDTH * (100 - first)) / 100)],
    rows: rows.map(([label, text]) => new TableRow({ children: [cell(label, first, HEAD), cell(text, 100 - first)] })),
  })
const centred = (text: string, size: number) =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    heading: HeadingLevel.TITLE,
    children: runs(text, HEAD, size),
  })

/** The report as a Word document. */
export function reportDocx(paper: ReportPaper): Promise<Blob> {
  const section: ISectionOptions = {
    properties: { page: PAGE },
    ...(paper.drill === '' ? {} : { headers: { default: new Header({ children: [said(paper.drill, HEAD)] }) } }),
    footers: {
      default: new Footer({
        children: [
          new Paragraph({
            alignment: AlignmentType.CENTER,
            children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: BODY, size: BODY_SIZE })],
          }),
        ],
      }),
    },
    children: [
      ...(paper.drill === '' ? [] : [centred(paper.drill, BODY_SIZE)]),
      centred(paper.title, TITLE_SIZE),
      new Paragraph({
        alignment: AlignmentType.RIGHT,
        children: runs(paper.number, BODY, BODY_SIZE),
      }),
      table(paper.rows, 28),
      ...(paper.moments.length === 0 ? [] : [said(''), said(paper.momentsTitle, HEAD), table(paper.moments, 18)]),
      said(''),
      new Paragraph({ alignment: AlignmentType.RIGHT, children: runs(paper.signature, BODY, TITLE_SIZE - 8) }),
    ],
  }
  return Packer.toBlob(new Document({ creator: 'StayOpen', title: paper.title, sections: [section] }))
}
