import type { Page } from 'playwright-core'
import { shot } from './shots.ts'

/** A screen somebody works at: CSS pixels, and the browser's own text size where it is not the usual 16. */
export interface Screen {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly text?: number
}

const screen = (name: string, width: number, height: number, text = 16): Screen => ({ name, width, height, text })

/** Tablets lying and standing, a browser with its bars, a sharp display, one enlarged to 200 %, and the largest text. */
export const SCREENS: readonly Screen[] = [
  screen('L', 1280, 800),
  screen('P', 800, 1280),
  screen('S', 1024, 768),
  screen('T', 768, 1024),
  screen('iPad', 1080, 810),
  screen('X', 1280, 680),
  screen('Y', 960, 600),
  screen('Z', 640, 400),
  screen('L, large text', 1280, 800, 24),
]
/** The lowest tablet, with the least room that a hall buys. */
export const HARDEST: readonly Screen[] = SCREENS.filter(({ name }) => name === 'Y')
export const WALLS: readonly Screen[] = [screen('W', 1920, 1080), screen('V', 1080, 1920)]

export interface Fit {
  readonly screen: Screen
  readonly faults: readonly string[]
  /** Where the red button stands, e.g. `1128 8 128 48`; null where there is none. */
  readonly red: string | null
}

/** How the page as it stands fits each of these screens; afterwards it has its own size again. */
export async function fitOn(page: Page, screens: readonly Screen[], shows: string): Promise<Fit[]> {
  const own = page.viewportSize()
  const devtools = await page.context().newCDPSession(page)
  const fits: Fit[] = []
  let text = 16
  for (const each of screens) {
    await page.setViewportSize(each)
    if (text !== each.text) await devtools.send('Page.setFontSizes', { fontSizes: { standard: each.text ?? 16 } })
    text = each.text ?? 16
    const found = await page.evaluate(measure, { ...each, text, enlarged: each.height / text < 36 })
    await shot(page, `${shows} ${each.name}`.replaceAll(/[^\p{L}\p{N}]+/gu, '-'))
    fits.push({ screen: each, ...found })
  }
  if (text !== 16) await devtools.send('Page.setFontSizes', { fontSizes: { standard: 16 } })
  if (own) await page.setViewportSize(own)
  await devtools.detach()
  return fits
}

