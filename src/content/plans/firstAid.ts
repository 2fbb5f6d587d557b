/**
 * First-aid cards (1.1.32, plan-study P06): what somebody without training can do until 120 is there. At most seven short
 * lines each, a verb first. Figures: compressions 100–120 a minute, 5–6 cm deep, 30 to 2 breaths; burns under cool running
 * water; after the expert consensus on AEDs and basic life support that the plan study names. They replace no training.
 */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/** Chest compressions: so many a minute, and so many before two breaths. */
export const compressions = { perMinute: 110, round: 30 } as const
/** From one to the next, ms. */
export const COMPRESSION_MS = 60_000 / compressions.perMinute

export interface FirstAidCard {
  /** `cpr` */
  readonly id: string
  /** Its picture, by the name that the app gives it. */
  readonly icon:
    | 'heart-pulse'
    | 'zap'
    | 'droplet'
    | 'flame'
    | 'plug-zap'
    | 'wind'
    | 'activity'
    | 'sun'
    | 'person'
    | 'house'
  readonly name: Bilingual
  readonly lines: readonly Bilingual[]
  /** Whether the beat for compressions belongs to it. */
  readonly beat: boolean
}

const card = (id: string, icon: FirstAidCard['icon'], name: Bilingual, lines: readonly Bilingual[]): FirstAidCard => ({
  id,
  icon,
  name,
  lines,
  beat: id === 'cpr',
})

