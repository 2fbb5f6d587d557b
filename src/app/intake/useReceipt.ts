import { computed, shallowRef, watch } from 'vue'
import { phoneIn } from '#domain/cases/caseAsk.ts'
import { caseCode } from '#domain/cases/caseCode.ts'
import { waitsForOperator } from '#domain/cases/cases.ts'
import { keptDays } from '#domain/cases/papersDue.ts'
import { formKept } from '#domain/cases/queries.ts'
import { receiptCode, receiptText } from '#domain/cases/receiptCode.ts'
import { neededDocuments, otherwiseIn } from '#domain/catalogue/filled.ts'
import { fenOf, writtenOut, yuanOf } from '#domain/catalogue/money.ts'
import { offerIn } from '#domain/catalogue/offers.ts'
import { onReceipt } from '#domain/catalogue/onReceipt.ts'
import { figure } from '#domain/catalogue/parameters.ts'
import { maskedPhone } from '#domain/catalogue/phones.ts'
import { signedFor } from '#log/signed.ts'
import type { SlipLine } from '../printing/slip.ts'
import { useShown } from '../useShown.ts'
import { useTablet } from '../useTablet.ts'
import { useWords } from '../words/words.ts'
import { answerText } from './answerText.ts'
import { termsLines } from './termsLines.ts'
import type { Intake } from './useIntake.ts'

