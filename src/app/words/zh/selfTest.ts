/** @module Whether a tablet is fit to join: what is still wrong with it, in one sentence. And whether a wall is heard. */
export const selfTest = {
  title: '检查这台平板',
  checking: '正在检查…',
  well: '一切正常，可以使用了。',
  start: '开始使用',
  clock: {
    slow: ({ minutes }: { readonly minutes: number }) =>
      `平板的时钟比门店服务器慢 ${minutes} 分钟。请打开系统的“自动设置时间”；如果平板是对的，就校准服务器那台电脑。`,
    fast: ({ minutes }: { readonly minutes: number }) =>
      `平板的时钟比门店服务器快 ${minutes} 分钟。请打开系统的“自动设置时间”；如果平板是对的，就校准服务器那台电脑。`,
  },
  found: {
    certificate: '平板还没有信任门店服务器的证书。请回到安装说明，把步骤做完，关掉浏览器再打开。',
    server: '连不上门店服务器。请确认平板和服务器在同一网络，再试一次。',
    worker: '浏览器没有装上断网时要用的程序，断网后会打不开。请更新浏览器，用普通窗口再试一次。',
    'may-be-cleared': '可以使用了。浏览器还没有答应长期保存，请把本网站添加到主屏幕，以后从主屏幕打开。',
    'no-camera': '可以使用了，只是没有找到摄像头：扫码和拍照要在别的平板上做。',
  },
  tryCamera: '试一下摄像头',
  camera: {
    works: '摄像头可以用。',
    shut: '摄像头没有打开。请在浏览器设置里允许本网站使用摄像头。',
  },
  /** The voice of a wall, heard or not. */
  voice: {
    title: '开机自检：语音',
    locked: '语音还没有开启。浏览器要求先点一下屏幕。',
    ask: '请点一下，听到「测试」后确认。',
    play: '播放测试',
    playing: '正在播放…',
    heardQuestion: '大厅里听到「测试」了吗？',
    heard: '听到了',
    notHeard: '没听到',
    notHeardAdvice: '请检查音量、静音键和音箱电源，再播放一次。叫号照常显示在屏幕上。',
    missing: '本屏没有语音：语音文件没有读到。叫号照常显示在屏幕上。',
    later: '以后再说',
  },
}
