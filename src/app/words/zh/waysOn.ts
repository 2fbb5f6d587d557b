/** @module What can be pressed about a refusal, as far as no other book says it. Comes with the sentence. */
export const waysOn = {
  another: '换人登录',
  manager: '经理登录',
}