/** What stands on a receipt, honest about what is not done yet: the same on the screen, on paper and as a picture (§2.1). */
export function useReceipt({ found, form, filling, values, situations }: Intake) {
  const { hall, identity, tablet } = useTablet()
  const { dayAndTime, named, serviceNamed } = useShown()
  const words = useWords('cases', 'intake')
  /** Signed by this tablet; where it cannot sign, the code still leads to the case. */
  const code = shallowRef('')

  const kind = computed(() => (found.value?.status === 'put-off' ? 'notice' : (found.value?.receipt?.kind ?? 'none')))
  const said = computed(() => {
    if (!found.value || !identity.value) return ''
    const { id, receipt, service, submittedAt, since } = found.value
    const [own, number, at] = [identity.value.tablet, receipt?.number ?? null, Math.round(submittedAt ?? since)]
    return receiptText({ hall: hall.value.id, tablet: own, case: id, number, service, kind: kind.value, at })
  })
  watch(
    said,
    async (text) => {
      const plain = found.value ? caseCode(hall.value.id, found.value.id) : ''
      const signature = text === '' ? '' : await tablet.sign(signedFor('case', text)).catch(() => '')
      if (text === said.value) code.value = signature === '' ? plain : receiptCode(text, signature)
    },
    { immediate: true },
  )
  const cash = computed(() => (found.value ? (formKept(found.value)?.cash ?? 0) : 0))
  const waits = computed(() => found.value !== undefined && waitsForOperator(found.value))
  const prices = computed(() => (found.value ? (formKept(found.value)?.prices ?? null) : null))
  /** Taken down while nobody can ask the operator, at a price that nobody vouches for. */
  const priceIsOpen = computed(() => waits.value && prices.value !== null && prices.value.state !== 'listed')
  const priceLine = computed(() => {
    if (!prices.value) return []
    const { version, state } = prices.value
    const { price, priceListed, priceOpen } = words.cases.receipt
    if (state !== 'listed') return waits.value ? [{ label: price, value: priceOpen[state]({ version }) }] : []
    return [{ label: price, value: priceListed({ version }) }]
  })
  const paid = (fen: number) => `¥${yuanOf(fen)} ${writtenOut(fen)}`
  const answers = computed(() => {
    if (!form.value) return []
    return onReceipt(form.value, values, filling.value).flatMap(({ field, value }) => {
      const fen =
        field.kind === 'amount' && field.group === 'payment' && typeof value === 'string' ? fenOf(value) : null
      if (fen !== null) return [{ label: words.cases.receipt.amount, value: paid(fen) }]
      const offer = offerIn(field, values, filling.value)
      return [
        { label: named(field.label), value: answerText(field, value, { named, list: words.common.list }) },
        ...(offer ? termsLines(offer, words.intake.terms) : []),
      ]
    })
  })
  /** Of documents of which one is enough, the first stands for all. */
  const bring = computed(() =>
    form.value
      ? words.common.list(neededDocuments(form.value, situations.value).map(([first]) => named(first?.label)))
      : '',
  )
  const kept = computed(() => {
    const kinds = [
      ...(found.value?.forms ?? []).slice(0, 1).map(() => 'form' as const),
      ...(found.value?.papers ?? []).map((each) => each.kind),
    ]
    const names = [...new Set(kinds)].map((each) => words.cases.receipt.papers[each])
    // What is promised is what the hall's rules do.
    const after = kinds.map((each) => keptDays(hall.value.settings.rules)[each])
    const days = after.includes(0) ? null : Math.max(...after)
    const years = figure(filling.value.parameters, 'realNameKeepAfterEndYears') ?? 0
    return names.length > 0
      ? words.cases.receipt.kept({ what: words.common.list(names), years, days })
      : words.cases.receipt.keptNothing
  })

  const lines = computed(() => {
    if (!found.value || !form.value) return []
    const phone = phoneIn(form.value, values, filling.value)
    const missing = form.value.documents.filter(({ id }) => found.value?.missing.includes(id))
    const at = found.value.submittedAt ?? found.value.since
    const by = hall.value.staff.get(found.value.submittedBy ?? found.value.openedBy ?? '')?.workNumber ?? ''
    const r = words.cases.receipt
    return [
      { label: r.service, value: serviceNamed(found.value.service) },
      ...(phone ? [{ label: r.phone, value: maskedPhone(phone) }] : []),
      { label: r.at, value: dayAndTime(at) },
      { label: r.by, value: by },
      ...answers.value,
      ...priceLine.value,
      ...(cash.value > 0 && !answers.value.some(({ label }) => label === r.amount)
        ? [{ label: r.amount, value: paid(cash.value) }]
        : []),
      ...(kind.value === 'appointment' && bring.value !== '' ? [{ label: r.bring, value: bring.value }] : []),
      ...missing.map((document) => ({ label: r.missing, value: `${named(document.label)} — ${named(document.from)}` })),
      ...(found.value.until ? [{ label: r.until, value: found.value.until }] : []),
      ...(waits.value && kind.value !== 'notice'
        ? [
            { label: r.waits, value: named(form.value.offline.waits) },
            { label: r.why, value: r.whyWaits },
          ]
        : []),
    ]
  })
  const fineprint = computed(() => {
    const r = words.cases.receipt
    const promise =
      waits.value && found.value ? [r.promise({ hours: found.value.promiseHours }), r.notify, r.cancel] : []
    return [
      ...new Set([
        ...(form.value && kind.value !== 'notice' && (waits.value || found.value?.tier === 'T0')
          ? [named((otherwiseIn(form.value, values, filling.value) ?? form.value).receipt.text)]
          : []),
        ...(priceIsOpen.value ? [r.priceToConfirm] : []),
      ]),
      ...promise,
      r.ask({ phone: hall.value.settings.planVariables.本厅电话 ?? '' }),
      kept.value,
      r.complain,
    ]
  })
  const title = computed(() =>
    kind.value === 'notice' ? words.cases.putOffTitle : words.cases.receiptTitles[kind.value],
  )
  const number = computed(() => found.value?.receipt?.number ?? '')
  /** Hall and day, lane and count: where one line is too narrow for all of it, it goes on between the two. */
  const halves = computed(() => {
    const [hallCode = '', day = '', ...rest] = number.value.split('-')
    return number.value === '' ? [] : [`${hallCode}-${day}-`, rest.join('-')]
  })

  const slip = computed<readonly SlipLine[]>(() => {
    const read = (text: string, look: 'plain' | 'fine') => ({ kind: 'text', text, look, fromLeft: true }) as const
    return [
      { kind: 'text', text: hall.value.settings.name, look: 'plain' },
      { kind: 'text', text: title.value, look: 'title' },
      ...(number.value === '' ? [] : [{ kind: 'text', text: number.value, look: 'strong' } as const]),
      ...lines.value.map(({ label, value }) => read(words.common.labelled({ label, text: value }), 'plain')),
      ...(code.value === '' ? [] : [{ kind: 'code', text: code.value, name: words.cases.receiptNumber } as const]),
      ...fineprint.value.map((line) => read(line, 'fine')),
    ]
  })

  return { kind, title, number, halves, lines, fineprint, code, slip }
}
