import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue'
import { formOf } from '#content/catalogue/catalogue.ts'
import { parametersOf } from '#content/catalogue/parameters.ts'
import { toBase64 } from '#device/basics/base64.ts'
import { createQueue } from '#device/basics/queue.ts'
import { openPaper } from '#device/sealed/openPaper.ts'
import type { OpenedPaper } from '#device/sealed/papers.ts'
import { isPartOfDay } from '#domain/appointments/fromCase.ts'
import { caseAskOf, formAskOf, phoneIn, receiptOf, stepsOf } from '#domain/cases/caseAsk.ts'
import {
  confirmCase,
  finishStep,
  keepCasePaper,
  keepForm,
  openCase,
  seeDocuments,
  submitCase,
  switchCase,
} from '#domain/cases/commands.ts'
import { casesSlice } from '#domain/cases/fold.ts'
import { formKept, sameCustomer, stepsLeft } from '#domain/cases/queries.ts'
import { checkForm } from '#domain/catalogue/checkForm.ts'
import type { FieldValue } from '#domain/catalogue/conditions.ts'
import { askedFields, type Filling, keptValues, missingDocuments, situationsOf } from '#domain/catalogue/filled.ts'
import type { Evidence } from '#domain/catalogue/form.ts'
import { followingFrom } from '#domain/catalogue/offers.ts'
import { calendarDay } from '#domain/day/businessDay.ts'
import { reachOf } from '#domain/interruptions/outOfReach.ts'
import { pricesSlice } from '#domain/prices/fold.ts'
import { askStock } from '#domain/stock/commands.ts'
import { soldIn } from '#domain/stock/sold.ts'
import { useHoldStill } from '../shell/useHoldStill.ts'
import type { Signature } from '../ui/strokes.ts'
import { useShown } from '../useShown.ts'
import { useHall, usePerform, useTablet } from '../useTablet.ts'
import { hashOfForm } from './formHash.ts'
import { useVault } from './useVault.ts'

/** What is half filled in: sealed on this tablet with every keystroke. */
interface Draft {
  /** When it was typed (ms): a form that somebody sealed later, perhaps on another tablet, counts instead. */
  readonly at: number
  readonly values: Record<string, FieldValue>
  readonly seen: readonly string[]
}

/**
 * One case as it is taken down. Opened → filled in, saved with every keystroke → steps one after the other, each kept in
 * the log with what shows it → confirmed → handed in. Everything is on this tablet before the screen says so.
 */
