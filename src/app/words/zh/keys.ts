/** @module The hall key and a stolen tablet: what every desk is told once, and the manager's page. Loaded behind the first screen. */
import { list } from './list.ts'

export const keys = {
  turned: ({ name, at, left }: { readonly name: string; readonly at: string; readonly left: readonly string[] }) =>
    `${name} 在 ${at} 换了本厅密钥${left.length > 0 ? `，因为${left.join('，')}` : ''}。`,
  personLeft: ({ name }: { readonly name: string }) => `${name}不在这里工作了`,
  tabletLeft: ({ name }: { readonly name: string }) => `“${name}”停用了`,
  nothingToDo: '以前的资料照常能打开，您不用做什么。',
  turn: '换本厅密钥',
  turnWhy: '觉得密钥可能被别人看到时，换一个新的：以前的资料照常能打开，以后的资料旧密钥打不开。',
  due: {
    left: '该换密钥了：有人离开，或有平板停用。下一位在这里登录、资料已解锁的经理会自动换好。',
    two: '两位经理各换了一次密钥。下一位登录、资料已解锁的经理会自动合成一个，资料不会丢。',
    newcomer: '有一台平板还没有最新的密钥。下一位登录、资料已解锁的经理会自动换好。',
  },
  anew: '重新建立密钥',
  anewWhy: ({ count }: { readonly count: number }) =>
    `密钥单找不到，也没有一台有密钥的平板了吗？重新建立后，现有的 ${count} 份密封资料永远打不开，除非找回一台旧平板。`,
  anewTitle: '真的重新建立密钥？',
  newKeyTitle: '请换一个新密码',
  newKeyWhy: '有一台平板落在别人手里，您原来的密码可能被猜出来。请选一个没有用过的新密码：旧的签名密钥从此作废。',
  lost: '平板丢了',
  lostTitle: ({ name }: { readonly name: string }) => `“${name}”丢了`,
  byRecovery: '恢复时没有算在内的平板',
  steps: {
    revoke: '停用这台平板',
    revokeWhy: '从停用起，它写的都不算数；停用前已经传到的照常算。',
    secret: '换本厅密钥和桌面密钥',
    secretWhy: '停用后自动完成。旧平板的磁盘打不开以后的资料，也试不出以后的密码。',
    persons: '每个人换新密码',
    personsDone: '大家都换过密码了。',
    personsWhy:
      '先看上一步：还没有拿到的平板，要有还没换密码的人去登录一次。然后经理先换，其他人下次登录时会看到提示。',
    tablets: '每台平板拿到新的桌面密钥',
    tabletsWhy: '没有拿到的平板核对不了新密码。请一位还没有换密码的同事到那台平板上，用原来的密码登录一次。',
    tabletsLate: '大家都换过密码了：请经理打印密钥单，到那台平板的登录页选自己、输入密码后，按“输入密钥单”。',
    data: '打电话给客户',
    dataWhy: ({ from, to }: { readonly from: string; readonly to: string }) =>
      `从 ${from} 到 ${to}，它可能打开过这些业务的资料。请按单子逐个联系。`,
  },
  stepDone: '已完成',
  stepOpen: '未完成',
  revokeNow: '停用，登记丢失',
  hasSecret: '已拿到',
  lacksSecret: '还没有消息',
  hasNewKey: '已换',
  owesNewKey: '还没换',
  showCases: ({ count }: { readonly count: number }) => `看单子（${count} 笔业务）`,
  stillOpen: ({ tablet, count }: { readonly tablet: string; readonly count: number }) =>
    `“${tablet}”丢失以后，还有 ${count} 人没有换密码。`,
  stillWaits: ({ tablet }: { readonly tablet: string }) => `“${tablet}”丢失以后，本厅密钥还没有换。`,
  stillLack: ({ tablet, names }: { readonly tablet: string; readonly names: readonly string[] }) =>
    `“${tablet}”丢失以后，这些平板还没有拿到新的桌面密钥，新密码在那里用不了：${list(names)}。`,
  look: '看还差什么',
}
