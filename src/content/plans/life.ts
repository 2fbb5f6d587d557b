/** Plans about lives: fire, robbery, injury, earthquake, bomb threat (plan-study §3.4, 1.1.30, 1.1.32). */
import type { Plan } from '#domain/plans/plan.ts'
import { plan, say } from './write.ts'

export const P01 = plan({
  id: 'P01',
  name: say('火灾', 'Fire'),
  icon: 'flame',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'loud',
  condition: say(
    '见火或浓烟；烟感报警且有人核实；邻户起火威胁本厅。',
    'Fire or thick smoke is seen; an alarm was checked; a neighbour’s fire threatens the hall.',
  ),
  least: 4,
  questions: [
    {
      text: say('一具灭火器压不住，或烟进了营业区？', 'Is one extinguisher not enough, or is smoke in the hall?'),
      yes: 3,
    },
    {
      text: say('要全厅疏散，或有人受伤受困？', 'Does everybody have to leave, or is somebody hurt or trapped?'),
      yes: 2,
    },
    {
      text: say(
        '有人死亡、3 人以上重伤受困，或整栋着火？',
        'Somebody dead, three or more badly hurt or trapped, or the whole building?',
      ),
      yes: 1,
    },
  ],
  levels: [
    say(
      '有人死亡，3 人以上重伤或受困，整栋或多厅起火。',
      'A death, three or more badly hurt or trapped, the whole building or several halls.',
    ),
    say('全厅疏散，或有人受伤受困。', 'The whole hall is evacuated, or somebody is hurt or trapped.'),
    say('一具灭火器压不住，或烟入营业区。', 'One extinguisher is not enough, or smoke is in the hall.'),
    say(
      '一具灭火器可控、无伤；自动报警还没有核实。',
      'One extinguisher is enough and nobody is hurt; or an automatic alarm that nobody has checked yet.',
    ),
  ],
  firstMinute: [
    say('大喊“着火了”，按手报。', 'Shout “Fire!”, press the alarm.'),
    say('最近的两人取灭火器，其余停办业务。', 'The two nearest take extinguishers; everybody else stops work.'),
    say('拨 119。', 'Call 119.'),
    say('广播疏散，打开所有出口。', 'Announce, open every exit.'),
    say('切断非消防电源。30 秒压不住就撤。', 'Cut the power. Not under control in 30 seconds: out.'),
  ],
  lines: `
    CMD-1 | 00:15 | ★ | 宣布火灾启动及级别 | Declare the fire and its level
    CMD-2 | 00:30 | ★ | 确认119已拨通、谁拨的 | Make sure 119 was called, and by whom
    CMD-3 | 01:00 | ★ | 下令疏散，到{{集合点/集合点}}集合 | Order everybody out, to {{集合点/the assembly point}}
    CMD-4 | 02:00 |   | 指定记录员和副手 | Name a scribe and a deputy
    CMD-5 | 05:00 | ★ | 电话报公司安全管理部 | Telephone the company’s safety department
    CMD-6 | 06:00 | ★ | 收齐员工/客户清点，公布失联 | Collect the counts, say who is missing
    CMD-7 | 到场 | ★ | 向消防移交：平面图、被困、危险源 | Hand over to the fire brigade: plan, trapped, hazards
    FD-1 | 00:20 | ★ | 打开{{出口1/出口1}}和{{出口2/出口2}}，撤栏绳 | Open {{出口1/exit 1}} and {{出口2/exit 2}}, take the ropes away
    FD-2 | 00:40 | ★ | 引导客户弯腰捂口鼻，不乘电梯 | Lead people out low, mouth covered, no lift
    FD-3 | 01:00 | ★ | 专人带老人孕妇残障儿童 | Somebody for the old, pregnant, disabled, children
    FD-4 | 02:30 | ★ | 逐区搜：{{全部区域/每个房间和角落}} | Sweep: {{全部区域/every room and corner}}
    FD-5 | 04:00 |   | 集合点点客户，按排队票核对 | Count customers outside against open tickets
    BO-1 | 00:15 | ★ | 拨119，按脚本说清，不先挂 | Call 119, by the script, do not hang up first
    BO-2 | 01:30 |   | 无危险才锁现金抽屉，10秒为限 | Lock the cash only if safe, ten seconds at most
    BO-3 | 02:00 | ★ | 有伤员拨120并救护 | Injured: call 120 and help
    BO-4 | 05:00 | ★ | 员工点名，缺人立报指挥 | Call the roll; tell command who is missing
    TS-1 | 00:45 | ★ | 切断非消防电源，保留应急照明广播 | Cut the power, keep emergency light and speakers
    TS-2 | 02:00 |   | 带走指挥平板，不抢救其他设备 | Take the command tablet, save nothing else
    TS-3 | 15:00 |   | 锁定监控录像时段 | Lock the video of that time
    SEC-1 | 00:15 | ★ | 两人灭火，背向出口，30秒无效即撤 | Two fight it, backs to the exit, 30 seconds at most
    SEC-2 | 01:00 | ★ | 守门：只出不进 | Hold the door: out only
    SEC-3 | 03:00 | ★ | 到{{路口/路口}}接消防车，清通道 | Meet the engine at {{路口/the crossing}}, clear the way
    SEC-4 | 灭后 |   | 警戒现场，未经许可不清理 | Guard the scene; nothing is cleared without leave`,
  broadcast: say(
    '各位顾客请注意，营业厅发生火情，请不要惊慌，不要乘坐电梯，听从工作人员指引，从最近的安全出口有序离开，到{{集合点/集合点}}集合。',
    'Attention please. There is a fire in the hall. Stay calm, do not take the lift, follow the staff to the nearest exit and gather at {{集合点/the assembly point}}.',
  ),
  announcements: [
    {
      id: 'false-alarm',
      when: say('误报时', 'If it was a false alarm'),
      text: say(
        '刚才的报警已核实为误报，现场安全，给您带来不便深表歉意。',
        'The alarm was checked and is false. You are safe. We are sorry for the disturbance.',
      ),
    },
  ],
  standDown: [
    say('消防救援部门确认扑灭。', 'The fire brigade confirms that it is out.'),
    say('清点无失联。', 'Nobody is missing.'),
    say('电气燃气检查合格。', 'Electricity and gas were checked.'),
    say('物业和公司同意复业。', 'The building and the company agree.'),
  ],
})

