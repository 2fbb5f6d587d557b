/** @module Choosing one's own PIN, wrong PINs, and words about people before they are saved. */
import { keySheet } from './keySheet.ts'

export const locks = {
  keySheet,
  keySheetWhy:
    '经理在任何一台打得开资料的平板上都能打印密钥单：经理页面，“平板”，“打印密钥单”。输入一次，新密码在这台平板上就能用了。',
  samePin: '这和现在的密码一样，请换一个。',
  needsRole: ({ roles }: { readonly roles: string }) => `这一步需要：${roles}。`,
  or: '或',
  lock: '锁屏',
  changePin: '修改我的密码',
  plans: '预案与演练',
  oldPin: '现在的密码（6 位数字）',
  newPin: '新密码（6 位数字）',
  newPinAgain: '再输一次新密码',
  pinLength: '密码要 6 位数字。',
  pinsDiffer: '两次不一样，请重新输入。',
  pinRepeats: '这个密码里的数字重复太多，容易猜到，请换一个。',
  pinCounts: '这个密码是按顺序数出来的，容易猜到，请换一个。',
  pinOnPad: '这个密码在键盘上连成线，容易被看出来，请换一个。',
  pinWellKnown: '这个密码很多人用，容易猜到，请换一个。',
  pinIsDate: '这个密码像生日或年月，容易猜到，请换一个。',
  choosePin: '请换成您自己的密码',
  pinIsGiven: ({ name, at }: { readonly name: string; readonly at: string }) =>
    `您的密码是${name}（${at}）设的，${name}也知道。请改成只有您知道的密码。`,
  choosePinWhy: '换好以后才能办理业务。遇到紧急情况，请按下面的红色按钮，不用等。',
  lockInstead: '先锁屏',
  personalTitle: '这里像写了客户的号码',
  personalWhy: ({ words }: { readonly words: string }) =>
    `“${words}”像电话、证件或卡号。写进记录的文字会传到各台平板，长期保留，请不要写客户是谁。`,
  reword: '回去改写',
  notPersonal: '不是客户信息，照样保存',
  timeUnchecked: '时间未核对',
  timeWhy: '没有第二个时钟能证实本机的时间。今天的第一张号打印以前，请看一眼手表或手机。',
  isItNow: ({ day, weekday, time }: { readonly day: string; readonly weekday: number; readonly time: string }) => {
    const [year, month, date] = day.split('-').map(Number)
    return `今天是 ${year} 年 ${month} 月 ${date} 日，星期${'日一二三四五六'[weekday]}，${time}？`
  },
  timeIsRight: '对，就是现在',
  timeIsWrong: '不对，改时间',
  rightDay: '今天的日期',
  rightTime: '现在的时间',
  timeIsThis: '现在就是这个时间',
}
