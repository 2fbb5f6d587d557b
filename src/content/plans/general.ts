/** The general part 总则 of the hall's plan (1.1.1–1.1.4), in a version that never changes in place. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/** One chapter: its clause, its title, what it says. */
interface Chapter {
  /** `1.1.1` */
  readonly clause: string
  readonly title: Bilingual
  readonly lines: readonly Bilingual[]
}

export const generalPart: { readonly version: number; readonly chapters: readonly Chapter[] } = {
  version: 1,
  chapters: [
    {
      clause: '1.1.1',
      title: say('编制目的', 'Purpose'),
      lines: [
        say('突发情况下行动快、有次序，先保人。', 'To act fast and in order when something happens, people first.'),
        say(
          '业务不中断；中断了有登记、有回执、有补录。',
          'To keep serving; what is interrupted is taken down, receipted and entered later.',
        ),
        say('员工练得熟，换了人也会做。', 'To have staff who have practised, also when others are on duty.'),
        say('保护客户和公司的权益和信息。', 'To protect the interests and data of customers and company.'),
        say('每次都留下记录，改进下一次。', 'To keep a record every time and do better the next.'),
      ],
    },
    {
      clause: '1.1.2',
      title: say('编制依据', 'Basis'),
      lines: [
        say(
          '法律法规和行业规定；公司制度；同业做法；本厅实际和风险；公司策略。',
          'Law and industry rules; company rules; good practice; this hall and its risks; company strategy.',
        ),
        say(
          '监管参数和来源见“营业厅设置”页的“监管参数”，须由法务确认。',
          'Regulatory figures and their sources stand among the hall’s parameters; the legal department confirms them.',
        ),
      ],
    },
    {
      clause: '1.1.3',
      title: say('适用范围', 'Scope'),
      lines: [
        say('人员伤亡：P06，各预案的救护组。', 'People hurt: P06, and the rescue team of every plan.'),
        say(
          '设备故障：P20。系统故障：P03。网络中断：P04。停电：P05。',
          'Equipment: P20. Systems: P03. Network: P04. Power: P05.',
        ),
        say('客户纠纷：P07。客流拥挤：P08。', 'Disputes: P07. Crowding: P08.'),
        say(
          '自然灾害：P09、P10。火灾：P01。抢劫：P02。爆炸威胁：P11。',
          'Natural disasters: P09, P10. Fire: P01. Robbery: P02. Bomb threat: P11.',
        ),
        say(
          '客户信息泄露、设备丢失：P12。其他情况：短卡 P13–P19，或 P21，说清是什么事。',
          'Data or device lost: P12. Anything else: cards P13–P19, or P21, saying what it is.',
        ),
      ],
    },
    {
      clause: '1.1.4',
      title: say('原则', 'Principles'),
      lines: [
        say(
          '安全第一：救人的页面不用登录，不等网络。',
          'Safety first: what saves lives needs no sign-in and no network.',
        ),
        say('快速反应：两下一按，十秒内启动。', 'Fast: two taps and a press, within ten seconds.'),
        say(
          '系统完整：十二个预案、五个行动组，少人时自动并组。',
          'Whole: twelve plans, five teams, merged by themselves when few are here.',
        ),
        say(
          '实用可行：写着本厅自己的出口、集合点和电话；没填全不能发布。',
          'Practical: it names this hall’s own exits, places and telephones; with one missing it cannot be published.',
        ),
        say(
          '持续改进：每次事件和演练都评估、整改。',
          'Improving: every incident and drill is evaluated and followed up.',
        ),
      ],
    },
    {
      clause: '§3.1',
      title: say('分级和报告', 'Levels and reporting'),
      lines: [
        say(
          'Ⅰ级 特别重大：立即报公司；现场按Ⅱ级处置，公司或政府接管指挥。',
          'Level I: tell the company at once; act as level II until company or government take command.',
        ),
        say(
          'Ⅱ级 重大：5 分钟内电话、30 分钟内书面首报，每 30 分钟续报，停业。',
          'Level II: call within 5 minutes, write within 30, follow up every 30; the hall closes.',
        ),
        say(
          'Ⅲ级 较大：10 分钟内电话，每 60 分钟续报，部分停办、分流。',
          'Level III: call within 10 minutes, follow up every 60; part of the hall stops.',
        ),
        say(
          'Ⅳ级 一般：5 分钟内报经理，结束时报告，业务继续。',
          'Level IV: tell the manager within 5 minutes, report at the end; service goes on.',
        ),
        say(
          '拿不准就取高一级。升级一点就行，降级由经理写明原因。',
          'In doubt one level more. Raising is one tap; lowering is a manager’s, with the reason.',
        ),
      ],
    },
  ],
}
