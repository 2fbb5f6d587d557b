/** @module What is special about one number: what is still to be checked. At the door and at the counter. */
export const marks = {
  toCheck: '待核验',
  toCheckHint: '证件材料或系统里的情况没看全，照样取号，由窗口核验',
  askCheck: '标为待核验',
  lookAtIt: '前台没有看全证件材料或系统里的情况，请先核验。',
  checked: '核验好了',
}