export function useIntake(given: {
  readonly service: string
  readonly ticket: string | null
  readonly case: string | null
}) {
  const { tablet, now } = useTablet()
  const hall = useHall(casesSlice, pricesSlice)
  const { timeOfDay } = useShown()
  const { perform, busy, refusal } = usePerform()
  const { sealed, shut, lend } = useVault()

  const id = ref(given.case)
  const values = reactive<Record<string, FieldValue>>({})
  const seen = ref<readonly string[]>([])
  /** Situations told at the door, before a form tells them. */
  const told = ref<readonly string[]>([])
  const ticked = ref<readonly Evidence[]>([])
  /** How often somebody tried to go on with this step: from the first time on everything that is wrong is shown. */
  const attempts = ref(0)
  const tag = ref<string | null>(null)
  /** Whether what was typed before is here: until it is read nobody may type over it. Else why it did not open. */
  const draft = ref<'reading' | 'read' | Unopened>(given.case === null ? 'read' : 'reading')
  const keptAs = shallowRef('')

  const found = computed(() => (id.value === null ? undefined : hall.value.cases.get(id.value)))
  const form = computed(() => formOf(found.value?.service ?? given.service, found.value?.version))
  const reach = computed(() => reachOf(hall.value))
  const filling = computed<Filling>(() => ({
    reach: found.value && found.value.status !== 'open' ? found.value.reach : reach.value,
    today: calendarDay(hall.value, now.value),
    time: timeOfDay(now.value),
    parameters: parametersOf(hall.value.settings),
    offers: hall.value.priceBook ?? undefined,
  }))
  const situations = computed(() =>
    form.value ? [...new Set([...told.value, ...situationsOf(form.value, values, filling.value)])] : [],
  )
  const missing = computed(() =>
    form.value ? missingDocuments(form.value, { situations: situations.value, shown: seen.value }) : [],
  )
  const left = computed(() => (found.value ? stepsLeft(found.value) : []))
  const step = computed(() => form.value?.steps.find((each) => each.id === left.value[0]?.id))
  const switched = computed(() => found.value?.status === 'open' && found.value.reach !== reach.value)
  const duplicates = computed(() =>
    tag.value === null ? 0 : sameCustomer(hall.value, tag.value, now.value, id.value ?? '').length,
  )
  const done = computed(() => left.value.length === 0)
  /** Somebody works on it here, or is to: not while it is reviewed. */
  const inHand = computed(() => found.value?.status === 'open' || found.value?.status === 'returned')
  /** Nothing is reloaded away, and the tablet does not lock by itself, while a case is open on the screen. */
  useHoldStill('form', () => inHand.value)

  async function begin(): Promise<void> {
    if (!form.value) return
    const formHash = await hashOfForm(form.value)
    const performed = await perform(openCase, { ...caseAskOf(form.value, given.ticket), formHash })
    const opened = performed.ok ? performed.events[0]?.subject : undefined
    if (opened === undefined) return
    id.value = opened
    save()
  }

  const oneTaking = createQueue()
  /**
   * Takes up what was typed before: the draft of this tablet, or else the form that was sealed last. One after another:
   * what is asked for when the first has read it finds that it is read, and does not put the old text over new typing.
   */
  const takeUp = (): Promise<void> =>
    oneTaking(readDraft).catch(() => {
      draft.value = 'damaged'
    })
  async function readDraft(): Promise<void> {
    if (id.value === null || sealed.value === null || shut.value !== null || !inHand.value) return
    if (draft.value === 'read') return
    draft.value = 'reading'
    const subject = id.value
    const kept = found.value ? formKept(found.value) : null
    const typed = await sealed.value.drafts.open(subject)
    // Locked meanwhile: a draft that is here did not open, and is read when the vault is open again.
    if (shut.value !== null) return
    if (isDraft(typed) && typed.at >= (kept?.at ?? 0)) {
      Object.assign(values, typed.values)
      seen.value = typed.seen
    } else if (kept) {
      const opened = await openPaper(tablet, { subject, kind: 'form', name: kept.paper, reason: 'own-work' })
      const whole: unknown = opened.ok ? JSON.parse(new TextDecoder().decode(opened.bytes)) : null
      if (!isForm(whole)) {
        draft.value = opened.ok ? 'damaged' : opened.why
        return
      }
      Object.assign(values, whole.values)
      seen.value = found.value?.seen ?? []
    }
    draft.value = 'read'
  }
  /** Goes on with an empty form, because the one that was sealed does not open here. */
  function fillInAnew(): void {
    draft.value = 'read'
  }
  watch([sealed, shut, inHand], () => void takeUp(), { immediate: true })

  function save(): void {
    if (id.value === null || draft.value !== 'read') return
    void sealed.value?.drafts.save(id.value, {
      values: { ...values },
      seen: seen.value,
      at: tablet.now(),
    } satisfies Draft)
  }

  function change(field: string, value: FieldValue): void {
    values[field] = value
    if (form.value) {
      Object.assign(values, followingFrom(form.value, field, values, filling.value))
      // What was shown and read out was another offer's price and terms.
      const of = askedFields(form.value, values, filling.value).find((each) => each.id === field)
      if (of?.kind === 'text' && of.listed !== undefined)
        ticked.value = ticked.value.filter((each) => each !== 'price-shown' && each !== 'read-aloud')
    }
    save()
  }
  function see(documents: readonly string[]): void {
    seen.value = documents
    save()
  }
  function tick(evidence: Evidence): void {
    ticked.value = ticked.value.includes(evidence)
      ? ticked.value.filter((each) => each !== evidence)
      : [...ticked.value, evidence]
  }

  /** Seals the form as it stands, unless it was kept like this already. */
  async function keep(): Promise<boolean> {
    const subject = id.value
    if (!form.value || subject === null || !sealed.value || draft.value !== 'read') return false
    const kept = keptValues(form.value, values, filling.value)
    const text = JSON.stringify({
      service: form.value.service,
      version: form.value.version,
      values: kept,
      seen: seen.value,
    })
    if (text === keptAs.value && found.value && formKept(found.value)) return true
    const paper = await sealed.value.papers.seal({ subject, kind: 'form' }, new TextEncoder().encode(text))
    if (paper === null) return false
    const number = phoneIn(form.value, values, filling.value)
    const [numberTag] = number === null ? [] : await sealed.value.vault.tags(number)
    const [tailTag] = number === null ? [] : await sealed.value.vault.tags(number.slice(-4))
    tag.value = numberTag ?? null
    const phone = numberTag !== undefined && tailTag !== undefined ? { number: numberTag, tail: tailTag } : null
    const performed = await perform(keepForm, {
      case: subject,
      paper,
      phone,
      ...formAskOf(form.value, values, filling.value),
    })
    if (performed.ok) keptAs.value = text
    return performed.ok
  }

  /** Keeps what the step needs, then the step. False when something is still wrong, which the screen then shows. */
  async function finish(): Promise<boolean> {
    const now = step.value
    const subject = id.value
    if (!now || !form.value || subject === null) return false
    if (now.evidence.includes('fields')) {
      attempts.value++
      if (checkForm(form.value, values, filling.value).some(({ level }) => level === 'error')) return false
      // Said before money is taken; it leaves the allotment when the case is handed in.
      const lines = soldIn(form.value, values, filling.value)
      if (!(await perform(askStock, { case: subject, lines })).ok) return false
      if (!(await keep())) return false
    }
    if (now.evidence.includes('documents')) {
      const documents = { seen: [...seen.value], missing: missing.value.map(([first]) => first?.id ?? '') }
      if (!(await perform(seeDocuments, { case: subject, ...documents })).ok) return false
      if (missing.value.length > 0) return false
    }
    const evidence = [
      ...now.evidence.filter((each) => each === 'fields' || each === 'documents' || each === 'confirmation'),
      ...ticked.value,
    ]
    const performed = await perform(finishStep, { case: subject, step: now.id, evidence })
    if (performed.ok) {
      ticked.value = []
      attempts.value = 0
    }
    return performed.ok
  }

  async function addPhoto(bytes: Uint8Array): Promise<void> {
    const subject = id.value
    if (subject === null) return
    const paper = await sealed.value?.papers.seal({ subject, kind: 'photo' }, bytes)
    if (paper) await perform(keepCasePaper, { case: subject, kind: 'photo', papers: [paper], holds: ['image'] })
  }

  /** The customer has signed: strokes and picture lie in one paper. */
  async function sign(signature: Signature): Promise<boolean> {
    const subject = id.value
    if (subject === null || !(await keep())) return false
    const { image, ...drawn } = signature
    const text = JSON.stringify({ ...drawn, image: toBase64(image) })
    const paper = await sealed.value?.papers.seal({ subject, kind: 'signature' }, new TextEncoder().encode(text))
    return paper ? (await perform(confirmCase, { case: subject, how: 'signature', paper })).ok : false
  }

  async function confirmAloud(witness: string): Promise<boolean> {
    const subject = id.value
    if (subject === null || !(await keep())) return false
    return (await perform(confirmCase, { case: subject, how: 'spoken', witness })).ok
  }

  async function submit(): Promise<boolean> {
    const subject = id.value
    if (!form.value || subject === null || !(await keep())) return false
    const receipt = receiptOf(form.value, values, filling.value)
    const { slotDay: day, slotTime: part } = values
    const comes = receipt === 'appointment' && typeof day === 'string' && isPartOfDay(part) ? { day, part } : null
    const sells = soldIn(form.value, values, filling.value)
    const performed = await perform(submitCase, { case: subject, receipt, sells, ...(comes ? { comes } : {}) })
    if (performed.ok) await sealed.value?.drafts.remove(subject)
    return performed.ok
  }

  async function followReach(): Promise<void> {
    if (form.value && id.value !== null) await perform(switchCase, { case: id.value, steps: stepsOf(form.value) })
  }

  // What is typed is on the disk already; this is for the value a browser still holds when the page goes.
  const onHide = () => document.visibilityState === 'hidden' && save()
  document.addEventListener('visibilitychange', onHide)
  onScopeDispose(() => document.removeEventListener('visibilitychange', onHide))

  return {
    id,
    draft,
    takeUp,
    fillInAnew,
    found,
    form,
    filling,
    reach,
    values,
    seen,
    told,
    situations,
    missing,
    ticked,
    step,
    left,
    done,
    attempts,
    switched,
    duplicates,
    sealed,
    shut,
    lend,
    busy,
    refusal,
    perform,
    begin,
    change,
    see,
    tick,
    keep,
    finish,
    addPhoto,
    sign,
    confirmAloud,
    submit,
    followReach,
  }
}

type Unopened = Extract<OpenedPaper, { ok: false }>['why']

export type Intake = ReturnType<typeof useIntake>

function isForm(value: unknown): value is Pick<Draft, 'values'> {
  return typeof value === 'object' && value !== null && 'values' in value && typeof value.values === 'object'
}

function isDraft(value: unknown): value is Draft {
  return isForm(value) && 'at' in value && typeof value.at === 'number'
}
