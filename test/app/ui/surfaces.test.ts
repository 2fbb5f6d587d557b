import { Wifi } from '@lucide/vue'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { nextTick } from 'vue'
import ConfirmDialog from '#app/ui/ConfirmDialog.vue'
import EmptyState from '#app/ui/EmptyState.vue'
import ErrorNotice from '#app/ui/ErrorNotice.vue'
import FullSheet from '#app/ui/FullSheet.vue'
import LoadingState from '#app/ui/LoadingState.vue'
import QueueBadge from '#app/ui/QueueBadge.vue'
import ScreenFrame from '#app/ui/ScreenFrame.vue'
import SheetDialog from '#app/ui/SheetDialog.vue'
import SimpleTable from '#app/ui/SimpleTable.vue'
import StatusChip from '#app/ui/StatusChip.vue'
import TabbedPages from '#app/ui/TabbedPages.vue'
import TicketLabel from '#app/ui/TicketLabel.vue'
import UnbrokenText from '#app/ui/UnbrokenText.vue'
import UndoBar from '#app/ui/UndoBar.vue'
import UsageGauge from '#app/ui/UsageGauge.vue'
import { atRest } from '#support/atRest.ts'
import { findByRole, mountPart } from '#support/mountPart.ts'
import { until } from '#support/until.ts'

afterEach(() => {
  vi.useRealTimers()
})

const shown = () => document.body.textContent.replace(/\s+/g, ' ').trim()

describe('a number with dashes in a sentence', () => {
  it('is never broken over two lines, and reads and copies as it was written', () => {
    const part = mountPart(UnbrokenText, { props: { text: '平板 3 没有回执 01-261201-03-0001-29，纸上有。' } })
    expect(part.element.textContent).toBe('平板 3 没有回执 01-261201-03-0001-29，纸上有。')
    expect([...part.element.querySelectorAll('.unbroken')].map((each) => each.textContent)).toEqual([
      '01-261201-03-0001-29',
    ])
    part.unmount()
  })
})

describe('pages under a bar of their names', () => {
  it('show the one that was chosen, with its name marked, and what stands beside the bar on all of them', async () => {
    const tabs = [
      { value: 'review', label: '复核 2' },
      { value: 'late', label: '补录' },
    ]
    const part = mountPart(TabbedPages, {
      props: { label: '后台页面', tabs, modelValue: 'review' },
      slots: { review: '<p>两件等复核</p>', late: '<p>没有补录</p>', beside: '<button>受理业务</button>' },
    })
    expect(shown()).toBe('复核 2补录受理业务两件等复核')
    const names = [...document.querySelectorAll('[role="tablist"][aria-label="后台页面"] [role="tab"]')]
    expect(names.map((name) => name.getAttribute('aria-selected'))).toEqual(['true', 'false'])
    await part.setProps({ modelValue: 'late' })
    await atRest()
    expect(shown()).toBe('复核 2补录受理业务没有补录')
    expect(names.map((name) => name.getAttribute('aria-selected'))).toEqual(['false', 'true'])
    part.unmount()
  })
})

describe('a sheet', () => {
  it('shows its title and goes with its close button', async () => {
    const part = mountPart(SheetDialog, {
      props: { open: true, title: 'A019', description: '前面 9 位 · 约 8–15 分' },
      slots: { default: '<p>号票</p>', actions: '<button>打印</button>' },
    })
    await nextTick()
    expect(findByRole('dialog', 'A019').textContent).toContain('前面 9 位 · 约 8–15 分')
    findByRole('button', '关闭').click()
    expect(part.emitted('update:open')).toEqual([[false]])
    part.unmount()
  })

  it('goes with Escape', async () => {
    const part = mountPart(SheetDialog, { props: { open: true, title: 'A019' } })
    await nextTick()
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await nextTick()
    expect(part.emitted('update:open')).toEqual([[false]])
    part.unmount()
  })
})

