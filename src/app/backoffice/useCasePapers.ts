import { onScopeDispose, shallowRef, watch } from 'vue'
import { type AskedPaper, openPaper } from '#device/sealed/openPaper.ts'
import type { OpenedPaper } from '#device/sealed/papers.ts'
import type { CaseState } from '#domain/cases/cases.ts'
import { changedSince } from '#domain/cases/queries.ts'
import type { FieldValue } from '#domain/catalogue/conditions.ts'
import { useVault } from '../intake/useVault.ts'
import type { Signature } from '../ui/strokes.ts'
import { useTablet } from '../useTablet.ts'

/** A paper of a case that does not open, and why: what is not seen is said, and counts as neither there nor gone. */
export interface Unread {
  readonly what: 'form' | 'before' | 'signature' | 'photo'
  readonly why: Extract<OpenedPaper, { ok: false }>['why']
}

/** What the papers of a case say, once they are open. */
export interface OpenedCase {
  readonly case: string
  readonly values: Readonly<Record<string, FieldValue>>
  /** The form as it was when the case was sent back, or else as it was sealed before the last time, to see what changed. */
  readonly before: Readonly<Record<string, FieldValue>> | null
  readonly strokes: Pick<Signature, 'strokes' | 'width' | 'height'> | null
  /** Object URLs of its photos. */
  readonly photos: readonly string[]
  /** Each kind of paper once for each reason. */
  readonly unread: readonly Unread[]
}

/** Opens the papers of the case that is looked at, for a reason that is noted. Pictures leave memory with the screen. */
export function useCasePapers(shown: () => CaseState | undefined, reason: AskedPaper['reason']) {
  const { tablet } = useTablet()
  const { sealed, shut } = useVault()
  const opened = shallowRef<OpenedCase | null>(null)

  function forget(): void {
    for (const url of opened.value?.photos ?? []) URL.revokeObjectURL(url)
    opened.value = null
  }
  onScopeDispose(forget)

  async function read(found: CaseState): Promise<OpenedCase> {
    const open = (name: string, kind: string) => openPaper(tablet, { subject: found.id, kind, name, reason })
    const [form, last] = [...found.forms].reverse()
    const changed = changedSince(found)
    const earlier = changed ? found.forms.find(({ paper }) => changed.newForm && paper === changed.before) : last
    const now = form ? await open(form.paper, 'form') : null
    const then = earlier ? await open(earlier.paper, 'form') : null
    const name = found.confirmation?.paper
    const signed = name ? await open(name, 'signature') : null
    const photos: string[] = []
    const unread: Unread[] = []
    const note = (what: Unread['what'], paper: OpenedPaper | null) => {
      if (paper?.ok !== false || unread.some((each) => each.what === what && each.why === paper.why)) return
      unread.push({ what, why: paper.why })
    }
    note('form', now)
    note('before', then)
    note('signature', signed)
    for (const { paper, kind } of found.papers) {
      if (kind !== 'photo') continue
      const photo = await open(paper, 'photo')
      note('photo', photo)
      if (photo.ok) photos.push(URL.createObjectURL(new Blob([new Uint8Array(photo.bytes)], { type: 'image/jpeg' })))
    }
    return {
      case: found.id,
      values: valuesIn(now) ?? {},
      before: valuesIn(then),
      strokes: signed?.ok ? JSON.parse(new TextDecoder().decode(signed.bytes)) : null,
      photos,
      unread,
    }
  }

  let turn = 0
  /** Opens what is looked at, also once more: what could not be had before may be had now. */
  async function look(): Promise<void> {
    forget()
    turn += 1
    const mine = turn
    const found = shown()
    if (!found || !sealed.value) return
    const whole = await read(found)
    if (mine === turn) opened.value = whole
    else for (const url of whole.photos) URL.revokeObjectURL(url)
  }
  watch([() => shown()?.id, () => shown()?.forms.length, sealed, shut], look, { immediate: true })

  return { opened, shut, look }
}

function valuesIn(paper: OpenedPaper | null): Record<string, FieldValue> | null {
  if (!paper?.ok) return null
  const whole: unknown = JSON.parse(new TextDecoder().decode(paper.bytes))
  return typeof whole === 'object' && whole !== null && 'values' in whole
    ? (whole.values as Record<string, FieldValue>)
    : null
}
