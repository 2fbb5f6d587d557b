/** @module 就绪度: what the hall still has to see to, and where. */
import type { ReadinessItem } from '#domain/readiness/readiness.ts'

interface Item {
  /** What is missing, as a sentence. */
  readonly missing: (facts: { readonly left: number }) => string
  /** What it is when it is seen to. */
  readonly met: string
  /** What the button that leads there says. */
  readonly go: string
}

const items: Readonly<Record<ReadinessItem, Item>> = {
  exits: { missing: () => '没有写出口叫什么：广播和清单只能说“出口”。', met: '出口', go: '填出口' },
  assembly: { missing: () => '没有写集合点：疏散时不知道到哪里清点人数。', met: '集合点', go: '填集合点' },
  address: { missing: () => '没有写本厅地址：打 119、110、120 时要照着念。', met: '本厅地址', go: '填地址' },
  'own-phone': { missing: () => '没有写本厅电话：报警时要留给对方。', met: '本厅电话', go: '填电话' },
  phones: {
    missing: ({ left }) => `物业、派出所、医院的电话还缺 ${left} 个。`,
    met: '物业、派出所、医院电话',
    go: '填电话',
  },
  'plan-words': {
    missing: ({ left }) => `预案里要用的地点和电话还有 ${left} 项没填，用到它们的预案不能发布。`,
    met: '预案里的地点和电话',
    go: '填预案要用的',
  },
  published: {
    missing: ({ left }) => `还有 ${left} 个预案没有发布。`,
    met: '预案都已发布',
    go: '去发布',
  },
  'floor-plan': { missing: () => '还没有平面图：不知道从哪里走。', met: '平面图', go: '去画' },
  stands: {
    missing: ({ left }) => `有 ${left} 台平板没有说在哪个区：它们指不了路。`,
    met: '平板都在图上',
    go: '去标位置',
  },
  'two-managers': {
    missing: () => '经理不到两位：只有一位时，忘了密码就没有人能改设置。',
    met: '至少两位经理',
    go: '添加经理',
  },
  staff: { missing: () => '名单里还没有营业员。', met: '营业员', go: '添加员工' },
  'own-pins': {
    missing: ({ left }) => `${left} 人没有自己的密码：没有设，或还是经理给的那个。请他们登录一次。`,
    met: '人人有自己的密码',
    go: '看名单',
  },
  'staff-phones': {
    missing: ({ left }) => `${left} 人没有电话：停业、停电时通知不到。`,
    met: '员工电话',
    go: '填电话',
  },
  places: {
    missing: ({ left }) => `前台、窗口、综合屏里还有 ${left} 处没有平板。`,
    met: '前台、窗口、综合屏都有平板',
    go: '添加平板',
  },
  sheet: { missing: () => '恢复单没有留下：所有经理都登录不了时没有办法。', met: '恢复单', go: '看怎么办' },
  'fire-drill': {
    missing: () => '半年内没有做完过火灾疏散演练。',
    met: '半年内做过火灾疏散演练',
    go: '安排演练',
  },
  rescue: {
    missing: () => '平面图上没有标灭火器和 AED：要用时不知道在哪里。',
    met: '灭火器和 AED 在图上',
    go: '去标',
  },
  backups: {
    missing: () => '没有一件一个月内试过的备用设备或场所：停电、断网时不知道转到哪里。',
    met: '备用设备一个月内试过',
    go: '看备用',
  },
  heard: {
    missing: ({ left }) => `${left} 台平板一天没有联系上。`,
    met: '平板一天内都联系过',
    go: '看平板',
  },
  charged: {
    missing: ({ left }) => `${left} 台平板电量不到 80%，也没有在充电。`,
    met: '平板都充好电',
    go: '看平板',
  },
  'same-plans': {
    missing: ({ left }) => `${left} 台平板不是本机这一版，预案可能不一样。`,
    met: '各台平板的预案一样',
    go: '看平板',
  },
}

export const ready = {
  title: '就绪度',
  score: ({ score }: { readonly score: number }) => `就绪度 ${score}`,
  of: '满分 100',
  all: '都准备好了。',
  hint: '出事之前要准备好的。点右边就到要填的地方。',
  missing: ({ count }: { readonly count: number }) => `还差 ${count} 样`,
  met: '已经有的',
  points: ({ points }: { readonly points: number }) => `${points} 分`,
  notice: ({ score, count }: { readonly score: number; readonly count: number }) =>
    count === 0 ? `就绪度 ${score}（满分 100），都准备好了。` : `就绪度 ${score}（满分 100），还差 ${count} 样。`,
  look: '看缺什么',
  items,
}
