/**
 * What a rule or a figure rests on, by the number that the study of the plan gives it (§8): `S…` is a source of that study,
 * `W…` a weak one, `K` is to be confirmed by the operator's lawyers, `D` a default of ours. People read the name.
 */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './say.ts'

const names: Readonly<Record<string, Bilingual>> = {
  S1: say('工信部关于人像比对和名下号码查询的通知', 'ministry notice on comparing faces and on numbers in one’s name'),
  S4: say('《电信用户申诉处理办法》', 'rules on telecom users’ appeals'),
  S11: say('第三代移动通信业务服务规范', 'service norm for 3G business'),
  S12: say('携号转网办理规程', 'procedure for number porting'),
  S13: say('携号转网办理规程', 'procedure for number porting'),
  S14: say('工信部令第25号（电话用户实名登记）', 'MIIT Order 25 (real-name registration)'),
  S16: say('一证五卡规定', 'rule of five cards per document'),
  S17: say('《反电信网络诈骗法》', 'Anti-Telecom-Fraud Law'),
  S18: say('电话用户实名登记规定', 'rules on real-name registration'),
  S20: say('工信部信管〔2019〕242号（携号转网）', 'MIIT 2019 No. 242 (number porting)'),
  S21: say('携号转网办理条件', 'conditions for number porting'),
  S22: say('运营商过户规定', 'operators’ rules on transfer'),
  S23: say('手机和配件三包规定', 'warranty rules for phones and accessories'),
  S24: say('老年人服务便利措施', 'measures for older customers'),
  S25: say('实名资料保存规定', 'rules on keeping identity papers'),
  W4: say('行业惯例', 'common practice'),
  W5: say('行业惯例', 'common practice'),
  K: say('待法务确认', 'to be confirmed by the lawyers'),
  D: say('本厅可定', 'for the hall to set'),
}

/** The names behind `S14, K`, each once, in this language. */
export const sourceNames = (source: string, language: keyof Bilingual): string[] => [
  ...new Set(source.split(', ').map((code) => names[code]?.[language] ?? code)),
]