describe('a sheet over the whole screen', () => {
  const open = (props: object = {}) =>
    mountPart(FullSheet, {
      props: { title: '预案与演练', ...props },
      slots: { actions: '<button>紧急</button>', default: '<p>总则</p><button>哪一份</button>' },
    })

  it('takes the focus when it comes and gives it back when it goes', async () => {
    const opener = document.createElement('button')
    document.body.append(opener)
    opener.focus()
    const part = open()
    expect(document.activeElement).toBe(findByRole('dialog', '预案与演练'))
    part.unmount()
    await until(() => document.activeElement === opener)
  })

  it('goes with Escape from wherever the focus is in it, and tells nobody under it', () => {
    const under: string[] = []
    const listen = ({ key }: KeyboardEvent) => void under.push(key)
    window.addEventListener('keydown', listen)
    const part = open({ closeLabel: '收起' })
    findByRole('button', '哪一份').dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    expect(part.emitted('close')).toHaveLength(1)
    expect(under).toEqual([])
    findByRole('button', '收起').click()
    expect(part.emitted('close')).toHaveLength(2)
    window.removeEventListener('keydown', listen)
    part.unmount()
  })

  it('goes with Escape when what had the focus is gone, the one in front first', () => {
    const incident = open({ title: '火灾', layer: 'emergency' })
    const book = open()
    const press = () => document.body.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    press()
    expect([incident.emitted('close')?.length, book.emitted('close')]).toEqual([1, undefined])
    incident.unmount()
    press()
    expect(book.emitted('close')).toHaveLength(1)
    book.unmount()
  })

  it('leaves the key to what has used it, such as a list that closed', () => {
    const part = open()
    const list = findByRole('button', '哪一份')
    list.addEventListener('keydown', (event) => event.preventDefault())
    list.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, cancelable: true }))
    expect(part.emitted('close')).toBeUndefined()
    part.unmount()
  })

  it('reads aloud what it is, and shows large what is going on', () => {
    const part = open({ title: '火灾', heading: '火灾 · 重大', part: '清单' })
    expect(findByRole('dialog', '火灾').querySelector('h1')?.textContent).toBe('火灾 · 重大')
    expect(document.querySelector('section[aria-label="清单"]')?.textContent).toContain('总则')
    part.unmount()
  })
})

describe('confirming what cannot be undone', () => {
  it('takes a long press, and a tap does not do', async () => {
    vi.useFakeTimers()
    const part = mountPart(ConfirmDialog, {
      props: { open: true, title: '结束今天', sentence: '23 个号将作废，不能恢复。', confirmLabel: '作废 23 个号' },
    })
    await nextTick()
    const button = findByRole('button', '作废 23 个号（按住 1.5 秒）')
    button.dispatchEvent(new PointerEvent('pointerdown'))
    button.dispatchEvent(new PointerEvent('pointerup'))
    vi.advanceTimersByTime(2000)
    expect(part.emitted('confirm')).toBeUndefined()
    button.dispatchEvent(new PointerEvent('pointerdown'))
    vi.advanceTimersByTime(1500)
    expect(part.emitted('confirm')).toHaveLength(1)
    part.unmount()
  })

  it('can be left with cancel', async () => {
    const part = mountPart(ConfirmDialog, {
      props: { open: true, title: '结束今天', sentence: '23 个号将作废，不能恢复。', confirmLabel: '作废 23 个号' },
    })
    await nextTick()
    findByRole('button', '取消').click()
    expect(part.emitted('update:open')).toEqual([[false]])
    part.unmount()
  })
})

describe('the bar that offers to undo', () => {
  it('counts down eight seconds and then goes', async () => {
    vi.useFakeTimers()
    const part = mountPart(UndoBar, { props: { message: '已取消 A019。' } })
    expect(findByRole('status', '已取消 A019。')).toBeTruthy()
    vi.advanceTimersByTime(3000)
    await nextTick()
    expect(shown()).toContain('5 秒内可撤销')
    vi.advanceTimersByTime(5000)
    expect(part.emitted('expired')).toHaveLength(1)
  })

  it('counts from the act, also where it is shown later or again', async () => {
    vi.useFakeTimers()
    const since = performance.now()
    vi.advanceTimersByTime(6000)
    const part = mountPart(UndoBar, { props: { message: '已取消 A019。', since } })
    expect(shown()).toContain('2 秒内可撤销')
    part.unmount()
    vi.advanceTimersByTime(6000)
    const late = mountPart(UndoBar, { props: { message: '已取消 A019。', since } })
    expect(shown()).not.toContain('撤销')
    expect(late.emitted('expired')).toHaveLength(1)
  })

  it('undoes once and never expires after that', () => {
    vi.useFakeTimers()
    const part = mountPart(UndoBar, { props: { message: '已取消 A019。' } })
    findByRole('button', '撤销').click()
    vi.advanceTimersByTime(20_000)
    expect([part.emitted('undo')?.length, part.emitted('expired')]).toEqual([1, undefined])
  })
})