/** Runs in the page. What is judged is the layer in front: what lies below a sheet is covered because somebody opened it. */
async function measure({
  width,
  height,
  text,
  enlarged,
}: {
  width: number
  height: number
  text: number
  enlarged: boolean
}): Promise<{ faults: string[]; red: string | null }> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve))
  const isThere = () => window.innerWidth === width && window.innerHeight === height
  while (!isThere() || getComputedStyle(document.documentElement).fontSize !== `${text}px`) await frame()
  // What follows the size of the window by itself has done so when nothing has moved for some frames: a frame that is
  // measured sets the size of what is in it, and is measured again.
  const places = () =>
    [...document.querySelectorAll('main *')]
      .slice(0, 150)
      .map((each) => JSON.stringify(each.getBoundingClientRect()))
      .join()
  let before = ''
  for (let still = 0, count = 0; still < 4 && count < 60; count++) {
    await frame()
    const now = places()
    still = now === before ? still + 1 : 0
    before = now
  }
  interface Box {
    readonly left: number
    readonly top: number
    readonly right: number
    readonly bottom: number
  }
  interface Judged {
    readonly element: Element
    readonly box: Box
    readonly name: string
    readonly control: Element | null
    readonly pinned: boolean
    readonly scroller: Element | null
  }
  const faults = new Set<string>()
  const { innerWidth, innerHeight } = window
  const styles = new Map<Element, CSSStyleDeclaration>()
  const styleOf = (element: Element): CSSStyleDeclaration => {
    const known = styles.get(element) ?? getComputedStyle(element)
    styles.set(element, known)
    return known
  }
  const said = (element: Element) =>
    `“${(element.getAttribute('aria-label') ?? element.textContent ?? '').replace(/\s+/g, ' ').trim().slice(0, 40)}” (${element.tagName.toLowerCase()}.${element.className.toString().replace(/ .*/, '')})`
  const ancestors = function* (element: Element): Generator<Element> {
    for (let at = element.parentElement; at; at = at.parentElement) yield at
  }
  /** A list of calls shows as many whole ones as there is room for: the others stand beyond its edge. */
  const isBeyond = (element: Element) => {
    const list = element.closest('.wallRecent .list')?.getBoundingClientRect()
    return list !== undefined && element.getBoundingClientRect().left >= list.right
  }
  const isShown = (element: Element) =>
    element.checkVisibility({ visibilityProperty: true }) &&
    !isBeyond(element) &&
    !element.closest('[inert]') &&
    ![element, ...ancestors(element)].some((each) => styleOf(each).clipPath === 'inset(50%)') &&
    styleOf(element).opacity !== '0'

  // The layer in front, and what is always over it.
  const LAYERS =
    '.place > *, body > .sheet, .fullSheet, .coverFrame, .emergencyFrame > *, .wallEmergency:not(.band), .popoverCard, .dialog, .unavailable, .wall, #app main'
  const layersNow = () => [...document.querySelectorAll(LAYERS)].filter(isShown)
  // A page that was just opened shows nothing yet.
  while (layersNow().length === 0) await frame()
  const layers = layersNow()
  const orderOf = (layer: Element) => {
    let order = 0
    for (const each of [layer, ...ancestors(layer)]) order = Math.max(order, Number(styleOf(each).zIndex) || 0)
    return order
  }
  const front = layers.reduce((best, each) => (orderOf(each) >= orderOf(best) && !each.contains(best) ? each : best))
  const roots = [front, ...document.querySelectorAll('.emergencyButton, .incidentLine:not(.silent), .quietBar')].filter(
    (each) => each === front || (!front.contains(each) && isShown(each)),
  )

  /** What can be scrolled so that this comes into sight; the page itself where nothing holds it fast. */
  function scrollerOf(element: Element): Element | null {
    for (const each of ancestors(element)) {
      const { overflowY, position } = styleOf(each)
      if (/auto|scroll/.test(overflowY) && each.scrollHeight > each.clientHeight + 1) return each
      if (position === 'fixed') return null
    }
    const page = document.documentElement
    return page.scrollHeight > innerHeight + 1 ? page : null
  }
  function isPinned(element: Element, scroller: Element | null): boolean {
    for (const each of [element, ...ancestors(element)]) {
      if (each === scroller) return false
      if (['fixed', 'sticky'].includes(styleOf(each).position)) return true
    }
    return false
  }
  /** The part of a box that can be seen; says of what hides a piece of it for good. */
  function seen(element: Element, box: Box, onCut: (by: Element) => void): Box {
    let { left, top, right, bottom } = box
    for (const each of ancestors(element)) {
      const { overflowX, overflowY, position } = styleOf(each)
      if (overflowX !== 'visible' || overflowY !== 'visible') {
        const edge = each.getBoundingClientRect()
        const slack = 2
        const cutX = box.left < edge.left - slack || box.right > edge.right + slack
        const cutY = box.top < edge.top - slack || box.bottom > edge.bottom + slack
        if ((cutX && /hidden|clip/.test(overflowX)) || (cutY && /hidden|clip/.test(overflowY))) onCut(each)
        // Above the beginning of what scrolls nobody can scroll to.
        if (/auto|scroll/.test(overflowY) && box.top + each.scrollTop < edge.top - slack) onCut(each)
        left = Math.max(left, edge.left)
        top = Math.max(top, edge.top)
        right = Math.min(right, edge.right)
        bottom = Math.min(bottom, edge.bottom)
      }
      if (position === 'fixed') break
    }
    return { left, top, right: Math.min(right, innerWidth), bottom: Math.min(bottom, innerHeight) }
  }

  const CONTROLS = 'button, a[href], input, select, textarea, summary, [role="switch"], [role="tab"], [role="radio"]'
  const judged: Judged[] = []
  const judge = (element: Element, rect: Box, control: Element | null) => {
    for (const each of ancestors(element)) {
      if (/auto|scroll/.test(styleOf(each).overflowY) || ['absolute', 'fixed'].includes(styleOf(each).position)) break
      if (!/^[1-9].* [1-9]/.test(styleOf(each).borderWidth.replace(/^(\S+)$/, '$1 $1'))) continue
      const frame = each.getBoundingClientRect()
      const isOut =
        rect.top < frame.top - 2 ||
        rect.bottom > frame.bottom + 2 ||
        rect.left < frame.left - 2 ||
        rect.right > frame.right + 2
      if (isOut) faults.add(`sticks out: ${said(element)} of ${said(each).replace(/.* \(/, '(')}`)
      break
    }
    const scroller = scrollerOf(element)
    const name = said(element)
    const box = seen(element, rect, (by) => faults.add(`cut: ${name} by ${said(by).replace(/.* \(/, '(')}`))
    if (rect.right > innerWidth + 1.5 || rect.left < -1.5) faults.add(`beyond the edge: ${name}`)
    if (!scroller && (rect.bottom > innerHeight + 1.5 || rect.top < -1.5)) faults.add(`out of reach: ${name}`)
    if (box.right - box.left > 2 && box.bottom - box.top > 2)
      judged.push({ element, box, name, control, pinned: isPinned(element, scroller), scroller })
  }

  for (const root of roots) {
    for (const control of [...(root.matches(CONTROLS) ? [root] : []), ...root.querySelectorAll(CONTROLS)]) {
      if (!isShown(control)) continue
      const target = control.closest('label') ?? control
      const box = target.getBoundingClientRect()
      const inText = control.matches('a') && styleOf(control).display === 'inline'
      if (!inText && (box.width < 47.5 || box.height < 47.5))
        faults.add(`small: ${said(control)} ${Math.round(box.width)} × ${Math.round(box.height)}`)
      judge(target, box, target)
    }
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
      const { currentNode: text } = texts
      const holder = text.parentElement
      if (!holder || !text.textContent?.trim() || holder.closest('svg, option, script, style') || !isShown(holder))
        continue
      const range = document.createRange()
      range.selectNodeContents(text)
      const control = holder.closest(`label, ${CONTROLS}`)
      for (const line of range.getClientRects()) {
        // The figures themselves: a line box is higher than what is written in it.
        const spare = line.height * 0.22
        const box = { left: line.left, right: line.right, top: line.top + spare, bottom: line.bottom - spare }
        if (line.width > 0) judge(holder, box, control)
      }
    }
    for (const each of [root, ...root.querySelectorAll('*')]) {
      const { overflowX } = styleOf(each)
      if (/auto|scroll/.test(overflowX) && each.scrollWidth > each.clientWidth + 1 && !each.matches('.tableFrame'))
        faults.add(`scrolls sideways: ${said(each)}`)
    }
  }
  if (document.documentElement.scrollWidth > innerWidth + 1) faults.add('the page scrolls sideways')

  // Nothing lies over anything else, but what is pinned over what can be scrolled away from under it.
  const over = (a: Box, b: Box) =>
    Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1.5 &&
    Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1.5
  judged.forEach((one, at) => {
    for (const other of judged.slice(at + 1)) {
      if (!over(one.box, other.box)) continue
      if (one.element.contains(other.element) || other.element.contains(one.element)) continue
      if (
        one.control &&
        one.control === other.control &&
        !(one.element.tagName === other.element.tagName && one.element === one.control)
      ) {
        // Two texts of one button may be over each other, too.
        if (one.element === one.control || other.element === one.control) continue
      }
      const [pinned, free] = one.pinned ? [one, other] : [other, one]
      if (pinned.pinned && !free.pinned && free.scroller) continue
      faults.add(`over each other: ${one.name} and ${other.name}`)
    }
  })

  // What comes next, the number and the red button are there without a search.
  const ALWAYS =
    '.mainAction, .ticketLabel.hero, .slipCard .primary, .gotIt, .emergencyButton, .emergencyBar, .longPress.main.emergency, .wallCall .big'
  // Where hardly anything stands below the head, the next step of a form is scrolled to.
  const MAIN = enlarged ? ALWAYS : `${ALWAYS}, .bigButton.main:is(.primary, .success), .longPress.main`
  for (const root of roots)
    for (const main of [...(root.matches(MAIN) ? [root] : []), ...root.querySelectorAll(MAIN)]) {
      // What lies beside the work is at hand, not next.
      if (!isShown(main) || main.closest('aside')) continue
      const { left, top, right, bottom } = main.getBoundingClientRect()
      const box = seen(main, { left, top, right, bottom }, () => undefined)
      if (box.bottom < bottom - 2 || box.right < right - 2 || box.top > top + 2 || top < -2)
        faults.add(`below the fold: ${said(main)}`)
      else {
        const hit = document.elementFromPoint((left + right) / 2, (top + bottom) / 2)
        if (!hit || !(main.contains(hit) || hit.contains(main))) faults.add(`covered: ${said(main)}`)
      }
    }
  const red = document.querySelector('.emergencyButton')
  const place = red && isShown(red) ? red.getBoundingClientRect() : null
  return {
    faults: [...faults],
    red: place && [place.left, place.top, place.width, place.height].map(Math.round).join(' '),
  }
}