export const P02 = plan({
  id: 'P02',
  name: say('抢劫、持械', 'Robbery'),
  icon: 'shield-alert',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'silent',
  condition: say('持械、言语威胁索财、劫持。', 'A weapon, a threat for money, a hostage.'),
  least: 3,
  questions: [
    { text: say('正在发生？', 'Is it happening now?'), yes: 2 },
    { text: say('劫持、开枪或有人死亡？', 'A hostage, a shot, somebody dead?'), yes: 1 },
  ],
  levels: [
    say('劫持、开枪或有人死亡。', 'A hostage, a shot, or a death.'),
    say('正在持械抢劫或威胁。', 'A robbery or an armed threat is under way.'),
    say('得知未遂，或有人可疑踩点。', 'An attempt is known of, or somebody spies the place out.'),
    say('不适用：抢劫最低为Ⅲ级。', 'Not used: a robbery is at least level III.'),
  ],
  firstMinute: [
    say('不对抗、不追赶。', 'Do not resist, do not chase.'),
    say(
      '隐蔽按紧急按钮（{{紧急按钮/本厅还没写在哪里}}），静默启动。',
      'Press the panic button ({{紧急按钮/the hall has not said where}}) unseen, start silently.',
    ),
    say('满足要求，拖延时间。', 'Give what is asked, take time.'),
    say('客户蹲下远离，记住特征。', 'Customers down and away; remember what they look like.'),
    say('歹徒离开才锁门、拨 110。', 'Lock the door and call 110 only when they have left.'),
  ],
  lines: `
    CMD-1 | 00:10 | ★ | 静默启动，不刺激对方 | Start silently, provoke nobody
    CMD-2 | 离开+00:15 | ★ | 锁门，宣布停业 | Lock the door, close the hall
    CMD-3 | 离开+01:00 | ★ | 确认110，报方向车牌特征 | Make sure of 110: direction, plate, looks
    CMD-4 | 05:00 | ★ | 报公司安全管理部，Ⅱ级 | Tell the safety department, level II
    FD-1 | 00:15 | ★ | 示意客户蹲下别动别拍 | Sign customers to crouch, be still, not film
    FD-2 | 离开+02:00 | ★ | 查伤，安抚，请目击者留联系方式 | Look for injuries, calm people, ask witnesses to stay
    BO-1 | 离开+00:30 | ★ | 110；有伤120 | 110; injured: 120
    BO-2 | 10:00 |   | 目击者分开写特征单（身高衣着口音物品） | Witnesses write apart: height, clothes, accent, things
    BO-3 | 30:00 |   | 双人清点损失 | Two people count the loss
    BO-4 | 离开+60:00 |   | 安排员工心理疏导，72小时内做完 | Arrange for staff to talk it over within 72 hours
    TS-1 | 离开+02:00 | ★ | 保存前后各2小时录像，双份 | Save two hours of video before and after, twice
    SEC-1 | 00:15 | ★ | 生命第一，不激怒，保持距离 | Lives first, provoke nobody, keep away
    SEC-2 | 离开+01:00 | ★ | 封锁触碰区，勿摸物品 | Close off what was touched
    SEC-3 | 到场 | ★ | 迎警方，移交录像和特征单 | Meet the police, hand over video and descriptions`,
  broadcast: say(
    '各位顾客，现场已安全，请在原地稍候，工作人员将逐一协助您离开。',
    'It is safe now. Please stay where you are; the staff will see each of you out.',
  ),
  standDown: [
    say('警方同意撤警戒。', 'The police agree.'),
    say('伤员送医。', 'The injured are in hospital.'),
    say('损失清点。', 'The loss was counted.'),
    say('72 小时内的员工心理疏导已定好人和时间。', 'Who talks with the staff within 72 hours, and when, is settled.'),
  ],
})

