import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import CustomerCard from '#app/counter/CustomerCard.vue'
import ReceptionScreen from '#app/reception/ReceptionScreen.vue'
import { startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { shutBehindDoor } from '#device/sealed/openPaper.ts'
import type { SealedThings } from '#device/sealed/sealedThings.ts'
import type { Tablet } from '#device/tablet.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet, STAFF } from '#support/fakeTablet.ts'
import { pageText, press, typeInto } from '#support/mountApp.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { townHall } from '#support/townHall.ts'
import { until } from '#support/until.ts'

let shown: ReturnType<typeof mountScreen> | undefined
beforeEach(() => localStorage.clear())
afterEach(() => shown?.unmount())

/** Papers and hashes as a vault gives them: what was sealed is read again by its name, equal numbers have equal tags. */
function aDoor({ vault = 'unlocked', by = STAFF.wang }: { vault?: 'unlocked' | 'locked'; by?: string | null } = {}) {
  const settings = { ...townHall, queues: [...startQueues], services: [...startServices] }
  const tablet = createFakeTablet({ place: 'reception', by, settings })
  tablet.setStatus({ vault })
  const kept = new Map<string, Uint8Array>()
  const sealed = {
    papers: {
      unsent: new Set(),
      seal: async (_place: unknown, bytes: Uint8Array) => {
        if (vault !== 'unlocked') return null
        const name = String(kept.size + 1).padStart(64, '0')
        kept.set(name, bytes)
        return name
      },
    },
    door: shutBehindDoor({
      open: async (name) => {
        const bytes = kept.get(name)
        return bytes ? { ok: true, bytes } : { ok: false, why: 'not-now' }
      },
    }),
    vault: { tags: async (number: string) => [number.padStart(16, '0').slice(-16)] },
  } as unknown as SealedThings
  const door: Tablet = Object.create(tablet, { sealed: { value: sealed }, openSealed: { value: async () => sealed } })
  return { tablet, door, kept }
}
/** A service's tile says more than its name. */
function tapTile(start: string): void {
  const [tile] = [...document.querySelectorAll('button')].filter((each) => each.textContent.trim().startsWith(start))
  if (!tile) throw new Error(`no tile ${start}`)
  tile.click()
}
const leave = async (name: string, phone: string) => {
  await press('称呼、电话')
  await until(() => pageText().includes('客户愿意才留'), pageText)
  if (name !== '') await typeInto('称呼', name)
  await typeInto('联系电话', phone)
  await atRest()
}

describe('whoever wants to leave a name and a telephone at the door', () => {
  it('has them sealed with their number, and who serves them can look (1.1.18)', async () => {
    const { tablet, door, kept } = aDoor()
    shown = mountScreen(ReceptionScreen, { tablet: door })
    await leave('王女士', '138 0013 8000')
    await press('记下，再选业务')
    await until(() => pageText().includes('已填称呼、电话'), pageText)
    tapTile('缴费')
    await until(() => tablet.log.hall.tickets.size === 1, pageText)
    await until(() => kept.size === 1 && pageText().includes('客户留了称呼、电话'), pageText)
    const [ticket] = [...tablet.log.hall.tickets.values()]
    expect(JSON.stringify([...tablet.log.hall.tickets.values()])).not.toContain('8000')
    expect(new TextDecoder().decode([...kept.values()][0])).toBe('{"name":"王女士","phone":"13800138000"}')
    shown.unmount()
    shown = mountScreen(CustomerCard, {
      tablet: door,
      props: { ticket: ticket!, counter: '1', idleSentence: '', outcome: 'done' },
    })
    await until(() => pageText().includes('客户留了称呼、电话'), pageText)
    const [sealedAs, bytes] = [...kept][0]!
    kept.delete(sealedAs)
    await press('查看')
    await until(() => pageText().includes('现在看不了，请稍后再试。'), pageText)
    kept.set(sealedAs, bytes)
    await press('再试一次')
    await until(() => pageText().includes('王女士 13800138000'), pageText)
    expect(pageText()).not.toContain('现在看不了')
  })

  it('gets a number without them as ever, also where nothing can be sealed', async () => {
    const { tablet, door } = aDoor({ by: null })
    shown = mountScreen(ReceptionScreen, { tablet: door })
    await leave('', '13800138000')
    expect(pageText()).toContain('不留照样取号')
    await press('关闭')
    tapTile('缴费')
    await until(() => tablet.log.hall.tickets.size === 1, pageText)
  })

  it('is told which number they have already, may use it with one tap, and may take another (Q6)', async () => {
    const { tablet, door } = aDoor()
    shown = mountScreen(ReceptionScreen, { tablet: door })
    await leave('', '13800138000')
    await press('记下，再选业务')
    tapTile('缴费')
    await until(() => pageText().includes('客户留了电话'), pageText)
    await press('完成')
    await leave('', '13800138000')
    await until(() => pageText().includes('该手机号 09:00 已取 A001（等候中）'), pageText)
    await press('用 A001')
    await until(() => pageText().includes('补打'), pageText)
    await press('关闭')
    await leave('', '13800138000')
    await press('记下，再选业务')
    tapTile('缴费')
    await until(() => tablet.log.hall.tickets.size === 2, pageText)
  })
})

describe('documents that are looked at before somebody waits', () => {
  it('are on the card and on the slip as what is missing, and at the counter (Q54)', async () => {
    const { tablet, door } = aDoor()
    let onPaper = ''
    window.print = () => {
      onPaper = document.querySelector('.slipPaper')?.textContent ?? ''
    }
    shown = mountScreen(ReceptionScreen, { tablet: door })
    tapTile('补换卡')
    await until(() => tablet.log.hall.tickets.size === 1, pageText)
    await press('预审资料')
    await until(() => pageText().includes('看一眼客户带了什么'), pageText)
    await press('记下')
    await until(() => pageText().includes('缺：本人有效身份证件原件'), pageText)
    await press('打印')
    await until(
      () => onPaper.includes('缺：本人有效身份证件原件'),
      () => onPaper,
    )
    const [ticket] = [...tablet.log.hall.tickets.values()]
    shown.unmount()
    shown = mountScreen(CustomerCard, {
      tablet: door,
      props: { ticket: ticket!, counter: '1', idleSentence: '', outcome: 'done' },
    })
    await until(() => pageText().includes('缺：本人有效身份证件原件'), pageText)
    // Of the next service on the same ticket nobody has looked at anything.
    shown.unmount()
    shown = mountScreen(CustomerCard, {
      tablet: door,
      props: { ticket: { ...ticket!, service: 'SV10' }, counter: '1', idleSentence: '', outcome: 'done' },
    })
    await until(() => pageText().includes(ticket!.label), pageText)
    expect(pageText()).not.toMatch(/资料已看|缺：/)
  })
})

describe('the card of how customers are received', () => {
  it('is read at the door with one tap (1.1.18)', async () => {
    shown = mountScreen(ReceptionScreen, { tablet: aDoor({ by: null }).door })
    await press('礼仪卡')
    await until(() => pageText().includes('请问办什么业务？'), pageText)
  })
})
