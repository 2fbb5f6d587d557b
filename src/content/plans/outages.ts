/** Plans about what the hall runs on: systems, network, power, weather (plan-study §3.4). */
import type { Plan } from '#domain/plans/plan.ts'
import { plan, say } from './write.ts'

const outage = [
  { text: say('超过 30 分钟，或核心业务停了？', 'Longer than 30 minutes, or core services stopped?'), yes: 3 },
  { text: say('超过 2 小时，或全部业务停了？', 'Longer than two hours, or everything stopped?'), yes: 2 },
  { text: say('多个厅、全省，或聚集 100 人以上？', 'Several halls, the province, or a crowd of 100?'), yes: 1 },
] as const

export const P03 = plan({
  id: 'P03',
  name: say('业务系统故障', 'Operator’s system down'),
  icon: 'server-off',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say(
    '全厅某项业务 3 分钟以上不能办，或探针连续失败。',
    'A service fails for three minutes in the whole hall, or the probe keeps failing.',
  ),
  least: 4,
  questions: outage,
  levels: [
    say('多厅、全省，或客户聚集 100 人以上。', 'Several halls, the province, or a crowd of a hundred.'),
    say('超过 2 小时，全部业务停。', 'Longer than two hours, everything stopped.'),
    say('30 分钟至 2 小时，或核心业务停。', '30 minutes to two hours, or core services stopped.'),
    say('不到 30 分钟，单项业务。', 'Less than 30 minutes, one service.'),
  ],
  firstMinute: [
    say('停新受理 10 秒，草稿自动保存。', 'Ten seconds without new cases; drafts are kept.'),
    say('问邻厅{{邻厅/}}。', 'Ask {{邻厅/the neighbour hall}}.'),
    say('切离线受理。', 'Go on offline.'),
    say('当面致歉，门口挂告示。', 'Apologise, put the notice on the door.'),
  ],
  lines: `
    CMD-1 | 01:00 | ★ | 宣布离线受理，定级，报经理 | Go offline, set the level, tell the manager
    CMD-2 | 03:00 | ★ | 客户广播（原因+等候+分流） | Tell customers: why, how long, where else
    CMD-3 | 10:00 | ★ | Ⅲ级以上报公司，首报 | Level III and worse: first report
    CMD-4 | 30:00 | ★ | 未恢复：升级，决定分流/转移/停办 | Not back: raise it; divert, move or stop
    CMD-5 | 每30:00 | ★ | 更新告示和广播 | Renew notice and announcement
    FD-1 | 01:30 | ★ | 逐队说明，问急事优先 | Explain to every queue, urgent first
    FD-2 | 03:00 | ★ | 分拣：照办、先受理、只预约，发回执 | Sort: as usual, taken down, by appointment; receipts
    FD-3 | 05:00 |   | 引导自助/APP/邻厅，送水让座 | Self-service, app, neighbour hall; water, seats
    BO-1 | 02:00 | ★ | 拨支撑中心{{支撑中心电话/}}，要工单号 | Call support, {{支撑中心电话/number on the phone list}}, get a ticket number
    BO-2 | 05:00 | ★ | 开补录看板，现金双人管理 | Open the late-entry board; cash by two
    BO-3 | 恢复+05:00 | ★ | 按急缓补录，双人复核 | Enter late by urgency, checked by two
    BO-4 | 恢复+60:00 | ★ | 急办的清零；逐户通知结果 | Urgent ones at zero; tell every customer
    TS-1 | 01:00 | ★ | 判层：终端/厅网/专线/系统 | Find the layer: device, hall, line, system
    TS-2 | 05:00 | ★ | 换备用终端/4G路由试通 | Try the spare device and 4G router
    TS-3 | 15:00 | ★ | 报初步定位和预计恢复 | Say where it is and how long
    TS-4 | 恢复 | ★ | 试办1笔，再逐窗放开，核对时间 | Try one, then counter by counter; check clocks
    SEC-1 | 02:00 |   | 维持秩序，盯激动客户 | Keep order, watch who is upset`,
  broadcast: say(
    '尊敬的顾客，因系统故障，部分业务暂时无法即时办理，我们正在抢修。缴费、套餐变更等可先为您登记受理，恢复后优先办理并通知您；急需办理的请告诉工作人员。',
    'Some services cannot be finished at once because of a system fault. We can take payments and changes down now and do them first when it is back. If it is urgent, please tell the staff.',
  ),
  announcements: [
    {
      id: 'is-back',
      when: say('恢复后', 'When it is back'),
      text: say(
        '系统已恢复，已登记的业务将按顺序办理并短信通知您，感谢等候。',
        'The system is back. What we took down is done in order, and you are told by message. Thank you for waiting.',
      ),
    },
  ],
  standDown: [
    say('连续 15 分钟正常。', 'Fifteen minutes without a fault.'),
    say('试办成功。', 'A trial worked.'),
    say('急办的都已补录。', 'All urgent cases are entered.'),
  ],
})