export const P06 = plan({
  id: 'P06',
  name: say('受伤、突发疾病', 'Injury or illness'),
  icon: 'heart-pulse',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'normal',
  condition: say(
    '有人倒地、流血、呼吸困难、抽搐、烫伤或触电。',
    'Somebody is down, bleeding, short of breath, in a fit, burnt or shocked.',
  ),
  least: 4,
  questions: [
    { text: say('需要 120？', 'Is 120 needed?'), yes: 3 },
    { text: say('重伤、没有呼吸，或两人以上？', 'Badly hurt, not breathing, or more than one?'), yes: 2 },
    { text: say('有人死亡，或 3 人以上重伤？', 'Somebody dead, or three or more badly hurt?'), yes: 1 },
  ],
  levels: [
    say('有人死亡，或 3 人以上重伤。', 'A death, or three or more badly hurt.'),
    say('重伤、心脏骤停，或两人以上。', 'Badly hurt, cardiac arrest, or more than one person.'),
    say('120 到场。', 'An ambulance comes.'),
    say('轻伤，不需 120。', 'Slightly hurt, no ambulance needed.'),
  ],
  firstMinute: [
    say('环境安全吗？', 'Is it safe here?'),
    say('拍肩呼叫，看胸廓 10 秒。', 'Tap, call, watch the chest for ten seconds.'),
    say(
      '无反应无呼吸：一人 120，一人取 AED（{{AED位置/本厅还没写在哪里}}）。',
      'No answer, no breath: one calls 120, one brings the AED ({{AED位置/the hall has not said where}}).',
    ),
    say(
      '立即按压：每分钟 100–120 次，深 5–6 厘米，30 比 2；不会吹气就只按。',
      'Press at once: 100–120 a minute, 5–6 cm, 30 to 2; or only press.',
    ),
    say('围挡，请人退后。', 'Screen it off, people back.'),
  ],
  lines: `
    CMD-1 | 00:30 | ★ | 指定：120/AED/急救/围挡四人 | Name four: 120, AED, first aid, screen
    CMD-2 | 05:00 | ★ | 报公司；死亡或重伤升Ⅱ/Ⅰ | Tell the company; dead or badly hurt: level II or I
    CMD-3 | 10:00 |   | 通知家属（号码来自本人/证件） | Tell the family
    FD-1 | 00:45 | ★ | 围挡，请客户退后、勿拍摄 | Screen off, people back, no filming
    FD-2 | 02:00 |   | 请医护专业客户协助 | Ask for doctors among the customers
    BO-1 | 00:30 | ★ | 拨120，开免提，听调度指导 | Call 120 on loudspeaker, do as they say
    BO-2 | 00:40 | ★ | 有证者急救：CPR/止血/侧卧/冷水冲 | Trained: CPR, stop bleeding, recovery position, cool burns
    BO-3 | 03:00 | ★ | 记时间轴：发现/120/按压/除颤/到达 | Note the times: found, 120, CPR, shock, arrival
    TS-1 | 01:30 | ★ | 取AED到位，开机听语音 | Bring the AED, switch it on, listen
    TS-2 | 10:00 |   | 保存录像 | Save the video
    SEC-1 | 02:00 | ★ | 清通道，路口接救护车 | Clear the way, meet the ambulance
    SEC-2 | 现场 |   | 触电先断电；非必要不搬动 | Shock: power off first; do not move anybody needlessly`,
  broadcast: say(
    '现场有顾客身体不适，请让出通道；如有医护人员请到现场协助，谢谢。',
    'Somebody is unwell. Please keep the way clear. Doctors or nurses, please help.',
  ),
  standDown: [
    say('120 交接签字。', '120 has taken over.'),
    say('家属已联系。', 'The family knows.'),
    say('地面消毒。', 'The floor is clean.'),
  ],
})