export const firstAid: readonly FirstAidCard[] = [
  card('cpr', 'heart-pulse', say('心肺复苏', 'CPR'), [
    say('拍肩大声喊，看胸口 10 秒内有无起伏。', 'Tap and shout; watch the chest, ten seconds at most.'),
    say('让人拨 120、取 AED：没反应没正常呼吸。', 'No answer, no normal breath: send for 120 and the AED.'),
    say('让他平躺硬地面，掌根放胸口正中。', 'Lay flat on hard ground; heel of the hand, centre of the chest.'),
    say('压：每分钟 100–120 次，深 5–6 厘米。', 'Press hard: 100–120 a minute, 5–6 cm deep.'),
    say('让胸口完全弹回，中断不超过 10 秒。', 'Let the chest come back; never stop over ten seconds.'),
    say('压 30 次吹 2 口气；不会吹就只压。', '30 presses, 2 breaths; cannot do breaths: only press.'),
    say('换人压：每 2 分钟一次，直到救护到。', 'Change every two minutes until help is there.'),
  ]),
  card('aed', 'zap', say('AED 除颤', 'AED'), [
    say('打开 AED，照语音做；按压不要停。', 'Switch it on, do what it says; keep pressing.'),
    say('解开衣服，擦干胸口。', 'Bare the chest, wipe it dry.'),
    say('贴电极片：右锁骨下、左腋下。', 'Pads: below the right collarbone, left side below the armpit.'),
    say('喊“都离开”，分析时谁也别碰他。', 'Say “stand clear”; nobody touches while it thinks.'),
    say('按下电击键（它说要电才按）。', 'Press the button, only if it says shock.'),
    say('立刻接着按压，不取下电极片。', 'Press the chest again at once; leave the pads on.'),
    say('跟着语音每 2 分钟再分析一次。', 'It looks again every two minutes; follow it.'),
  ]),
  card('bleeding', 'droplet', say('大出血', 'Heavy bleeding'), [
    say('拨 120，戴手套或隔塑料袋。', 'Call 120; gloves, or a plastic bag between.'),
    say('用干净布直接压住伤口，用力不松。', 'Press a clean cloth on the wound, hard, do not let go.'),
    say('加一层布（渗血时），不揭开。', 'Blood comes through: add a layer, take none off.'),
    say('不要拔出插着的东西，压两边。', 'Leave what sticks in it; press beside it.'),
    say('上止血带、记时间：手脚压不住时。', 'Limb, does not stop: tourniquet above, write the time.'),
    say('让他平躺、盖暖，不给吃喝。', 'Lie down, keep warm, nothing to eat or drink.'),
  ]),
  card('burns', 'flame', say('烧烫伤', 'Burns and scalds'), [
    say('离开热源；身上着火就躺下打滚。', 'Away from the heat; on fire: down and roll.'),
    say('用凉的流动水冲 20 分钟，不用冰。', 'Cool running water, twenty minutes, no ice.'),
    say('边冲边脱衣物首饰，粘住的不撕。', 'Clothes and rings off meanwhile; leave what sticks.'),
    say('盖上干净湿布或保鲜膜。', 'Cover with a clean wet cloth or cling film.'),
    say('不涂牙膏酱油，不挑水泡。', 'No toothpaste, no oil; leave blisters.'),
    say('拨 120：面积大、伤脸手、吸入烟。', 'Call 120: large, face or hands, smoke breathed in.'),
  ]),
  card('electric', 'plug-zap', say('触电', 'Electric shock'), [
    say('先断电：拉闸、拔插头，别先碰人。', 'Power off first: switch, plug; do not touch.'),
    say('用干木棍、塑料拨开电线（断不了时）。', 'Cannot: push the wire off with dry wood or plastic.'),
    say('离开落地的高压线 8 米以上，等供电来。', 'High-voltage line down: stay 8 m away, wait for the utility.'),
    say('看反应和呼吸：没有就心肺复苏。', 'No answer, no breath: CPR.'),
    say('拨 120，醒着也要送医查心脏。', 'Call 120; even awake the heart must be checked.'),
    say('冲凉灼伤处，盖干净布。', 'Cool the burn, cover it.'),
  ]),
  card('choking', 'wind', say('噎住', 'Choking'), [
    say('问“噎住了吗”；能咳就鼓励他咳。', 'Ask “choking?”; can cough: let them cough.'),
    say('让他弯腰，掌根拍背 5 下。', 'Bend forward; five blows between the shoulders.'),
    say('从背后抱，拳在脐上，向里向上冲 5 次。', 'From behind, fist above the navel, in and up, five times.'),
    say('改冲胸口：孕妇和很胖的人。', 'Pregnant or very large: thrust at the chest.'),
    say('拍背 5 下、翻过压胸 5 下：是婴儿时。', 'Baby: face down five blows, turn, five chest presses.'),
    say('轮着做到吐出；昏倒就心肺复苏、拨 120。', 'Go on till it is out; collapses: CPR and 120.'),
  ]),
  card('seizure', 'activity', say('抽搐', 'Seizure'), [
    say('移开硬物，垫软东西护头，记时间。', 'Hard things away, something soft under the head, note the time.'),
    say('不按手脚，不往嘴里塞东西。', 'Do not hold down, put nothing in the mouth.'),
    say('松开领口，请旁人退开。', 'Loosen the collar, send people back.'),
    say('让他侧躺（停了以后），看呼吸。', 'When it stops: on the side, watch the breath.'),
    say('拨 120：超 5 分钟、连着发、受伤、怀孕。', 'Call 120: over five minutes, again, hurt, pregnant.'),
    say('陪到完全清醒，不给吃喝。', 'Stay till fully awake; nothing to eat or drink.'),
  ]),
  card('heat', 'sun', say('中暑', 'Heat stroke'), [
    say('移到阴凉通风处，躺下脱外衣。', 'Into the shade and air, lie down, outer clothes off.'),
    say('用凉水擦身、扇风；冷敷颈腋腹股沟。', 'Cool water and fan; cold packs: neck, armpits, groin.'),
    say('喝小口凉的淡盐水（清醒才喝）。', 'Awake: sips of cool, slightly salted water.'),
    say('拨 120：糊涂、抽搐、很烫、不省人事。', 'Call 120: confused, cramps, very hot, out.'),
    say('不停降温，直到救护到。', 'Go on cooling until help is there.'),
    say('侧躺昏迷的人，不喂水。', 'Unconscious: on the side, no water.'),
  ]),
  card('fainting', 'person', say('晕倒', 'Fainting'), [
    say('扶他平躺，抬高双腿。', 'Lay flat, raise the legs.'),
    say('松开领口腰带，保持通风。', 'Loosen collar and belt, let air in.'),
    say('看反应和呼吸：没有就心肺复苏。', 'No answer, no breath: CPR.'),
    say('慢慢坐起再站（醒后）。', 'Awake: sit up slowly, then stand.'),
    say('给糖水：像低血糖而且清醒。', 'Looks like low sugar, and awake: sugar water.'),
    say('拨 120：1 分钟不醒、胸痛、老人孕妇、摔伤。', 'Call 120: one minute, chest pain, old, pregnant, hurt.'),
  ]),
  card('crush', 'house', say('地震压伤', 'Crushed in an earthquake'), [
    say('先看头上脚下，余震可能再塌。', 'Look up and down: it may fall again.'),
    say('拨 120、119，说压了多久、压哪里。', '120 and 119: how long, which part.'),
    say('移开重物：压住不到 15 分钟、移得动。', 'Under fifteen minutes: free them if you can.'),
    say('等急救到场再移：压得更久，突然松开危险。', 'Longer: wait for medics; sudden release is dangerous.'),
    say('压住出血处；固定伤肢，不揉。', 'Press on bleeding; splint the limb, no rubbing.'),
    say('不搬、不扭头颈：怀疑伤脊椎时。', 'Spine in doubt: do not move, do not turn the head.'),
    say('盖暖，一直陪着说话。', 'Keep warm, keep talking.'),
  ]),
]
