/** Short cards (plan-study §3.4): one page each, to be read and done, without alarm or checklist. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

export interface ShortCard {
  /** `P13` */
  readonly id: string
  readonly name: Bilingual
  readonly lines: readonly Bilingual[]
}

export const shortCards: readonly ShortCard[] = [
  {
    id: 'P13',
    name: say('燃气、异味', 'Gas or a smell'),
    lines: [
      say('不开关任何电器，不打电话，不用明火。', 'Touch no switch, no telephone, no flame.'),
      say('开门开窗，请客户离开。', 'Open doors and windows, see customers out.'),
      say('关总阀（够得着才关）。', 'Close the main valve, if in reach.'),
      say('到室外拨燃气公司和 119。', 'Outside: call the gas company and 119.'),
      say('确认安全前不许回厅。', 'Nobody goes back before it is safe.'),
    ],
  },
  {
    id: 'P14',
    name: say('电梯困人', 'Somebody in the lift'),
    lines: [
      say('隔门安抚：不扒门、不跳、靠内侧。', 'Through the door: do not force it, do not jump, stand back.'),
      say('拨电梯应急电话和物业，报楼层。', 'Call the lift’s emergency number and the building; say the floor.'),
      say('问人数、有无老幼病孕。', 'How many, anybody old, young, ill, pregnant?'),
      say('30 分钟未到或有人不适：拨 119、120。', 'Not there in 30 minutes, or somebody unwell: 119, 120.'),
      say('派人守在门口，一直说话。', 'Somebody stays and keeps talking.'),
    ],
  },
  {
    id: 'P15',
    name: say('断水', 'No water'),
    lines: [
      say('关卫生间，贴告示，指明最近的可用处。', 'Close the toilets, put up a notice, name the nearest.'),
      say('问物业停水范围和时间。', 'Ask the building how far and how long.'),
      say('备瓶装水，先给老幼病孕。', 'Bottled water, first for the old, young, ill, pregnant.'),
      say('检查消防水源；无水时加派灭火器。', 'Check the fire water; without it more extinguishers.'),
    ],
  },
  {
    id: 'P16',
    name: say('走失儿童、遗失物品', 'Lost child, lost things'),
    lines: [
      say('守住出口，两人分头找，先看卫生间和电梯。', 'Hold the exits; two search: toilets, lift first.'),
      say('广播特征，不说全名。', 'Announce what they look like, no full name.'),
      say('10 分钟没找到：拨 110，调监控。', 'Not found in ten minutes: 110, video.'),
      say('找到后核对身份再交还。', 'Found: check who takes the child.'),
      say('物品：两人登记、封存，凭特征认领。', 'Things: two people write down and seal; claimed by description.'),
    ],
  },
  {
    id: 'P17',
    name: say('媒体、舆情', 'Press and rumours'),
    lines: [
      say('只由发言人回答，他人说“请联系……”。', 'Only the speaker answers; everybody else says whom to ask.'),
      say('请到洽谈室，问清单位和问题。', 'To the meeting room; who are they, what do they ask?'),
      say('不猜测、不评论、不争辩。', 'No guesses, no comments, no arguments.'),
      say('10 分钟内报公司。', 'Tell the company within ten minutes.'),
      say('记录提问和答复。', 'Write down questions and answers.'),
    ],
  },
  {
    id: 'P18',
    name: say('假证、涉诈办卡', 'False document, fraud'),
    lines: [
      say('停止办理，不当面揭穿，不扣人。', 'Stop, do not accuse, hold nobody.'),
      say('请后台同事复核证件和人像。', 'The back office checks document and face.'),
      say('风险核查不过：说明“系统核验不通过”。', 'Not passed: “the system did not accept it”.'),
      say('明显涉诈：报 110 和公司。', 'Clear fraud: 110 and the company.'),
      say('保存影像，写经过。', 'Keep the video, write what happened.'),
    ],
  },
  {
    id: 'P19',
    name: say('公共卫生事件', 'Public health'),
    lines: [
      say('戴口罩，请不适客户到通风处。', 'Masks; whoever is unwell to fresh air.'),
      say('限流、通风、消毒柜面。', 'Fewer people, air, clean desks.'),
      say('按属地通知报疾控和公司。', 'Report as the authorities ask, and to the company.'),
      say('登记接触时间和位置，不公开姓名。', 'Note times and places, no names.'),
      say('员工不适立即下岗就医。', 'Staff who feel ill go home and see a doctor.'),
    ],
  },
]
