import type { lateReasons as lateZh, reviewReasons as reviewZh } from '../zh/returns.ts'

export const reviewReasons: typeof reviewZh = {
  'photo-unclear': 'Photo unclear',
  'fields-wrong': 'Filled in wrongly',
  'documents-missing': 'Documents missing',
  'signature-missing': 'Signature not right',
  'price-wrong': 'Price not right',
  other: 'Other, told in person',
}

export const lateReasons: typeof lateZh = {
  'conditions-differ': 'Conditions differ',
  'documents-missing': 'Documents missing',
  'identity-unclear': 'Identity not verified',
  'customer-changed': 'The customer changed their mind',
}

const byCode: Readonly<Record<string, string>> = { ...reviewReasons, ...lateReasons }
export const returnReason = (code: string): string => byCode[code] ?? 'ask whoever reviewed it'
