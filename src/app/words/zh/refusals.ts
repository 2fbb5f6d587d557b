/** @module Why something was not done, and what to do now. One sentence for every refusal a command or the log can give. */
import type { LogRefusal } from '#device/hallLog.ts'
import type { Facts, Refusal } from '#domain/command.ts'

export type RefusalWords = Readonly<Record<Refusal | LogRefusal, (facts: Facts) => string>>

const ticket = ({ label }: Facts) => (label === undefined ? '这个号' : `${label}`)

export const refusals: RefusalWords = {
  'sign-in-first': () => '请先登录,再做这一步。',
  'not-your-role': () => '您的岗位不能做这一步,请找值班经理。',
  'not-your-place': () => '这一步不能在这台平板上做。',
  'tablet-is-revoked': () => '本机已停用。记录仍在本机,请联系经理。',
  'queue-is-empty': () => '现在没有人等候。',
  'nothing-in-your-share': () => '断网期间分给本窗的号已叫完。客户拿号票来,可以直接办理。',
  'queue-unknown': () => '没有这个队列,请重新选择。',
  'queue-is-closed': () => '这个队列已停止取号,请改选别的业务或问值班经理。',
  'service-unknown': () => '没有这项业务,请重新选择。',
  'day-is-closed': () => '今天已经关账,不能再取号。需要继续营业,请值班经理重新开放当天。',
  'day-is-not-closed': () => '这一天还没有关账。',
  'day-has-not-come': () => '这一天还没有到。',
  'label-is-taken': ({ label }) => `今天已有 ${label} 号,请核对纸票上的号码。`,
  'label-unknown': ({ label }) => (label ? `${label} 不是可用的号码,请核对后再输。` : '请输入号码。'),
  'ticket-unknown': () => '本机没有这个号,请核对号票。',
  'ticket-is-not-waiting': (facts) => `${ticket(facts)} 现在不在等候。`,
  'ticket-is-not-yours': () => '本窗现在没有叫到的客户。',
  'ticket-is-finished': (facts) => `${ticket(facts)} 已经在办理或已结束。`,
  'ticket-is-not-missed': (facts) => `${ticket(facts)} 不在过号区。`,
  'ticket-is-not-held': (facts) => `${ticket(facts)} 没有挂起。`,
  'belongs-to-a-silent-counter': (facts) =>
    `${ticket(facts)} 留给了失联的窗口。确认那里没有人叫号后,可以判定该窗口失联。`,
  'counter-unknown': () => '没有这个窗口。',
  'counter-is-closed': () => '这个窗口没有开台。',
  'counter-is-paused': () => '本窗正在暂停,请先恢复服务。',
  'counter-is-open-elsewhere': ({ counter }) => `${counter} 号窗已在另一台平板上开台。`,
  'counter-is-not-open': () => '本窗还没有开台。',
  'finish-the-current-ticket-first': ({ label }) => `请先办完 ${label ?? '当前的号'},再做这一步。`,
  'customer-has-not-arrived': (facts) => `${ticket(facts)} 的客户还没有到,请先点“客户已到”。`,
  'recalled-too-often': ({ times }) => `已重呼 ${times} 次。客户没有来,请按过号处理。`,
  'recalled-too-soon': ({ seconds }) => `请再等 ${seconds} 秒后重呼。`,
  'missed-too-soon': ({ seconds }) => `请再等 ${seconds} 秒,客户可能正在走来。`,
  'too-many-on-hold': ({ times }) => `本窗最多挂起 ${times} 个号,请先恢复一个。`,
  'reason-is-missing': () => '请选一个原因。',
  'nothing-to-undo': () => '这一步已经有了后续,不能撤销。',
  'too-late-to-undo': () => '已过可撤销的时间。',
  'prefix-is-taken': ({ prefix }) => `字头 ${prefix} 已有队列在用,请换一个。`,
  'number-is-taken': () => '这个窗口号已有。',
  'work-number-is-taken': () => '这个工号已有。',
  'staff-unknown': () => '员工名单里没有这个人。',
  'last-manager': () => '至少要留一位值班经理。',
  'tablet-unknown': () => '没有这台平板。',
  'settings-do-not-fit': () => '有的设置不在允许的范围内,请检查后再保存。',
  'line-too-long': () => '内容太长,没有保存。请缩短后再试。',
  'disk-is-full': () => '本机存储已满,这一步没有保存。请联系技术支持清理存储。',
  'not-paired': () => '本机还没有配对,请先配对。',
  'catching-up': () => '本机正在取回今天打过的号码,这一步没有生效。请稍等片刻,或用纸号登记。',
  'no-writer': () => '本机现在不能保存,这一步没有生效。请关闭其他页面后再试。',
}
