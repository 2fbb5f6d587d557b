import { createHash } from 'node:crypto'
import { type DrawnScreen, en, type Step, type System, zh } from './installWords.ts'
import { type Authority, fingerprintOf, nameOf } from './keptAuthority.ts'
import { asText } from './profile.ts'

/** In the order in which halls have them. */
const SYSTEMS: readonly System[] = ['android', 'ipad', 'windows']

/** Which system asks, by what its browser says; an iPad says that it is a Mac. */
const systemOf = (agent: string): System =>
  /Windows/.test(agent) ? 'windows' : /iPad|iPhone|Macintosh/.test(agent) ? 'ipad' : 'android'

/**
 * The page that explains and hands out the authority: nothing but text, pictures and addresses, for any browser, without
 * a script. The steps of the system that asks stand open. A picture from the encrypted server shows whether it is trusted.
 */
export function installPage({
  language,
  authority,
  origin,
  agent,
}: {
  readonly language: 'zh' | 'en'
  readonly authority: Authority
  readonly origin: string
  readonly agent: string
}): string {
  const words = language === 'zh' ? zh : en
  const asks = systemOf(agent)
  const steps = words.steps(nameOf(authority))
  const file: Readonly<Record<System, string>> = {
    android: '/stayopen.crt',
    ipad: '/stayopen.mobileconfig',
    windows: '/stayopen.crt',
  }
  const sections = SYSTEMS.map(
    (system) => `<details${system === asks ? ' open' : ''}>
<summary>${asText(words.system[system])}</summary>
<p><a class="main" href="${file[system]}">${asText(words.download[system])}</a></p>
<ol>${steps[system].map(drawnStep).join('')}</ol>
</details>`,
  )
  return `<!doctype html>
<html lang="${words.lang}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>StayOpen 不打烊</title>
<style>${STYLE}</style>
<main>
<p class="top"><span>StayOpen 不打烊</span> <a href="${language === 'zh' ? '/en' : '/'}">${words.otherLanguage}</a></p>
<h1>${asText(words.title)}</h1>
${words.why.map((each) => `<p>${asText(each)}</p>`).join('\n')}
${sections.join('\n')}
<h2>${asText(words.check)}</h2>
<p>${asText(words.isTrusted)} <img src="${asText(origin)}/trusted.svg" alt="${asText(words.notTrusted)}"></p>
<p><a class="main" href="${asText(origin)}/selftest">${asText(words.test)}</a></p>
<p class="quiet">${asText(words.fingerprint)}<br><code>${fingerprintOf(authority)}</code></p>
</main>
</html>
`
}

const drawnStep = ({ say, screen }: Step) => `<li><p>${asText(say)}</p>${drawn(screen)}</li>`

/** A screen in outline: what is to be tapped has a ring around a finger's place, a switch that is to be on is on. */
function drawn({ title, lines }: DrawnScreen): string {
  const row = 44
  const height = 70 + lines.length * row
  const each = lines.map(({ text, do: act }, at) => {
    const y = 56 + at * row
    const mark =
      act === 'tap'
        ? `<circle class="ring" cx="372" cy="${y + 20}" r="14"/><circle class="finger" cx="372" cy="${y + 20}" r="7"/>`
        : act === 'on'
          ? `<rect class="finger" x="346" y="${y + 8}" width="44" height="24" rx="12"/><circle class="knob" cx="378" cy="${y + 20}" r="9"/>`
          : ''
    return `<rect class="${act ? 'row act' : 'row'}" x="14" y="${y}" width="392" height="40" rx="6"/><text x="28" y="${y + 26}">${asText(text)}</text>${mark}`
  })
  const label = asText([title, ...lines.map(({ text, do: act }) => (act ? `[${text}]` : text))].join(' / '))
  return `<svg viewBox="0 0 420 ${height}" role="img" aria-label="${label}"><rect class="device" x="2" y="2" width="416" height="${height - 4}" rx="16"/><text class="title" x="210" y="36">${asText(title)}</text>${each.join('')}</svg>`
}

const STYLE = `
body{margin:0;font:20px/1.6 system-ui,-apple-system,"PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif;color:#16202b;background:#fff}
main{max-width:760px;margin:0 auto;padding:16px 24px 48px}
h1{font-size:32px;line-height:1.3}
h2{font-size:26px}
.top{display:flex;justify-content:space-between}
a{color:#1f5fa8}
summary{font-size:24px;font-weight:600;padding:14px 0;cursor:pointer}
details{border-top:1px solid #9aa7b5}
.main{display:inline-block;padding:14px 28px;border-radius:10px;background:#1f5fa8;color:#fff;font-size:22px;text-decoration:none}
li{margin:0 0 24px}
svg{display:block;width:100%;max-width:420px}
svg text{font-size:17px;fill:#16202b}
svg .title{font-size:18px;font-weight:600;text-anchor:middle}
.device{fill:#eef2f6;stroke:#5d6b7a;stroke-width:3}
.row{fill:#fff}
.act{stroke:#1f5fa8;stroke-width:2}
.ring{fill:none;stroke:#1f5fa8;stroke-width:2}
.finger{fill:#1f5fa8}
.knob{fill:#fff}
img{height:48px;vertical-align:middle}
.quiet{color:#4b5968;font-size:17px}
code{overflow-wrap:anywhere}
`

/** Its own style and nothing else; pictures are for whoever sends it to say. */
export const PAGE_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`
