/** @module Why a case comes back: the same words where it is returned and where somebody has to mend it. */
export const reviewReasons = {
  'photo-unclear': '照片不清楚',
  'fields-wrong': '填写有误',
  'documents-missing': '资料不全',
  'signature-missing': '签名有问题',
  'price-wrong': '资费不符',
  other: '其他，已当面说明',
}

export const lateReasons = {
  'conditions-differ': '条件不符',
  'documents-missing': '资料不全',
  'identity-unclear': '身份核验不过',
  'customer-changed': '客户改主意',
}

const byCode: Readonly<Record<string, string>> = { ...reviewReasons, ...lateReasons }
/** The name of a reason; one that a newer program gave is told by nobody's code. */
export const returnReason = (code: string): string => byCode[code] ?? '请问复核的同事'
