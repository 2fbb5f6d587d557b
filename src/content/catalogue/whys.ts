/** Why each question is asked, by the id of its field, in words that can be read to the customer. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './say.ts'

const whys: Readonly<Record<string, Bilingual>> = {
  currentPlan: say('核对您现在用的是哪个。', 'To see which one you have now.'),
  targetPlan: say('知道您要换成哪个。', 'To know which one you want.'),
  numberWish: say('按您的意向找号码。', 'To look for numbers you would like.'),
  reason: say('让本厅知道怎样做得更好。', 'So that the hall can do better.'),
  case: say('不同情况要带的材料不同。', 'What has to be brought depends on it.'),
  channel: say('按渠道答复和统计。', 'You are answered, and it is counted, by it.'),
  about: say('转给管这件事的人。', 'So that it reaches whoever is in charge.'),
  matter: say('照您说的调查。', 'It is looked into as you tell it.'),
  demand: say('知道怎样才算解决。', 'To know what would settle it.'),
  topic: say('找到能答的人和资料。', 'To find whoever can answer.'),
  solved: say('没解决的继续跟进。', 'What is open is followed up.'),
  symptom: say('先排除容易的原因。', 'So that simple causes are ruled out first.'),
  place: say('维修人员到这里查。', 'It is looked into there.'),
  since: say('和网络记录核对。', 'To compare with the network’s records.'),
  model: say('不同型号的查法不同。', 'Models are checked in different ways.'),
  plan: say('按您选的套餐开通。', 'The plan you chose is set up.'),
  wishes: say('按顺序为您查。', 'They are looked up in this order.'),
  tier: say('级别决定协议和消费。', 'The class decides about agreement and spending.'),
  term: say('协议期内有限制。', 'The agreement binds for that long.'),
  currentOperator: say('向它申请转出。', 'They are asked to let the number go.'),
  actingFor: say('由谁办理决定要带的证件。', 'It decides which documents are needed.'),
  why: say('原因不同，办法和费用不同。', 'Way and cost depend on it.'),
  what: say('知道要办哪一样。', 'To know which of them it is.'),
  balance: say('销户前把余额处理好。', 'The balance is settled before closing.'),
  address: say('师傅按这里上门。', 'Somebody comes to this address.'),
  help: say('安排合适的同事。', 'So that the right colleague helps.'),
  unitName: say('和证照核对。', 'Compared with the licence.'),
  guardianRelation: say('确认有权代为同意。', 'To see that they may agree for the customer.'),
  agentRelation: say('确认受您委托。', 'To see that they act for you.'),
  warranty: say('决定谁付维修费。', 'It decides who pays for the repair.'),
  fault: say('维修人员照这个查。', 'The repair begins with it.'),
  condition: say('交还时照这个核对。', 'Compared when it is handed back.'),
  estimate: say('让您心里有数再决定。', 'So that you can decide.'),
  loan: say('维修期间不影响您用。', 'So that you can go on calling meanwhile.'),
  articles: say('一样一样收款和出库。', 'Each is paid and handed out by itself.'),
  article: say('核对是这件商品。', 'To tell the article.'),
  serial: say('三包按串号核对。', 'The warranty goes by it.'),
  joins: say('参加要先看过总价、期限和限制。', 'Whoever joins has seen price, term and limits.'),
  campaign: say('按您选的活动登记。', 'The offer you chose is noted.'),
  giftArticle: say('交给客户的，从本台分到的里面出。', 'What is handed over comes from what this tablet has.'),
  gift: say('退换时按串号核对。', 'Compared when it is exchanged.'),
  purpose: say('停机的缴费后要复机。', 'A stopped line has to be restored after paying.'),
  invoice: say('缴费后开具。', 'It is made out after you have paid.'),
  invoiceTitle: say('开票后不能改。', 'It cannot be changed afterwards.'),
  pack: say('按您选的开通。', 'The one you chose is switched on.'),
  renew: say('续订要由您自己选。', 'Renewal is your own choice.'),
  method: say('按付款方式开收据。', 'The receipt goes by it.'),
  amount: say('收据上写这个数。', 'The receipt says this sum.'),
  effect: say('从这时开始计费。', 'It is charged from then on.'),
  quantity: say('按件数收款和出库。', 'It is paid and handed out by number.'),
  phone: say('业务就办在这个号码上。', 'It is done for this number.'),
  agentPhone: say('办理中能找到代办人。', 'To reach them while it is handled.'),
  phoneAgain: say('防止办错号码。', 'So that it is not done for a wrong number.'),
}

/** The reason for a question; one without a reason of its own is a mistake of ours. */
export function whyOf(field: string): Bilingual {
  const why = whys[field]
  if (!why) throw new Error(`nobody has said why ${field} is asked`)
  return why
}