export const P04 = plan({
  id: 'P04',
  name: say('网络中断', 'Network down'),
  icon: 'wifi-off',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say(
    '厅内上行或专线中断 2 分钟以上，或基站退服。',
    'The hall’s line is down for two minutes, or a base station is.',
  ),
  least: 4,
  questions: outage,
  levels: [
    say('多厅、全省，或客户聚集 100 人以上。', 'Several halls, the province, or a crowd of a hundred.'),
    say('超过 2 小时，全部业务停。', 'Longer than two hours, everything stopped.'),
    say('30 分钟至 2 小时，或核心业务停。', '30 minutes to two hours, or core services stopped.'),
    say('不到 30 分钟，单项业务。', 'Less than 30 minutes, one service.'),
  ],
  firstMinute: [
    say('平板确认：厅内网在不在。', 'Look at the tablets: is the hall’s own network there?'),
    say('备用 4G/5G 路由（异网卡）。', 'Spare router with another operator’s card.'),
    say('邻厅确认，挂告示。', 'Ask the neighbour hall, put up the notice.'),
  ],
  lines: `
    CMD-1 | 01:00 | ★ | 只断外网还是全断？定受理方式 | Only the line, or everything? Choose the mode
    CMD-2 | 05:00 | ★ | 决定是否启用异网路由 | Decide about the other operator’s router
    CMD-3 | 10:00 | ★ | 报公司；区域退服时控制客户聚集 | Tell the company; mind crowding
    FD-1 | 02:00 | ★ | 告示上门：可办/不可办清单 | Notice on the door: what works
    FD-2 | 05:00 |   | 无服务客户：登记报修；急事借异网手机拨打 | No service: register it; lend a telephone
    BO-1 | 03:00 | ★ | 报网络监控中心要工单 | Get a ticket from network control
    BO-2 | 05:00 | ★ | 全断时每小时人工汇总各平板受理数 | Alone: add the tablets up every hour
    TS-1 | 01:00 | ★ | 查电源/光猫/交换机/专线灯 | Power, modem, switch, line lights
    TS-2 | 05:00 | ★ | 切备用路由，仅放行补录流量 | Spare router, late entry only
    TS-3 | 15:00 |   | 门店服务器Wi-Fi单独供网（无外网） | Hall server’s own Wi-Fi, no outside
    TS-4 | 恢复 | ★ | 核对时钟，逐平板同步，对账 | Check clocks, sync each tablet, reconcile
    SEC-1 | 05:00 |   | 关注聚集和情绪 | Watch crowd and mood`,
  broadcast: say(
    '尊敬的顾客，营业厅网络暂时中断，正在抢修。可先登记受理，恢复后为您办理。',
    'The hall’s network is down and being repaired. We can take your request down now and do it afterwards.',
  ),
  announcements: [
    {
      id: 'is-back',
      when: say('恢复后', 'When it is back'),
      text: say(
        '网络已恢复，已登记的业务将按顺序办理并通知您，感谢等候。',
        'The network is back. What we took down is done in order, and you are told. Thank you for waiting.',
      ),
    },
  ],
  standDown: [
    say('稳定 15 分钟。', 'Stable for fifteen minutes.'),
    say('对账一致（平板数 = 服务器数）。', 'Tablets and server agree.'),
  ],
})

