/** What a drill lets happen while it runs (1.1.51): injects for every plan, each for one team, some time after the start. */
import type { Inject } from '#domain/drills/queries.ts'
import type { Incident } from '#domain/incidents/incidents.ts'
import { plansOf } from '#domain/incidents/progress.ts'
import type { Team } from '#domain/plans/plan.ts'
import { TEAMS } from '#domain/plans/plan.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/** An inject as it is shown: how it comes, what it says, what a team is expected to do. */
export interface ScriptedInject extends Inject {
  readonly channel: Bilingual
  readonly text: Bilingual
  readonly expected: Bilingual
}

const CHANNELS: Readonly<Record<string, Bilingual>> = {
  电话: say('电话', 'Telephone'),
  口头: say('口头', 'Somebody says'),
  现场: say('现场', 'You see'),
  屏幕: say('屏幕', 'On the screen'),
}

/** Reads `01:30 | FD | 现场 | 西侧出口有烟 | 改走东门 | Smoke at the west exit | Lead people east`. */
function script(plan: string, text: string): ScriptedInject[] {
  return text
    .trim()
    .split('\n')
    .map((row, at) => {
      const [when = '', team = '', channel = '', zh = '', doZh = '', en = '', doEn = ''] = row
        .split('|')
        .map((part) => part.trim())
      const [minutes = 0, seconds = 0] = when.split(':').map(Number)
      const by = CHANNELS[channel]
      if (!TEAMS.includes(team as Team) || !by || doEn === '') throw new Error(`not an inject: ${row}`)
      return {
        id: `${plan}-I${at + 1}`,
        seconds: minutes * 60 + seconds,
        team: team as Team,
        channel: by,
        text: say(zh, en),
        expected: say(doZh, doEn),
      }
    })
}

