import type { Service } from '#domain/settings/events.ts'

/**
 * The service catalogue, SV01–SV22: the plan's five categories and what customers come for besides. Standard minutes
 * are estimates for a practised clerk, the first guess before a hall has measured its own. SV18–SV22 have no estimate
 * of their own: they take the published norm, 8 minutes for ordinary business and 15 for complex. The eight most asked
 * for come first, in the order in which the door shows them.
 */
export const startServices: readonly Service[] = [
  service('SV09', 'A', 3, { zh: '缴费', en: 'Pay a bill' }, 'frequent'),
  service('SV08', 'A', 2, { zh: '充值', en: 'Top up' }, 'frequent'),
  service('SV05', 'B', 8, { zh: '套餐变更', en: 'Change plan' }, 'frequent'),
  service('SV01', 'C', 20, { zh: '新用户入网', en: 'New number' }, 'frequent'),
  service('SV03', 'D', 25, { zh: '携号转网（携入）', en: 'Port a number in' }, 'frequent'),
  service('SV17', 'F', 10, { zh: '补换卡', en: 'Replace a SIM' }, 'frequent'),
  service('SV12', 'E', 4, { zh: '业务咨询', en: 'Question' }, 'frequent'),
  service('SV20', 'F', 15, { zh: '宽带、固话', en: 'Home broadband' }, 'frequent'),
  service('SV02', 'C', 25, { zh: '靓号申请', en: 'Special number' }),
  service('SV04', 'D', 10, { zh: '携号转网（携出咨询）', en: 'Ask about porting out' }),
  service('SV06', 'B', 15, { zh: '号码变更（改号）', en: 'Change number' }),
  service('SV07', 'B', 20, { zh: '过户', en: 'Transfer of ownership' }),
  service('SV10', 'A', 3, { zh: '流量包购买', en: 'Buy data' }),
  service('SV11', 'E', 15, { zh: '投诉处理', en: 'Complaint' }),
  service('SV13', 'E', 8, { zh: '故障报修', en: 'Report a fault' }),
  service('SV14', 'F', 10, { zh: '手机维修', en: 'Phone repair' }),
  service('SV15', 'F', 4, { zh: '配件销售', en: 'Accessories' }),
  service('SV16', 'F', 8, { zh: '优惠活动', en: 'Offers' }),
  service('SV18', 'F', 8, { zh: '挂失、停机、复机', en: 'Suspend or restore' }),
  service('SV19', 'F', 15, { zh: '销户', en: 'Close an account' }),
  service('SV21', 'E', 8, { zh: '名下号码查询', en: 'Numbers in my name' }),
  service('SV22', 'F', 15, { zh: '老年、残障帮办', en: 'Help for older or disabled customers' }),
]

function service(
  id: string,
  queue: string,
  standardMinutes: number,
  name: Service['name'],
  shown?: 'frequent',
): Service {
  return { id, queue, standardMinutes, name, frequent: shown === 'frequent', open: true }
}
