/** A screen of a system as it is drawn: its title, and its lines. */
export interface DrawnScreen {
  readonly title: string
  /** `tap`: what is to be tapped. `on`: a switch that is to be on. */
  readonly lines: readonly { readonly text: string; readonly do?: 'tap' | 'on' }[]
}

export interface Step {
  readonly say: string
  readonly screen: DrawnScreen
}

export type System = 'android' | 'ipad' | 'windows'

/** What stands on the page that hands the authority out. */
export interface InstallWords {
  readonly lang: string
  readonly title: string
  readonly why: readonly string[]
  readonly system: Readonly<Record<System, string>>
  readonly download: Readonly<Record<System, string>>
  /** `name` is the authority's in the lists of a system. */
  steps(name: string): Readonly<Record<System, readonly Step[]>>
  readonly check: string
  readonly isTrusted: string
  readonly notTrusted: string
  readonly test: string
  readonly fingerprint: string
  readonly otherLanguage: string
}

const tap = (text: string) => ({ text, do: 'tap' as const })
const line = (text: string) => ({ text })

export const zh: InstallWords = {
  lang: 'zh-CN',
  title: '让这台平板信任门店服务器',
  why: [
    '每台平板做一次，约两分钟。做完后平板和门店服务器之间的往来都加密，平板断网也能照常工作。',
    '装上的证书只能证明本厅的门店服务器，对其他网站没有用。',
  ],
  system: { android: '安卓平板', ipad: 'iPad', windows: 'Windows 电脑' },
  download: { android: '下载本厅证书', ipad: '下载描述文件', windows: '下载本厅证书' },
  steps: (name) => ({
    android: [
      {
        say: '打开系统“设置”，在顶部搜索“CA 证书”，点搜到的“CA 证书”。',
        screen: { title: '设置', lines: [line('搜索：CA 证书'), tap('CA 证书'), line('加密与凭据')] },
      },
      {
        say: '系统提醒数据隐私时，点“仍然安装”，再输入平板的锁屏密码。',
        screen: { title: '您的数据将不再是私密的', lines: [line('不安装'), tap('仍然安装')] },
      },
      {
        say: '在“下载”里选 stayopen.crt。看到“已安装 CA 证书”就好了。请用 Chrome 打开不打烊。',
        screen: { title: '下载', lines: [tap('stayopen.crt'), line('其他文件')] },
      },
    ],
    ipad: [
      {
        say: '必须用 Safari 打开本页。点上面的按钮后，系统询问时点“允许”。',
        screen: { title: '此网站正尝试下载一个配置描述文件', lines: [line('忽略'), tap('允许')] },
      },
      {
        say: '打开“设置”，点最上面的“已下载描述文件”，再点右上角“安装”，输入密码，再点两次“安装”。',
        screen: { title: '设置', lines: [tap('已下载描述文件'), line('无线局域网'), line('通用')] },
      },
      {
        say: '回到“设置”→“通用”→“关于本机”→最下面“证书信任设置”，打开这一项的开关，点“继续”。',
        screen: { title: '证书信任设置', lines: [line('针对根证书启用完全信任'), { text: name, do: 'on' }] },
      },
    ],
    windows: [
      {
        say: '在“下载”里双击 stayopen.crt，点“打开”，再点“安装证书…”。',
        screen: { title: '证书', lines: [line(`颁发给：${name}`), tap('安装证书…'), line('确定')] },
      },
      {
        say: '选“本地计算机”，下一步；选“将所有的证书都放入下列存储”，点“浏览…”，选“受信任的根证书颁发机构”。',
        screen: { title: '选择证书存储', lines: [line('个人'), tap('受信任的根证书颁发机构'), line('企业信任')] },
      },
      {
        say: '点“下一步”“完成”。关掉浏览器的所有窗口，再重新打开本页。',
        screen: { title: '证书导入向导', lines: [line('导入成功。'), tap('确定')] },
      },
    ],
  }),
  check: '看看好了没有',
  isTrusted: '这里出现绿色对勾，就是已经信任：',
  notTrusted: '还没有信任。请做完上面的步骤，再刷新本页。',
  test: '检查这台平板，然后开始使用',
  fingerprint: '核对用：证书指纹（SHA-256）。应与门店服务器屏幕上显示的、系统安装时显示的一致。',
  otherLanguage: 'English',
}

export const en: InstallWords = {
  lang: 'en',
  title: 'Let this tablet trust the hall’s server',
  why: [
    'Once on each tablet, about two minutes. After that everything between tablet and hall server is encrypted, and the tablet works without the network.',
    'The certificate that you install can vouch for this hall’s server alone and for no other site.',
  ],
  system: { android: 'Android tablet', ipad: 'iPad', windows: 'Windows computer' },
  download: {
    android: 'Download the hall’s certificate',
    ipad: 'Download the profile',
    windows: 'Download the hall’s certificate',
  },
  steps: (name) => ({
    android: [
      {
        say: 'Open the system’s Settings, search for “CA certificate” at the top and tap what is found.',
        screen: {
          title: 'Settings',
          lines: [line('Search: CA certificate'), tap('CA certificate'), line('Encryption & credentials')],
        },
      },
      {
        say: 'When the system warns about privacy, tap “Install anyway” and enter the tablet’s screen lock.',
        screen: { title: 'Your data won’t be private', lines: [line('Don’t install'), tap('Install anyway')] },
      },
      {
        say: 'Choose stayopen.crt among the downloads. “CA certificate installed” means done. Open StayOpen in Chrome.',
        screen: { title: 'Downloads', lines: [tap('stayopen.crt'), line('Other files')] },
      },
    ],
    ipad: [
      {
        say: 'This page must be open in Safari. Tap the button above, then “Allow”.',
        screen: {
          title: 'This website is trying to download a configuration profile',
          lines: [line('Ignore'), tap('Allow')],
        },
      },
      {
        say: 'Open Settings, tap “Profile Downloaded” at the top, then “Install” in the corner, enter the passcode, and “Install” twice more.',
        screen: { title: 'Settings', lines: [tap('Profile Downloaded'), line('Wi-Fi'), line('General')] },
      },
      {
        say: 'Go to Settings → General → About → Certificate Trust Settings (at the end), turn this switch on and tap “Continue”.',
        screen: {
          title: 'Certificate Trust Settings',
          lines: [line('Enable full trust for root certificates'), { text: name, do: 'on' }],
        },
      },
    ],
    windows: [
      {
        say: 'Double-click stayopen.crt among the downloads, “Open”, then “Install Certificate…”.',
        screen: { title: 'Certificate', lines: [line(`Issued to: ${name}`), tap('Install Certificate…'), line('OK')] },
      },
      {
        say: 'Choose “Local Machine”, Next; “Place all certificates in the following store”, “Browse…”, “Trusted Root Certification Authorities”.',
        screen: {
          title: 'Select Certificate Store',
          lines: [line('Personal'), tap('Trusted Root Certification Authorities'), line('Enterprise Trust')],
        },
      },
      {
        say: '“Next”, “Finish”. Close every window of the browser and open this page again.',
        screen: { title: 'Certificate Import Wizard', lines: [line('The import was successful.'), tap('OK')] },
      },
    ],
  }),
  check: 'See whether it worked',
  isTrusted: 'A green tick here means that it is trusted:',
  notTrusted: 'Not trusted yet. Do the steps above, then load this page again.',
  test: 'Check this tablet, then start',
  fingerprint:
    'To compare: the certificate’s fingerprint (SHA-256). It is the same on the server’s screen and where the system installs it.',
  otherLanguage: '中文',
}
