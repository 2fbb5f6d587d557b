/** Plans about people and what belongs to them: disputes, crowding, lost data (plan-study §3.4). */
import type { Plan } from '#domain/plans/plan.ts'
import { plan, say } from './write.ts'

export const P07 = plan({
  id: 'P07',
  name: say('客户纠纷、暴力', 'Dispute or violence'),
  icon: 'users-round',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'normal',
  condition: say(
    '高声辱骂、堵窗口、围攻、打砸、拉横幅、直播起哄。',
    'Shouting, blocking, surrounding, smashing, banners, live streaming.',
  ),
  least: 4,
  questions: [
    {
      text: say('影响别人办理，或 3 人以上？', 'Does it keep others from service, or are there three or more?'),
      yes: 3,
    },
    { text: say('动手、打砸、10 人以上或有媒体？', 'Blows, smashing, ten or more, the press?'), yes: 2 },
    { text: say('持械伤人，或聚集 100 人？', 'A weapon used, or a crowd of 100?'), yes: 1 },
  ],
  levels: [
    say('持械伤人，或聚集 100 人以上。', 'A weapon used, or a crowd of a hundred.'),
    say('肢体暴力、打砸、10 人以上或有媒体。', 'Blows, smashing, ten or more people, or the press.'),
    say('影响他人办理，或 3 人以上。', 'Others cannot be served, or three or more people.'),
    say('口头激动，可以引导。', 'Upset words, can be led aside.'),
  ],
  firstMinute: [
    say('一人接待（经理或组长）。', 'One person speaks: the manager or a leader.'),
    say('请到洽谈室，两人在场，留门。', 'To the meeting room, two of us, door open.'),
    say('其他客户移开，保安在旁不围堵。', 'Others away; security stands by.'),
    say('开始记录。', 'Start to write.'),
  ],
  lines: `
    CMD-1 | 01:00 | ★ | 亲自接待，道歉不认责，听满2分钟 | See them yourself, listen two minutes
    CMD-2 | 05:00 | ★ | 给方案和时限；超权限报公司 | Offer a solution and a time; beyond you: company
    CMD-3 | 10:00 | ★ | 劝说无效：警告一次，再无效110 | Of no use: warn once, then 110
    CMD-4 | 媒体 | ★ | 只由{{发言人/发言人}}答，他人说“请联系…” | Only {{发言人/the spokesperson}} answers the press
    FD-1 | 00:30 | ★ | 把客户请离人群，移走硬物 | Away from the crowd; hard things away
    FD-2 | 02:00 |   | 安抚旁客，换窗办理 | Calm the others, serve them elsewhere
    BO-1 | 03:00 | ★ | 建投诉单，查业务事实 | Open a complaint, look the facts up
    BO-2 | 10:00 |   | 写经过，双方原话 | Write what was said, word by word
    TS-1 | 05:00 |   | 保存录像录音（告知） | Save recordings, and say so
    SEC-1 | 00:30 | ★ | 站位一臂外，隔开，不推搡 | An arm’s length away, between, no pushing
    SEC-2 | 即时 | ★ | 有人动手：护人，拨110，看伤员 | Blows: protect, 110, see to the injured`,
  broadcast: null,
  announcements: [
    {
      id: 'if-needed',
      when: say('必要时', 'If need be'),
      text: say(
        '为保证大家办理秩序，请各位顾客到其他窗口继续办理。',
        'To keep things in order, please go on at another counter.',
      ),
    },
  ],
  standDown: [
    say('当事人离开或被警方带离。', 'They have left.'),
    say('投诉单已生成。', 'A complaint is open.'),
    say('旁客业务补办。', 'The others were served.'),
  ],
})

