import { it } from 'vitest'
import { defineComponent, h, ref } from 'vue'
import BigButton from '#app/ui/BigButton.vue'
import FullSheet from '#app/ui/FullSheet.vue'
import SheetDialog from '#app/ui/SheetDialog.vue'
import { findByRole, mountPart } from '#support/mountPart.ts'
import { until } from '#support/until.ts'

/** A page with its next act and a button that opens a sheet; what opened it may go meanwhile. */
const pageWith = (Sheet: typeof SheetDialog | typeof FullSheet) =>
  defineComponent(() => {
    const [open, offered] = [ref(false), ref(true)]
    const close = () => {
      open.value = false
    }
    const sheet = () =>
      Sheet === SheetDialog
        ? h(SheetDialog, { title: '账户', open: open.value, 'onUpdate:open': close })
        : open.value && h(FullSheet, { title: '账户', onClose: close })
    return () => [
      h('main', [
        offered.value && h(BigButton, { label: '打开', onPress: () => (open.value = true) }),
        h(BigButton, { label: '撤下', onPress: () => (offered.value = false) }),
        h(BigButton, { label: '叫下一位', size: 'main', variant: 'primary' }),
      ]),
      sheet(),
    ]
  })

it.each([
  ['at the edge', SheetDialog],
  ['over the whole screen', FullSheet],
] as const)(
  'a sheet %s gives the focus back to what opened it, and to the page’s next act where that is gone',
  async (_, Sheet) => {
    const page = mountPart(pageWith(Sheet))
    const open = async () => {
      const opener = findByRole('button', '打开')
      opener.focus()
      opener.click()
      await until(() => document.activeElement?.closest('[role="dialog"]') != null)
      return opener
    }
    const leave = async (next: HTMLElement) => {
      document.activeElement?.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
      await until(() => document.activeElement === next)
    }
    await leave(await open())
    await open()
    findByRole('button', '撤下').click()
    await leave(findByRole('button', '叫下一位'))
    page.unmount()
  },
)
