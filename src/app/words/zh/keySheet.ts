/** @module Typing in the key sheet: the same words wherever it is done. */
export const keySheet = {
  typeIn: '输入密钥单',
  typeInHint: '按密钥单上的字母和数字输入。大小写、空格和横线都可以不管。',
  sheetKey: '密钥单上的密钥',
  wrong: '这不是本厅现在的密钥，请逐组核对。换过密钥以后，旧的密钥单不能用。',
  notKept: '没能存在这台平板上。请检查存储空间，再试一次。',
}
