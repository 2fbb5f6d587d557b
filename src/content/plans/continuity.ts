import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/** What may stand still for how long, and with how little it goes on (ISO 22301 8.2; plan-study §4.4). */
export interface Activity {
  readonly name: Bilingual
  /** The longest it may stand still before harm is done (MTPD). */
  readonly longest: Bilingual
  /** How soon it is to go on (RTO). */
  readonly within: Bilingual
  /** The least it takes to go on (MBCO). */
  readonly least: Bilingual
  readonly needs: Bilingual
}

/** The hall's activities, the most urgent first. */
export const activities: readonly Activity[] = [
  {
    name: say('人身安全指挥', 'Command for people’s safety'),
    longest: say('0', '0'),
    within: say('10 秒', '10 s'),
    least: say('任一平板或纸卡', 'any tablet or printed card'),
    needs: say('无', 'nothing'),
  },
  {
    name: say('排队秩序', 'Order in the queue'),
    longest: say('15 分钟', '15 min'),
    within: say('1 分钟', '1 min'),
    least: say('纸质号票', 'paper numbers'),
    needs: say('号票本', 'pad'),
  },
  {
    name: say('挂失/停机/补卡登记', 'Loss reports, suspensions, new SIM cards'),
    longest: say('1 小时', '1 h'),
    within: say('10 分钟', '10 min'),
    least: say('1 个窗口，离线登记', '1 desk, offline'),
    needs: say('平板', 'tablet'),
  },
  {
    name: say('缴费复机', 'Payment and reconnection'),
    longest: say('2 小时', '2 h'),
    within: say('15 分钟', '15 min'),
    least: say('1 个窗口收现金', '1 desk for cash'),
    needs: say('平板、收据本', 'tablet, receipt book'),
  },
  {
    name: say('投诉/报修登记', 'Complaints and repairs'),
    longest: say('4 小时', '4 h'),
    within: say('5 分钟', '5 min'),
    least: say('1 台平板', '1 tablet'),
    needs: say('无', 'nothing'),
  },
  {
    name: say('套餐/流量/充值', 'Plans, data and top-ups'),
    longest: say('8 小时（月末 2 小时）', '8 h (2 h at month’s end)'),
    within: say('30 分钟', '30 min'),
    least: say('先登记后办', 'taken down first, done later'),
    needs: say('平板', 'tablet'),
  },
  {
    name: say('新入网/过户/携转', 'New lines, transfers, porting'),
    longest: say('1–2 天', '1–2 days'),
    within: say('预登记 30 分钟', 'pre-registered in 30 min'),
    least: say('预约', 'appointment'),
    needs: say('业务系统办结', 'operator’s system to finish'),
  },
]