export const P09 = plan({
  id: 'P09',
  name: say('地震', 'Earthquake'),
  icon: 'activity',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'loud',
  condition: say('明显晃动，或预警倒计时。', 'Clear shaking, or a warning counts down.'),
  least: 4,
  questions: [
    { text: say('有物品坠落，或有人轻伤？', 'Things fall, or somebody is slightly hurt?'), yes: 3 },
    { text: say('房屋或设备损坏，要停业？', 'Is the building damaged, must the hall close?'), yes: 2 },
    { text: say('倒塌、有人死亡，或余震威胁？', 'Collapse, a death, dangerous aftershocks?'), yes: 1 },
  ],
  levels: [
    say('倒塌、有人死亡，或余震威胁。', 'Collapse, a death, or dangerous aftershocks.'),
    say('结构或设备损坏，停业。', 'Building or equipment damaged, the hall closes.'),
    say('有物品坠落、轻伤。', 'Things fall, somebody is slightly hurt.'),
    say('有感，无损失。', 'Felt, nothing damaged.'),
  ],
  firstMinute: [
    say('晃动中不跑：伏地、遮挡、抓牢。', 'Do not run while it shakes: down, cover, hold on.'),
    say('远离玻璃幕墙、展柜、灯箱。', 'Away from glass, showcases, light boxes.'),
    say('停晃再撤。', 'Leave when it stops.'),
  ],
  lines: `
    CMD-1 | 00:02 | ★ | 喊“蹲下！护头！别跑！” | Shout: down, cover your head, do not run
    CMD-2 | 停晃 | ★ | 下令撤到空旷的{{集合点/集合点}}，防余震 | Everybody out to {{集合点/the assembly point}}, mind aftershocks
    CMD-3 | 05:00 | ★ | 清点，报公司，定级 | Count, tell the company, set the level
    FD-1 | 停晃 | ★ | 楼梯有序撤，护头，不乘电梯 | Down the stairs, heads covered, no lift
    FD-2 | 03:00 | ★ | 安全才进去，逐区搜：{{全部区域/每个房间和角落}} | Only if safe, sweep: {{全部区域/every room and corner}}
    BO-1 | 03:00 | ★ | 有伤员：急救，拨120 | Injured: first aid, call 120
    TS-1 | 停晃 | ★ | 断电断气（顺路才做） | Power and gas off, only on the way
    TS-2 | 30:00 |   | 设备损毁拍照登记 | Photograph what is broken
    SEC-1 | 停晃 | ★ | 守门：不许回取物 | Hold the door: nobody goes back for things
    SEC-2 | 10:00 | ★ | 外观查裂缝/玻璃，警戒 | Look for cracks and glass, close it off`,
  broadcast: say(
    '地震！请就近蹲下护住头部，不要奔跑。',
    'Earthquake! Get down where you are and cover your head. Do not run.',
  ),
  announcements: [
    {
      id: 'after',
      when: say('停晃后', 'When it has stopped'),
      text: say(
        '震动已停，请护住头部，从楼梯有序到{{集合点/集合点}}。',
        'The shaking has stopped. Cover your head and take the stairs to {{集合点/the assembly point}}.',
      ),
    },
  ],
  standDown: [
    say('官方无较大余震提示。', 'No strong aftershocks are announced.'),
    say('建筑经房管或物业确认可用。', 'The building was found safe.'),
    say('公司批准。', 'The company agrees.'),
  ],
})