export const P08 = plan({
  id: 'P08',
  name: say('客流激增、拥挤', 'Crowding'),
  icon: 'users',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say(
    '等候超过 20 分钟，或人数超过本厅容量。',
    'Waits over twenty minutes, or more people than the hall holds.',
  ),
  least: 4,
  questions: [
    { text: say('超过 30 人，或要等 30 分钟？', 'More than 30 people or minutes?'), yes: 3 },
    { text: say('超过 50 人，或有的地方每平米 3 人？', 'More than 50, or three to a square metre somewhere?'), yes: 2 },
    { text: say('超过 80 人，推挤或跌倒？', 'More than 80, pushing, somebody fell?'), yes: 1 },
  ],
  levels: [
    say('超过 80 人，每平米 4 人以上，推挤或跌倒。', 'More than 80 people, four to a square metre, pushing or a fall.'),
    say('超过 50 人，或局部每平米 3 人以上。', 'More than 50, or three to a square metre somewhere.'),
    say('超过 30 人，或要等 30 分钟以上。', 'More than 30 people or 30 minutes.'),
    say('等待超过 20 分钟。', 'Waits over 20 minutes.'),
  ],
  firstMinute: [
    say('增开窗口。', 'Open counters.'),
    say('迎宾分流。', 'Divert at the door.'),
    say('拉队，保通道。', 'Form lines, keep the way free.'),
  ],
  lines: `
    CMD-1 | 02:00 | ★ | 增开窗口/后台上窗口，推迟午休 | More counters, back office to the front, no lunch
    CMD-2 | 05:00 | ★ | 限流：一出一进，暂停发号并说明 | One in, one out; stop tickets and say why
    CMD-3 | 10:00 |   | 调邻厅/延时营业/报公司 | Neighbour hall, longer hours, company
    FD-1 | 02:00 | ★ | 迎宾分流：自助/APP/预约/邻厅 | Self-service, app, appointment, neighbour
    FD-2 | 03:00 | ★ | 老孕残童先办，设座设水 | The old, pregnant, disabled first; seats, water
    FD-3 | 05:00 |   | 快办窗口（缴费/充值） | A fast counter for payments
    BO-1 | 03:00 |   | 排队时预审资料 | Check documents in the queue
    TS-1 | 03:00 |   | 增开2台平板为临时窗口 | Two tablets as extra counters
    SEC-1 | 02:00 | ★ | 拉蛇形栏，保通道1.2米 | Ropes; keep 1.2 m free
    SEC-2 | 即时 | ★ | 有人跌倒：停进、喊停、看伤员 | Somebody falls: stop, shout, see to the injured`,
  broadcast: say(
    '当前办理顾客较多。缴费充值可用自助机或手机办理，老人孕妇请到爱心窗口。',
    'Many people are waiting. Payments can be made at the machines or by telephone. Older and pregnant customers, please come to the priority counter.',
  ),
  standDown: [say('等待少于 15 分钟，持续 20 分钟。', 'Waits under fifteen minutes for twenty minutes.')],
})

export const P12 = plan({
  id: 'P12',
  name: say('信息泄露、设备丢失', 'Data or device lost'),
  icon: 'file-warning',
  lifeSafety: false,
  startedBy: 'manager-or-tech',
  style: 'normal',
  condition: say(
    '平板或纸质丢失、误发、被拍照、异常导出。',
    'A tablet or paper lost, sent wrongly, photographed, exported.',
  ),
  least: 4,
  questions: [
    { text: say('可能有人的信息外泄？', 'May anybody’s data be out?'), yes: 3 },
    { text: say('100 人以上，或有证件影像、人脸？', 'A hundred people, or pictures of documents or faces?'), yes: 2 },
    { text: say('500 人以上敏感信息？', 'Sensitive data of 500?'), yes: 1 },
  ],
  levels: [
    say(
      '达到行业或网信报告门槛；500 人以上敏感信息按此级报公司。',
      'The authorities’ threshold; sensitive data of 500 people is reported to the company as this.',
    ),
    say('100 人以上，或含证件影像、人脸。', 'A hundred people, or pictures of documents or faces.'),
    say('1 至 99 人的信息可能外泄。', 'Data of 1 to 99 people may be out.'),
    say('1 台加密设备丢失，可证明没有解锁。', 'One sealed device lost, shown not to have been unlocked.'),
  ],
  firstMinute: [
    say('停用设备和账号。', 'Revoke device and account.'),
    say('固证，勿格式化。', 'Keep the evidence.'),
    say('10 分钟内报公司。', 'Tell the company within ten minutes.'),
  ],
  lines: `
    CMD-1 | 05:00 | ★ | 停用相关账号设备，定级，报公司≤10分钟 | Revoke, set the level, company within 10 minutes
    CMD-2 | 60:00 | ★ | 是否报网信/通管局：公司决定，记录 | Report to the authorities? The company decides; note it
    CMD-3 | 1440:00 | ★ | 经批准通知受影响个人 | Tell the people concerned, once approved
    TS-1 | 05:00 | ★ | 远程吊销设备密钥，失效令牌 | Revoke keys and tokens
    TS-2 | 30:00 | ★ | 固证：日志/导出记录，勿格式化 | Keep logs and exports
    TS-3 | 120:00 | ★ | 列出该设备缓存了哪些人哪些字段 | List whose data lay on the device
    BO-1 | 60:00 | ★ | 形成受影响名单与字段清单 | List the people and fields concerned
    FD-1 | 即时 |   | 找回同样设备：先断网后充电 | Found again: network off first, then charge
    SEC-1 | 30:00 | ★ | 调监控，盗抢报110 | Look at the video; stolen: 110`,
  broadcast: null,
  announcements: [
    {
      id: 'to-people',
      toSome: true,
      when: say('经批准告知受影响的人', 'To the people concerned, once approved'),
      text: say(
        '我们于［发现时间］发现您的［信息种类］可能因［原因］外泄，可能造成［危害］。我们已［补救措施］。建议您［您能做的］。联系：［联系电话］。',
        'On [time] we found that your [kinds of data] may be out because of [cause], which may lead to [harm]. We have [measures taken]. We advise you to [what you can do]. Contact: [telephone].',
      ),
    },
  ],
  standDown: [
    say('遏制确认。', 'It is contained.'),
    say('告知完成。', 'People were told.'),
    say('报告归档。', 'The report is filed.'),
    say('根因已查明，已开改进项。', 'The root cause is known and is an item of improvement.'),
  ],
})

export const peoplePlans: readonly Plan[] = [P07, P08, P12]
