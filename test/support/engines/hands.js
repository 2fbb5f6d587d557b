// What a person's eyes and fingers do on a page, in any engine: put in front of whatever a driver runs there. What is not
// on the screen, is covered or is not to be used yet is waited for.
globalThis.hands ??= (() => {
  const PATIENCE_MS = 60_000
  const said = (text) => (text ?? '').replace(/\s+/g, ' ').trim()
  const fits = (text, wanted) => (wanted instanceof RegExp ? wanted.test(text) : text === wanted)

  function nameOf(element) {
    const by = element.getAttribute('aria-labelledby')
    if (by)
      return said(
        by
          .split(' ')
          .map((id) => document.getElementById(id)?.textContent)
          .join(' '),
      )
    const label = element.getAttribute('aria-label')
    if (label) return said(label)
    const labels = [...(element.labels ?? [])].map((each) => said(each.textContent))
    return labels.length > 0 ? labels.join(' ') : said(element.innerText)
  }

  /** A field's name may have more behind it: that it may stay empty, say. */
  const isCalled = (field, wanted) => {
    const name = nameOf(field)
    return fits(name, wanted) || (typeof wanted === 'string' && name.startsWith(`${wanted} `))
  }

  /** It is there, and a finger in its middle would meet it and nothing else. */
  function isInReach(element) {
    if (!element.checkVisibility({ visibilityProperty: true })) return false
    element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
    const box = element.getBoundingClientRect()
    const met = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
    return met !== null && (element.contains(met) || [...(element.labels ?? [])].some((label) => label.contains(met)))
  }

  async function until(look, what) {
    const end = performance.now() + PATIENCE_MS
    for (;;) {
      const found = look()
      if (found) return found
      if (performance.now() > end) throw new Error(`${what} did not come; there is: ${said(document.body.innerText)}`)
      await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }

  const PRESSED =
    'button, a[href], summary, [role=button], [role=tab], [role=radio], [role=switch], [role=option], label'
  const all = (selector, within) => [
    ...document.querySelectorAll(within ? `:is(${within}) :is(${selector})` : selector),
  ]
  const control = (wanted, within) =>
    until(
      () =>
        all(PRESSED, within).find(
          (each) =>
            fits(nameOf(each), wanted) &&
            !each.disabled &&
            each.getAttribute('aria-disabled') !== 'true' &&
            isInReach(each),
        ),
      `${wanted}`,
    )

  function point(element, kind, { x, y } = {}) {
    const box = element.getBoundingClientRect()
    const at = { clientX: x ?? box.x + box.width / 2, clientY: y ?? box.y + box.height / 2 }
    const pointer = { pointerId: 1, pointerType: 'touch', isPrimary: true, button: 0, buttons: kind === 'up' ? 0 : 1 }
    element.dispatchEvent(new PointerEvent(`pointer${kind}`, { bubbles: true, cancelable: true, ...at, ...pointer }))
  }

  async function press(element, ms = 0) {
    point(element, 'down')
    if (ms > 0) await new Promise((resolve) => setTimeout(resolve, ms))
    point(element, 'up')
    element.click()
  }

  return {
    /** Presses what is called so; `ms`: for so long. */
    async tap(wanted, { within, ms } = {}) {
      await press(await control(wanted, within), ms)
    },
    /** Presses it until it is not there any more: a tap that comes too soon counts nothing. */
    async tapAway(wanted, { within } = {}) {
      const button = await control(wanted, within)
      for (let tries = 0; button.isConnected && fits(nameOf(button), wanted); tries++) {
        if (tries === 20) throw new Error(`${wanted} was pressed and nothing happened`)
        await press(button)
        await new Promise((resolve) => setTimeout(resolve, 1_500))
      }
    },
    /** Types into the field that is called so. */
    async fill(wanted, text, { within } = {}) {
      const field = await until(
        () => all('input, textarea, select', within).find((each) => isCalled(each, wanted) && isInReach(each)),
        `${wanted}`,
      )
      await this.put(field, text)
    },
    /** Presses the first thing like this. */
    async touch(selector) {
      await press(await until(() => all(selector).find((each) => isInReach(each)), selector))
    },
    /** Presses everything like this, until there is none left. */
    async touchAll(selector) {
      for (let next = all(selector)[0]; next; next = all(selector)[0]) {
        const touched = next
        await press(touched)
        // Touched once more before it has changed, it would be as it was.
        await until(() => !touched.isConnected || !touched.matches(selector), `a change of ${selector}`)
      }
    },
    /** Answers a question of a form: ticks it, chooses the first or the one at this place, or types. */
    async answers(selector, value, at = 0) {
      const field = await until(() => all(selector)[0], selector)
      const choices = [...field.querySelectorAll('[role=radio], [role=checkbox], input')]
      if (field.tagName === 'SELECT') await this.put(field, value)
      else if (value === true) field.checked || (await press(field))
      else if (choices.length > 0) await press(choices[at] ?? choices[0])
      else await this.put(field, value)
    },
    async put(field, text) {
      field.focus()
      Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text)
      field.dispatchEvent(new Event('input', { bubbles: true }))
      field.dispatchEvent(new Event('change', { bubbles: true }))
      field.blur()
    },
    /** Types digits on the pad that is on top. */
    async digits(text) {
      for (const digit of text) await press(await control(digit, '.numberPad'))
    },
    /** Waits until this can be read on the page, or in a part of it. */
    async sees(wanted, { within } = {}) {
      await until(
        () =>
          (within ? all(within) : [document.body]).some((part) => {
            const text = said(part.innerText)
            return wanted instanceof RegExp ? wanted.test(text) : text.includes(wanted)
          }),
        `${wanted}`,
      )
    },
    /** What can be read in the first part of the page that is like this, once there is something. */
    reads: (selector) =>
      until(
        () =>
          all(selector)
            .map((each) => said(each.innerText))
            .find((text) => text !== ''),
        selector,
      ),
    /** All that can be read in parts like this. */
    readsAll: async (selector) => {
      await until(() => all(selector).length > 0, selector)
      return all(selector).map((each) => said(each.innerText))
    },
    /** What can be read there once it is something else. */
    after: (selector, text) =>
      until(
        () =>
          all(selector)
            .map((each) => said(each.innerText))
            .find((now) => now !== '' && now !== text),
        selector,
      ),
    is: (selector) => all(selector).some((each) => each.checkVisibility()),
    /** Draws two strokes on a canvas, as with a finger. */
    async draws(selector) {
      const canvas = await until(() => all(selector).find((each) => isInReach(each)), selector)
      const { x, y, width, height } = canvas.getBoundingClientRect()
      for (const from of [0.2, 0.5]) {
        const at = (part) => ({ x: x + width * (from + 0.3 * part), y: y + height * (0.3 + 0.4 * part) })
        point(canvas, 'down', at(0))
        for (let part = 0.1; part < 1; part += 0.1) point(canvas, 'move', at(part))
        point(canvas, 'up', at(1))
      }
    },
    /** Hands a picture to a field that takes files, as a camera would. */
    async photographs(selector) {
      const field = await until(() => all(selector)[0], selector)
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
      const pen = canvas.getContext('2d')
      pen.fillStyle = 'teal'
      pen.fillRect(80, 60, 400, 300)
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.8))
      const taken = new DataTransfer()
      taken.items.add(new File([blob], 'photo.jpg', { type: 'image/jpeg' }))
      field.files = taken.files
      field.dispatchEvent(new Event('change', { bubbles: true }))
    },
    /** The app's files are on the tablet and this page is in their care. */
    async isInstalled() {
      await until(() => navigator.serviceWorker.controller?.state === 'activated', 'the app’s files')
      return true
    },
  }
})()
