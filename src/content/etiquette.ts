/** How customers are received (1.1.18): one card for whoever stands at the door, to be read before the hall opens. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './plans/write.ts'

interface EtiquetteCard {
  readonly title: Bilingual
  readonly lines: readonly Bilingual[]
}

export const etiquette: readonly EtiquetteCard[] = [
  {
    title: say('开门前', 'Before the doors open'),
    lines: [
      say('工装、工牌、仪容整齐；手机静音。', 'Uniform, badge, tidy; own telephone silent.'),
      say('号票纸、雨伞架、饮水、爱心座位都在。', 'Paper, umbrella stand, water and priority seats are there.'),
      say('知道今天谁在哪个窗口，哪项业务办不了。', 'Know who is at which counter today and what cannot be done.'),
    ],
  },
  {
    title: say('迎', 'Welcome'),
    lines: [
      say('客户进门三步之内，目光相接，微笑点头。', 'Within three steps of the door: look, smile, nod.'),
      say('“您好，欢迎光临，请问办什么业务？”', '“Good day, welcome. What can we do for you?”'),
      say(
        '老人、孕妇、残障、带婴幼儿的，主动上前扶一把，先安排座位。',
        'Older, pregnant, disabled, with a baby: go to them, offer a seat first.',
      ),
    ],
  },
  {
    title: say('问', 'Ask'),
    lines: [
      say(
        '只问办业务要用的；称呼和电话客户愿意才留。',
        'Ask only what the business needs; name and telephone only if they like.',
      ),
      say(
        '当面核对证件，看完马上还，不念出号码。',
        'Look at documents in front of them, give them back at once, read no number aloud.',
      ),
      say('缺什么一次说清，哪里能补。', 'Say all that is missing at once, and where to get it.'),
    ],
  },
  {
    title: say('引', 'Show the way'),
    lines: [
      say(
        '双手递号票，报一遍号码、等候区和大约要等多久。',
        'Hand the slip over with both hands; say the number, where to wait, about how long.',
      ),
      say('五指并拢指方向，不用一个手指。', 'Point with the open hand, not with a finger.'),
      say('“请您稍坐，听到叫号请到窗口。”', '“Please take a seat and come to the counter when you are called.”'),
    ],
  },
  {
    title: say('等和送', 'While they wait, and goodbye'),
    lines: [
      say('等得久的，十分钟内过去说一次还要多久。', 'Who waits long: tell them every ten minutes how long it takes.'),
      say(
        '不说“不知道、不归我管、你等着”，说“我帮您问”。',
        'Never “I do not know”, “not my job”; say “I will ask for you”.',
      ),
      say(
        '办完起身，双手递还，“请慢走，有事再来”。',
        'When it is done, stand up, hand things back: “Goodbye, come again.”',
      ),
    ],
  },
]
