/** @module Why a sealed paper is not shown, and what of a case was changed or is there twice. Loaded with whatever shows papers. */
import { list } from './list.ts'
import { returnReason } from './returns.ts'
import { vaultShut } from './vaultShut.ts'

export const papers = {
  shut: { 'sign-in': '登录后才能看资料。', locked: vaultShut.locked, 'no-key': vaultShut.noKey },
  locked: vaultShut.locked,
  'not-allowed': '没有打开：您的岗位不能看这份资料，或者查看记录没能保存。',
  missing: '资料还在原平板上，没有传到服务器。',
  'not-now': '现在取不到这份资料，还不知道服务器上有没有。请稍后再试。',
  shredded: '经理已要求销毁，资料打不开了。',
  lost: {
    form: '办理单在平板上损坏，已经打不开。请重新填写并保存。',
    signature: '签名在平板上损坏，已经打不开。请客户重新签名。',
    photo: '照片在平板上损坏，已经打不开。请重新拍。',
    note: '便条在平板上损坏，已经打不开。请重新写。',
  },
  sentBack: ({ time, name, code }: Readonly<Record<'time' | 'name' | 'code', string>>) =>
    `${time} ${name} 退回：${returnReason(code)}`,
  changesTitle: '退回后改了什么',
  changedFields: ({ count }: { readonly count: number }) => `受理单改了 ${count} 处，下面标了颜色。`,
  newPhotos: ({ count }: { readonly count: number }) => `新拍了 ${count} 张照片。`,
  newlySeen: ({ names }: { readonly names: string }) => `又看了原件：${names}。`,
  confirmedAnew: { signature: '客户重新签了名。', spoken: '客户重新口头确认了。' },
  nothingChanged: '没有改动。',
  formDiffers: '填的受理单和本机同一版的内容不一样：下面是当时填的，不按本机的重新校验。',
  formUnknown: ({ version }: { readonly version: number }) =>
    `本机没有这份受理单的第 ${version} 版：下面是当时填的，项目名要等本机更新后才有。`,
  duplicates: {
    title: '疑似重复',
    why: '同一个号码、同一项业务受理了两次。两笔都留着，请看过再判断。',
    both: ({ earlier, later }: Readonly<Record<'earlier' | 'later', string>>) => `${earlier}；${later}`,
    look: '并排看',
    same: '是同一件',
    notSame: '不是同一件',
    isSame: ({ time, name }: Readonly<Record<'time' | 'name', string>>) =>
      `和 ${time} ${name}受理的那笔是同一件：只办一笔，另一笔撤销。`,
  },
  notTaken: '没被收下的单据',
  notTakenOf: ({ service, at, what }: { service: string; at: string; what: string }) =>
    `${service}，${at} 开始办理：${what}`,
  lostPapers: '损坏的资料',
  lostOf: ({ service, tablet, at }: { service: string; tablet: string; at: string }) =>
    `${service}，${at}开始办理，在${tablet}`,
  lostWhatToDo: '请告诉办理人补做；已经提交的，先退回再补。',
  due: '到期的资料',
  dueGone: ({ count, at }: { count: number; at: string }) =>
    `按本厅规则的保留天数，${count} 份资料正在销毁，已经打不开。${at} 以前能停下，之后服务器和每台平板都彻底删除。`,
  dueStop: '停下，恢复这些资料',
  damaged: '资料打不开，请联系经理。',
  'key-unknown': '本机没有打开这份资料的密钥。',
  destroyed: {
    none: '没有销毁过资料。',
    act: ({ at, count, name }: { readonly at: string; readonly name: string; readonly count: number }) =>
      `${at}，${name}，销毁 ${count} 份`,
    until: ({ at }: { readonly at: string }) => `资料已打不开；${at} 以前都能停下，之后彻底删除。`,
    mayBeGone: '已满一天：服务器和各平板各自运行满一天就彻底删除，停不下了。',
    stop: '停下，恢复资料',
    managerStops: '要停下，请找经理。',
    reached: '这条消息已到所有平板和服务器。',
    hereOnly: '这条消息还在本机，联网后送到服务器和其他平板。',
    unreached: ({ tablets }: { readonly tablets: readonly string[] }) =>
      `还不知道的平板：${list(tablets)}。它们一连上就打不开这些资料，再运行一天后彻底删除。`,
  },
}