export const P11 = plan({
  id: 'P11',
  name: say('爆炸威胁、可疑物', 'Bomb threat'),
  icon: 'bomb',
  lifeSafety: true,
  startedBy: 'anybody',
  style: 'radio-silent',
  condition: say(
    '恐吓电话、信件，或可疑无主物。',
    'A threat by telephone or letter, or something left behind that looks wrong.',
  ),
  least: 3,
  questions: [
    { text: say('有电线、异味、计时声，或威胁很具体？', 'Wires, a smell, ticking, or a detailed threat?'), yes: 2 },
    { text: say('已经爆炸？', 'Has it exploded?'), yes: 1 },
  ],
  levels: [
    say('已经爆炸。', 'It has exploded.'),
    say(
      '可疑特征明显：电线、异味、计时声，或威胁具体。',
      'Clear signs: wires, a smell, ticking, or a detailed threat.',
    ),
    say('恐吓电话、信件，或可疑无主物。', 'A threat by telephone or letter, or something left behind.'),
    say('不适用：爆炸威胁最低为Ⅲ级。', 'Not used: a bomb threat is at least level III.'),
  ],
  firstMinute: [
    say(
      '不触动、不移动。30 米内不用手机、对讲机、平板无线。',
      'Do not touch or move it. No radio, telephone or tablet radio within 30 m.',
    ),
    say('电话：拖住、记原话、不先挂。', 'On the telephone: keep them talking, write it down, do not hang up.'),
    say('问：何时、在哪、什么样、为什么、你是谁。', 'Ask: when, where, what, why, who.'),
    say('同事用固话拨 110。', 'A colleague calls 110 on the fixed line.'),
  ],
  lines: `
    CMD-1 | 01:00 | ★ | 固话110；不公开恐慌字样 | 110 by fixed line; no frightening words
    CMD-2 | 02:00 | ★ | 与警方定：原地/疏散，撤离≥100米 | With the police: stay or leave, 100 m at least
    CMD-3 | 05:00 | ★ | 报公司 | Tell the company
    FD-1 | 03:00 | ★ | 请客户带随身物离开，不跑 | Customers leave with their things, walking
    FD-2 | 疏散 | ★ | 避开可疑物一侧和玻璃 | Away from that side and from glass
    BO-1 | 即时 | ★ | 填威胁电话记录单 | Fill in the record of the call
    TS-1 | 02:00 |   | 存来电录音/监控 | Save recording and video
    SEC-1 | 01:00 | ★ | 不触动，画位置，设警戒 | Do not touch, sketch where it is, close off
    SEC-2 | 疏散 | ★ | 打开门窗减压（可及才做），引警方 | Open doors and windows if in reach, lead the police`,
  broadcast: say(
    '各位顾客，因安全检查需要，请携带随身物品，按工作人员指引从{{出口1/安全出口}}离开。',
    'For a safety check please take your things and leave by {{出口1/the safe exit}} as the staff show you.',
  ),
  standDown: [say('警方排除。', 'The police say it is safe.')],
})

export const lifePlans: readonly Plan[] = [P01, P02, P06, P09, P11]
