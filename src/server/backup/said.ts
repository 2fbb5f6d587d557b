import type { MadeBackup } from './makeBackup.ts'
import type { BadFile } from './readBackup.ts'

/** What a terminal says of a backup that was made. */
export const madeLines = ({ folder, manifest: { papers, seq } }: MadeBackup): readonly string[] => [
  `备份好了：${folder}（${seq} 条记录，${papers.count} 份资料），已读回核对。`,
  `Backed up: ${folder} (${seq} lines, ${papers.count} papers), and read back.`,
]

/** A file that is not what was written, and what is wrong with it. */
export const badLine = ({ file, what }: BadFile): string =>
  what === 'missing' ? `  ${file}  没有了 / is missing` : `  ${file}  变了 / was altered`
