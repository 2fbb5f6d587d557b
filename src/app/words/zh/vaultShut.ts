/** @module Why papers of customers are shut on a tablet although somebody is signed in, and the way out: one sentence wherever it is met. */
export const vaultShut = {
  locked:
    '客户资料在这台平板上锁着，您的密钥还打不开：您第一次在这里登录，或刚用过恢复单。请在这里打开过资料的同事先登录；没有这样的同事，请经理在“平板”页输入密钥单。密钥单在任何一台打得开资料的平板上都能打印。',
  noKey: '这台平板还没有本厅密钥，打不开也存不了客户资料。换新密钥时会自动收到，或请经理在“平板”页输入密钥单。',
}
