/** @module Why a sealed paper is not shown. Loaded with whatever shows papers. */
import { vaultShut } from './vaultShut.ts'

export const papers = {
  shut: { 'sign-in': '登录后才能看资料。', locked: vaultShut.locked, 'no-key': vaultShut.noKey },
  locked: vaultShut.locked,
  'not-allowed': '没有打开：您的岗位不能看这份资料，或者查看记录没能保存。',
  missing: '资料还在原平板上，没有传到服务器。',
  shredded: '经理已要求销毁，资料打不开了。',
  damaged: '资料打不开，请联系经理。',
  'key-unknown': '本机没有打开这份资料的钥匙。',
}