export const P05 = plan({
  id: 'P05',
  name: say('停电', 'Power cut'),
  icon: 'plug-zap',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say('市电失电 30 秒以上。', 'No mains for thirty seconds.'),
  least: 4,
  questions: [
    { text: say('会超过 15 分钟？', 'Longer than 15 minutes?'), yes: 3 },
    {
      text: say(
        '超过 2 小时、夜间、没有应急照明，或电梯困人？',
        'Longer than two hours, at night, no emergency light, somebody in the lift?',
      ),
      yes: 2,
    },
    { text: say('大面积停电并有聚集或伤亡？', 'A wide area, with a crowd or injured?'), yes: 1 },
  ],
  levels: [
    say('大面积停电，并有聚集或伤亡。', 'A wide area without power, with a crowd or injured.'),
    say(
      '超过 2 小时、夜间、没有应急照明，或电梯困人。',
      'Longer than two hours, at night, no emergency light, or somebody in the lift.',
    ),
    say('15 至 120 分钟。', '15 to 120 minutes.'),
    say('UPS 可撑，不到 15 分钟。', 'The UPS holds, less than 15 minutes.'),
  ],
  firstMinute: [
    say('“请站在原地。”', '“Please stay where you are.”'),
    say('应急灯、扶梯、自动门。', 'Emergency light, escalator, doors.'),
    say('保存并转电池，现金上锁。', 'Save, run on battery, lock the cash.'),
  ],
  lines: `
    CMD-1 | 00:30 | ★ | 稳定客户，确认无人受伤受困 | Calm people; is anybody hurt or trapped?
    CMD-2 | 03:00 | ★ | 定停电范围（本厅/楼/片），定级 | How far does it go? Set the level
    CMD-3 | 15:00 | ★ | 决定继续/分流/闭厅 | Go on, divert or close
    FD-1 | 00:30 | ★ | 手电照明，劝客户勿走动 | Torches; ask people not to walk about
    FD-2 | 02:00 | ★ | 自动门手动打开，防挤 | Open the doors by hand, no pushing
    BO-1 | 01:00 | ★ | 现金上锁，双人看守 | Lock the cash, two watch it
    BO-2 | 03:00 | ★ | 打95598/物业，问恢复时间 | Call 95598 and the building: how long?
    TS-1 | 01:00 | ★ | UPS只供路由/服务器/监控，关其余 | UPS for router, server, video only
    TS-2 | 05:00 | ★ | 平板省电：最亮2台其余熄屏 | Save tablets: two bright, the rest dark
    TS-3 | 20:00 |   | UPS剩30%前正常关服务器 | Shut the server down above 30 %
    TS-4 | 来电 | ★ | 先网络后系统后终端，查数据 | Network, system, devices; check the data
    SEC-1 | 01:00 | ★ | 守出入口，查电梯困人 | Hold the doors, look into the lift`,
  broadcast: say(
    '各位顾客，临时停电，应急照明已开启，请在原地稍候，小心脚下。',
    'The power is out. Emergency light is on. Please stay where you are and mind your step.',
  ),
  announcements: [
    {
      id: 'is-back',
      when: say('来电后', 'When power is back'),
      text: say(
        '供电已恢复，请按号继续办理，感谢等候。',
        'Power is back. Service goes on by number. Thank you for waiting.',
      ),
    },
  ],
  standDown: [say('来电稳定 10 分钟。', 'Ten minutes of steady power.'), say('设备自检。', 'Devices checked.')],
})

export const P10 = plan({
  id: 'P10',
  name: say('暴雨、台风、进水', 'Flood or storm'),
  icon: 'cloud-rain-wind',
  lifeSafety: false,
  startedBy: 'in-charge',
  style: 'normal',
  condition: say('气象预警，或厅内进水。', 'A weather warning, or water in the hall.'),
  least: 4,
  questions: [
    { text: say('黄色预警？', 'Yellow warning?'), yes: 3 },
    { text: say('橙色预警，或已进水？', 'Orange warning, or water inside?'), yes: 2 },
    { text: say('红色预警？', 'Red warning?'), yes: 1 },
  ],
  levels: [
    say('红色预警。', 'Red warning.'),
    say('橙色预警，或厅内进水。', 'Orange warning, or water in the hall.'),
    say('黄色预警。', 'Yellow warning.'),
    say('蓝色预警。', 'Blue warning.'),
  ],
  firstMinute: [
    say('橙红预警或进水：停业关闸。', 'Orange, red or water inside: close, shutters down.'),
    say('劝客户留室内高处。', 'Customers stay inside, up high.'),
  ],
  lines: `
    CMD-1 | 预警 | ★ | 定级；橙红停业并告示 | Set the level; orange and red: close, notice
    CMD-2 | 10:00 | ★ | 员工留宿/返家安全方案 | How staff stay or get home safely
    FD-1 | 15:00 | ★ | 劝客户留室内高处，不涉水 | Customers up high, not through water
    BO-1 | 30:00 | ★ | 现金证照装防水箱，上高柜 | Cash and licences into the waterproof box, up high
    BO-2 | 预警 |   | 备水粮药手电，联系邻厅 | Water, food, medicine, torches; neighbour hall
    TS-1 | 15:00 | ★ | 设备离地≥50cm；进水前断电 | Devices 50 cm up; power off before water
    TS-2 | 20:00 |   | 平板充满，服务器备份带走 | Charge tablets, take the backup along
    SEC-1 | 10:00 | ★ | 沙袋/挡水板，清排水口，收门头 | Sandbags, drains, signs in
    SEC-2 | 进水 | ★ | 断总闸后才可下水；防触电坠井 | Main switch off before stepping in; mind manholes
    SEC-3 | 退水 | ★ | 消毒、电气检测合格再通电 | Disinfect; power only after a check`,
  broadcast: say(
    '气象部门已发布预警，请勿外出涉水，需等候的顾客请到高处。',
    'There is a weather warning. Do not go through water. If you wait, please go up high.',
  ),
  standDown: [
    say('预警解除。', 'The warning is lifted.'),
    say('电气检测。', 'Electricity checked.'),
    say('消杀。', 'Disinfected.'),
  ],
})

export const outagePlans: readonly Plan[] = [P03, P04, P05, P10]