const SCRIPTS: Readonly<Record<string, string>> = {
  P01: `
    00:30 | FD | 现场 | 西侧出口有烟 | 改走另一个出口 | Smoke at the west exit | Lead people to the other exit
    01:30 | CMD | 口头 | 卫生间可能还有一位老人 | 派人搜，再报 | An old man may still be in the toilet | Send somebody, ask again
    03:00 | BO | 电话 | 119 回拨问确切地址 | 报路名门牌和接车路口 | 119 calls back for the address | Give street, number and corner`,
  P02: `
    00:20 | SEC | 现场 | 对方要求关掉监控 | 不激怒，不争执 | They want the cameras off | Do not provoke, do not argue
    02:00 | BO | 口头 | 歹徒已离开，向东 | 锁门，拨 110 报方向 | They have left, going east | Lock the door, 110 with the direction
    04:00 | FD | 口头 | 有客户要先走 | 请留联系方式，安抚 | A customer wants to leave | Ask how to reach them, calm them`,
  P03: `
    01:00 | TS | 电话 | 邻厅也不能办 | 判为多厅，报支撑中心 | The neighbour hall is down, too | Say several halls, call support
    03:00 | FD | 现场 | 客户要求马上复机 | 按急办登记，发回执 | A customer needs service back now | Take it down as urgent, give a receipt
    05:00 | CMD | 屏幕 | 等候 40 人 | 增开窗口，说明等候 | Forty are waiting | Open counters, tell them how long`,
  P04: `
    01:00 | TS | 现场 | 光猫红灯 | 切备用路由 | Red light at the modem | Switch to the spare router
    03:00 | BO | 电话 | 监控中心问影响范围 | 报厅内几个窗口停、几人等 | Network control asks how far it goes | Say how many counters and customers
    05:00 | FD | 现场 | 客户没有信号，急事要打电话 | 借异网手机 | A customer without signal must call | Lend the other operator’s telephone`,
  P05: `
    00:30 | SEC | 现场 | 自动门停在半开 | 手动打开，守住 | The door stands half open | Open it by hand, hold it
    02:00 | CMD | 口头 | 电梯里有人敲门 | 报物业和 119，安抚 | Knocking from the lift | Building and 119, talk to them
    04:00 | TS | 屏幕 | UPS 剩 40 % | 关闭非必要设备 | UPS at 40 % | Switch off what is not needed`,
  P06: `
    00:30 | BO | 现场 | 倒地者没有呼吸 | 立即按压 | The person does not breathe | Press at once
    01:30 | TS | 口头 | AED 柜锁着 | 取钥匙或砸开 | The AED cabinet is locked | Key, or break it
    03:00 | FD | 现场 | 有人在拍摄 | 请停止拍摄，围挡 | Somebody films | Ask to stop, screen off`,
  P07: `
    00:30 | FD | 现场 | 客户举起展示架 | 退开，移走硬物，叫安保 | A customer lifts a display | Step back, clear things, call security
    02:00 | CMD | 口头 | 客户要求当场赔偿 | 给方案和时限，不越权 | Compensation is demanded now | Offer a solution and a time
    04:00 | BO | 现场 | 有人开始直播 | 请到洽谈室，联系发言人 | Somebody streams live | Meeting room, call the speaker`,
  P08: `
    01:00 | FD | 现场 | 门口排到街上 | 拉蛇形栏，分流 | The queue reaches the street | Ropes, divert
    02:30 | SEC | 口头 | 有老人头晕 | 先办设座，必要时按伤病处置 | An old customer is dizzy | Seat first, as an injury if needed
    04:00 | CMD | 屏幕 | 预计等候 50 分钟 | 暂停发号并说明 | Fifty minutes to wait | Stop tickets and say why`,
  P09: `
    00:20 | FD | 现场 | 客户往外跑 | 喊停，就近蹲下 | Customers run for the door | Shout stop, get down
    01:30 | CMD | 口头 | 停晃，天花板有裂缝 | 撤到空旷处 | It stops; the ceiling is cracked | Everybody out to open ground
    03:00 | SEC | 口头 | 有人要回去取包 | 不许回取 | Somebody wants a bag | Nobody goes back`,
  P10: `
    01:00 | SEC | 现场 | 门口积水到台阶 | 上挡水板 | Water at the step | Put up the barrier
    03:00 | TS | 现场 | 水漫到插座 | 断总闸 | Water reaches a socket | Main switch off
    05:00 | FD | 口头 | 客户想涉水离开 | 劝留高处 | A customer wants to wade out | Ask them to stay up high`,
  P11: `
    00:30 | BO | 电话 | 对方说一小时内爆炸 | 记原话，问在哪 | The caller says within an hour | Write it down, ask where
    02:00 | SEC | 现场 | 座椅下有无主背包 | 不触动，画位置 | A bag under a seat | Do not touch, sketch where
    04:00 | FD | 口头 | 客户问发生什么 | 按广播说安全检查 | Customers ask what is wrong | Say: a safety check`,
  P12: `
    01:00 | TS | 口头 | 找不到 3 号平板 | 停用该平板 | Tablet 3 is nowhere | Revoke it
    03:00 | BO | 电话 | 公司问涉及多少人 | 列出缓存名单 | The company asks how many people | List whose data was on it
    05:00 | CMD | 口头 | 平板在休息区找到 | 先断网后充电，交技术 | It is found in the rest area | Network off, then charge; to technology`,
  P20: `
    01:00 | TS | 现场 | 自助缴费机吞卡、黑屏 | 断电，围住，核对流水 | A payment machine is dark and keeps a card | Mains off, close it off, check its takings
    03:00 | FD | 现场 | 客户说钱扣了没到账 | 登记，给回执，约时间 | A customer paid and has nothing | Take it down, give a receipt and a time
    05:00 | CMD | 电话 | 维修最快明天到 | 换备用或停用，改告示 | Repair comes tomorrow | The spare or closed; renew the notice`,
  P21: `
    00:30 | SEC | 现场 | 天花板一块板掉下来 | 围住，请人离开 | A panel falls from the ceiling | Close it off, take people away
    02:00 | CMD | 口头 | 没有人说得清是什么事 | 派一人看清，再定级 | Nobody can say what it is | Send one to look, then set the level
    04:00 | BO | 电话 | 物业问要不要关楼层 | 报位置和人数，听指挥 | The building asks whether to close the floor | Say where and how many, ask command`,
}

/** The script of a plan's drill. */
export const drillScript = (plan: string): readonly ScriptedInject[] => {
  const text = SCRIPTS[plan]
  return text === undefined ? [] : script(plan, text)
}

/** What was let happen by hand in a drill besides its script, as an inject is shown. */
const givenByHand = ({ declaredAt, given }: Pick<Incident, 'declaredAt' | 'given'>): ScriptedInject[] =>
  [...given]
    .filter(([, { text }]) => text !== '')
    .map(([id, { at, team, text }]) => ({
      id,
      team,
      seconds: (at - declaredAt) / 1000,
      channel: say('导调', 'Whoever runs the drill'),
      text: say(text, text),
      expected: say('按预案和现场情况处置。', 'As the plan says and as things are.'),
    }))

/** Everything that happens in a drill to these teams: the script of each of its plans, and what was let happen by hand. */
export const injectsOf = (
  drill: Pick<Incident, 'plan' | 'further' | 'declaredAt' | 'given'>,
  teams: readonly Team[] = TEAMS,
): readonly ScriptedInject[] =>
  [
    ...plansOf(drill)
      .flatMap(drillScript)
      .sort((a, b) => a.seconds - b.seconds),
    ...givenByHand(drill),
  ].filter(({ team }) => teams.includes(team))
