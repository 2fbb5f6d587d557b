/** Plans for what has no plan of its own: single things that fail, and whatever else happens (1.1.3). */
import type { Plan } from '#domain/plans/plan.ts'
import { OTHER } from '#domain/plans/plan.ts'
import { plan, say } from './write.ts'

const P20 = plan({
  id: 'P20',
  name: say('设备故障', 'Equipment failure'),
  icon: 'wrench',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say(
    '自助机、打印机、读卡器、综合屏、空调、门或电梯坏了，10 分钟修不好；业务系统和网络都通。',
    'A machine, printer, reader, wall, air conditioning, door or lift is broken for ten minutes; system and network work.',
  ),
  least: 4,
  questions: [
    { text: say('超过 30 分钟，或停了一半以上的窗口？', 'Longer than 30 minutes, or half of the counters?'), yes: 3 },
    { text: say('超过 2 小时，或全厅停办？', 'Longer than two hours, or the whole hall?'), yes: 2 },
    {
      text: say('冒烟、漏电、坠落，有人可能受伤？', 'Smoke, live metal, something falling: may it hurt people?'),
      yes: 1,
    },
  ],
  levels: [
    say('可能伤人；冒烟改用“火灾”。', 'People may be hurt; smoke is a fire.'),
    say('超过 2 小时，或全厅停办。', 'Longer than two hours, or the whole hall.'),
    say('30 分钟至 2 小时，或停了一半以上的窗口。', '30 minutes to two hours, or half of the counters.'),
    say('单台设备，30 分钟内可换可修。', 'One thing, changed or mended within 30 minutes.'),
  ],
  firstMinute: [
    say('断开故障设备的电源，围住，挂“暂停使用”。', 'Take it off the mains, close it off, put up “out of order”.'),
    say('有烟、异味、火花：改启动火灾预案。', 'Smoke, a smell, sparks: start the plan for fire.'),
    say('排队的客户改到别的窗口，号不作废。', 'Customers go to another counter and keep their numbers.'),
  ],
  lines: `
    CMD-1 | 01:00 | ★ | 定级，指定一人盯修复 | Set the level; one person follows the repair
    CMD-2 | 05:00 | ★ | 决定换备用、改纸质或停办 | Decide: the spare, paper, or stop it
    CMD-3 | 10:00 | ★ | Ⅲ级以上报公司 | Level III and worse: tell the company
    FD-1 | 01:00 | ★ | 告诉在等的客户去哪里办 | Tell those who wait where to go
    FD-2 | 03:00 |   | 门口和设备上贴告示 | A notice at the door and on the thing
    BO-1 | 03:00 | ★ | 查没打出、没读到的，逐笔核对 | What was not printed or read: check each
    BO-2 | 恢复+10:00 | ★ | 补打补录，通知客户 | Print and enter late, tell customers
    TS-1 | 01:00 | ★ | 断电重启一次，查线和耗材 | Restart it once; check cables and supplies
    TS-2 | 05:00 | ★ | 换备用设备，记编号和故障现象 | Bring the spare; note number and symptom
    TS-3 | 10:00 | ★ | 报修，问到场时间 | Call for repair, ask when they come
    TS-4 | 恢复 | ★ | 试用三次，撤围挡和告示 | Try it three times, take the notice down
    SEC-1 | 02:00 | ★ | 围住故障处，不让人碰 | Keep people away from it`,
  broadcast: say('部分设备停用，请到其他窗口办理。', 'Some equipment is out of order. Please use another counter.'),
  announcements: [],
  standDown: [
    say('试用三次都正常，或备用已顶上。', 'It worked three times, or the spare has taken over.'),
    say('受影响的业务已补完。', 'What was held up is done.'),
    say('修不好的已报修，有到场时间。', 'What cannot be mended is reported, with a time.'),
  ],
})

/** Whatever has no plan: whoever starts it says in words what it is, and a manager judges whether it needs a plan of its own. */
const anythingElse = plan({
  id: OTHER,
  name: say('其他突发事件', 'Something else'),
  icon: 'circle-question-mark',
  lifeSafety: false,
  startedBy: 'anybody',
  style: 'normal',
  condition: say(
    '上面各类都不是，但要有人指挥、有人处置。',
    'None of the above, and it needs somebody who commands and people who act.',
  ),
  least: 4,
  questions: [
    {
      text: say('有人轻伤，或部分停办，或已打 110、119、120？', 'Slight injury, part stops, or 110/119/120 called?'),
      yes: 3,
    },
    { text: say('有人重伤，或全厅停办、要疏散？', 'Serious injury, or the whole hall stops or leaves?'), yes: 2 },
    { text: say('有人死亡，或 3 人以上重伤？', 'Somebody died, or three are badly hurt?'), yes: 1 },
  ],
  levels: [
    say('有人死亡，或 3 人以上重伤。', 'Somebody died, or three are badly hurt.'),
    say('重伤，或全厅停办、疏散。', 'Serious injury, or the whole hall stops or leaves.'),
    say('轻伤，或部分停办，或已打 110、119、120。', 'Slight injury, part stops, or 110, 119, 120 called.'),
    say('无人受伤，本厅处置得了。', 'Nobody hurt, the hall can deal with it.'),
  ],
  firstMinute: [
    say('先让人离开危险，再管东西。', 'People out of danger first, things later.'),
    say('拿不准：拨 110、119 或 120。', 'In doubt: 110, 119 or 120.'),
    say('一个人指挥，一个人记录。', 'One commands, one writes down.'),
  ],
  lines: `
    CMD-1 | 00:30 | ★ | 说清是什么事，定级 | Say what it is, set the level
    CMD-2 | 02:00 | ★ | 指定记录员和副手 | Name a scribe and a deputy
    CMD-3 | 05:00 | ★ | 报公司安全管理部，听指示 | Tell the company, hear what it says
    CMD-4 | 每30:00 | ★ | 重新判断级别和分工 | Judge level and tasks again
    FD-1 | 01:00 | ★ | 请客户离开现场，讲清原因 | Take customers away from it and say why
    FD-2 | 03:00 |   | 照顾老幼病孕 | Look after the old, young, ill, pregnant
    BO-1 | 01:00 | ★ | 该打的电话打，记时间和人名 | Make the calls; note times and names
    BO-2 | 10:00 | ★ | 清点员工和客户，写经过 | Count heads, write what happened
    TS-1 | 02:00 | ★ | 保存录像，查水电网 | Keep the video; check water, power, network
    SEC-1 | 00:30 | ★ | 围住现场，守门，不动物证 | Close it off, hold the door, touch nothing`,
  broadcast: null,
  announcements: [],
  standDown: [
    say('危险消除，或已移交。', 'The danger is over, or others have it.'),
    say('人员都清点到。', 'Everybody is accounted for.'),
    say('写清了是什么事。', 'It is written down what it was.'),
  ],
})

export const otherPlans: readonly Plan[] = [P20, anythingElse]