describe('the status chip', () => {
  it('says its word, aloud too, and explains when tapped', async () => {
    const part = mountPart(StatusChip, {
      props: { label: '已连接', tone: 'done', icon: Wifi },
      slots: { default: '<p>本机的记录都已存到门店服务器。</p>' },
    })
    expect(findByRole('status', '已连接')).toBeTruthy()
    expect(shown()).not.toContain('本机的记录')
    findByRole('button', '已连接').click()
    await atRest()
    expect(shown()).toContain('本机的记录都已存到门店服务器。')
    part.unmount()
  })

  it('takes its explanation away with the second tap, or with Escape, and has the focus again', async () => {
    const part = mountPart(StatusChip, {
      props: { label: '已连接', tone: 'done', icon: Wifi },
      slots: { default: '<button>立即同步</button>' },
    })
    const chip = document.querySelector<HTMLElement>('.statusChip')
    chip?.focus()
    chip?.click()
    await atRest()
    expect(shown()).toContain('立即同步')
    chip?.click()
    await atRest()
    expect(shown()).not.toContain('立即同步')
    chip?.click()
    await atRest()
    expect(shown()).toContain('立即同步')
    document.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }))
    await atRest()
    expect(shown()).not.toContain('立即同步')
    await atRest()
    expect(document.activeElement).toBe(chip)
    part.unmount()
  })
})

describe('a list', () => {
  const columns = [
    { key: 'ticket', label: '号码', text: (row: { ticket: string }) => row.ticket },
    { key: 'wait', label: '等了', text: () => '7 分', number: true },
  ]

  it('shows its rows under their headings', () => {
    const rows = [{ id: '1', ticket: 'A018' }]
    mountPart(SimpleTable, { props: { caption: '等候', columns, rows, emptySentence: '没有人在等。' } })
    expect([...document.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())).toEqual([
      '号码',
      '等了',
      'A018',
      '7 分',
    ])
  })

  it('says so when there is nothing', () => {
    mountPart(SimpleTable, { props: { caption: '等候', columns, rows: [], emptySentence: '没有人在等。' } })
    expect(shown()).toContain('没有人在等。')
  })
})

describe('the smaller parts', () => {
  it('frame a screen with place, hall, clock and status', () => {
    mountPart(ScreenFrame, {
      props: { place: '前台', hall: '城东厅', time: '09:42' },
      slots: { default: '要办什么？', status: '已连接', staff: '李敏' },
    })
    expect(document.querySelector('h1')?.textContent).toBe('前台 · 城东厅')
    expect(document.querySelector('header')?.textContent).toContain('09:42')
    expect(document.querySelector('main')?.textContent).toBe('要办什么？')
  })

  it('tell how full the tablet is in words and as a measure', () => {
    mountPart(UsageGauge, { props: { label: '本机存储', text: '已用 9.2 GB，共 10 GB', share: 0.92 } })
    const meter = document.querySelector('meter')
    expect([meter?.getAttribute('aria-label'), meter?.value]).toEqual(['本机存储', 0.92])
    expect(shown()).toContain('已用 9.2 GB，共 10 GB')
  })

  it('show queue and ticket as they are printed', () => {
    mountPart(QueueBadge, { props: { letter: 'A', hue: 9 } })
    mountPart(TicketLabel, { props: { label: 'A2-013', size: 'hero' } })
    expect(shown()).toBe('AA2-013')
  })

  it('say what is missing, what is wrong and what is on its way', () => {
    mountPart(EmptyState, { props: { sentence: '没有人在等。' } })
    mountPart(ErrorNotice, {
      props: { sentence: '打印机没有回应。号码已经保存。' },
      slots: { default: '<button>再试一次</button>' },
    })
    mountPart(LoadingState)
    expect(shown()).toContain('没有人在等。')
    expect(findByRole('alert', '打印机没有回应。号码已经保存。再试一次')).toBeTruthy()
    expect(findByRole('status', '正在读取…')).toBeTruthy()
  })
})

describe('red', () => {
  it('is used by the long press and the frame of an emergency and by no other part', async () => {
    const parts = import.meta.glob('/src/app/ui/*.vue', { query: '?raw', import: 'default' })
    const red: string[] = []
    for (const [path, read] of Object.entries(parts)) if (String(await read()).includes('--emergency')) red.push(path)
    expect(red).toEqual(['/src/app/ui/FullSheet.vue', '/src/app/ui/LongPressButton.vue'])
  })

  it('and every other colour and size comes from the tokens', async () => {
    const parts = import.meta.glob('/src/app/ui/*.vue', { query: '?raw', import: 'default' })
    const own: string[] = []
    for (const [path, read] of Object.entries(parts)) {
      const styles = String(await read())
        .split('<style')
        .slice(1)
        .join('')
        // From where on there is room for something a condition says itself: no token can stand in it.
        .replaceAll(/@(?:media|container) [^{]+/g, '')
      if (/#[0-9a-f]{3,8}\b|(?:rgb|hsl|oklch)a?\(|\b\d*\.?\d+(?:px|rem|em|mm|pt)\b/i.test(styles)) own.push(path)
    }
    expect(own).toEqual([])
  })
})
