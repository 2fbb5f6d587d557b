/** @module Taking a list of staff from a file: preview, first PINs. Fetched when somebody asks for it. */
import type { RowFault } from '#domain/staff/staffList.ts'

const faults: Readonly<Record<RowFault, (facts: { readonly about: string }) => string>> = {
  'number-missing': () => '没有工号',
  'number-does-not-fit': ({ about }) => `工号“${about}”不行：只能是 1–12 位数字或字母`,
  'number-twice': ({ about }) => `工号和第 ${about} 行重复`,
  'number-taken': ({ about }) => `这个工号已经是${about}的`,
  'name-missing': () => '没有称呼',
  'name-too-long': () => '称呼太长，最多 12 个字',
  'role-unknown': ({ about }) => `不认识岗位“${about}”`,
  'phone-does-not-fit': ({ about }) => `“${about}”不是电话号码`,
}

export const staffList = {
  title: '导入员工名单',
  intro: '选一个 Excel 或 WPS 表格（.xlsx），或 CSV 文件。要有“工号”和“称呼”（或“姓名”）两列，可以再有“岗位”和“电话”。',
  introMore: '列的先后不限，一次最多 50 人。岗位空着的算营业员。先给您看一遍，您点头以后才加入名单。',
  choose: '选文件',
  chooseAnother: '换一个文件',
  example: '存一份空表来填',
  exampleName: '员工名单.csv',
  reading: '正在读…',
  fileFaults: {
    empty: '这个文件是空的。',
    'no-columns': '没有“工号”和“称呼”（或“姓名”）这两列。请在最上面写上列名。',
    nobody: '列名下面一个人也没有。',
    'too-many': '超过 50 人。请分成几份，一份一份导入。',
    'too-big': '这个文件超过 5 MB，不像员工名单。',
    'old-excel': '这是旧格式（.xls）或加了密码的表格。请另存为 .xlsx（不加密码）或 CSV 再选。',
    'not-a-table': '读不了这个文件。请选 .xlsx 或 CSV。',
  },
  row: '行',
  roles: '岗位',
  phone: '电话',
  state: '结果',
  states: { new: '加入', here: '已在名单里，不再添加', out: '不要这一行' },
  faults,
  leaveOut: '不要这行',
  takeAgain: '还是要',
  rowOf: ({ row }: { readonly row: number }) => `第 ${row} 行`,
  wrongRows: ({ count }: { readonly count: number }) =>
    `有 ${count} 行有错，现在一个人也不会加入。请在文件里改好再选，或者点“不要这行”。`,
  noneNew: '没有要加入的人。',
  take: ({ count }: { readonly count: number }) => `加入 ${count} 人`,
  pinsComing: '每个人会得到一个随机的第一个密码，打印出来交给本人，第一次登录时要换成自己的。',

  making: ({ done, of }: { readonly done: number; readonly of: number }) => `正在准备密码：${done}/${of}`,
  makingHint:
    '每人约一秒。可以先做别的，好了会在“员工”页等您；到那时所有人一起加入，在此之前一个人也没有加入。关掉网页就要重来。',
  goOn: '先做别的',
  giveUp: '不导入了',
  ready: ({ count }: { readonly count: number }) => `${count} 人的密码准备好了，还没有加入名单。`,
  takeNow: '现在加入名单',
  broken: '密码没有准备成，一个人也没有加入。请再试一次。',
  look: '去看',

  taken: ({ count }: { readonly count: number }) => `${count} 人已加入名单。`,
  pinsHint:
    '第一个密码只在这里出现一次。打印出来，剪开，每条交给本人；也可以抄下来。收起来以后就看不到了，只能一个一个重设。',
  firstPin: '第一个密码',
  print: '打印',
  done: '都交代好了，收起来',
  paperTitle: ({ hall }: { readonly hall: string }) => `${hall} · 第一个密码`,
  paperHint: '沿线剪开，每条交给本人。第一次登录时换成自己的密码。',
}
