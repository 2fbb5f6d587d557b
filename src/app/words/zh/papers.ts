/** @module Why a sealed paper is not shown. Loaded with whatever shows papers. */
import { vaultShut } from './vaultShut.ts'

export const papers = {
  shut: { 'sign-in': '登录后才能看资料。', locked: vaultShut.locked, 'no-key': vaultShut.noKey },
  locked: vaultShut.locked,
  'not-allowed': '没有打开：您的岗位不能看这份资料，或者查看记录没能保存。',
  missing: '资料还在原平板上，没有传到服务器。',
  shredded: '经理已要求销毁，资料打不开了。',
  lost: {
    form: '办理单在平板上损坏，已经打不开。请重新填写并保存。',
    signature: '签名在平板上损坏，已经打不开。请客户重新签名。',
    photo: '照片在平板上损坏，已经打不开。请重新拍。',
    note: '便条在平板上损坏，已经打不开。请重新写。',
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
}
