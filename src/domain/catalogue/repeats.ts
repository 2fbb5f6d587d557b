/**
 * Groups of questions that are asked several times: the numbers a customer wishes for, the articles of one sale. Each entry
 * is unfolded into questions of its own, `articles-2-quantity`, so that whatever reads, checks, tidies and shows a form knows
 * nothing of groups.
 */
import type { Condition, FieldValue, Values } from './conditions.ts'
import type { FieldSpec, RepeatSpec, ServiceForm, SingleSpec } from './form.ts'

/** The name of a question in an entry, from 1: `articles-2-quantity`. */
export const entryField = (repeat: string, entry: number, field: string): string => `${repeat}-${entry}-${field}`

/** How many entries a value says; what says none, too few or too many is read as the nearest that may be. */
export function entriesIn({ least, most }: RepeatSpec, value: FieldValue | undefined): number {
  const count = typeof value === 'string' && /^\d{1,3}$/.test(value.trim()) ? Number(value) : least
  return Math.min(Math.max(count, least), most)
}

/** Every question as it is asked: of a group those of each entry, one after the other, and then the group itself. */
export const unfolded = (fields: readonly FieldSpec[], values: Values): FieldSpec[] =>
  fields.flatMap((field) =>
    field.kind === 'repeat' ? [...entriesOf(field, entriesIn(field, values[field.id])), field] : [field],
  )

/** Every question there can be in a form, with as many entries as there may be. */
export const everyField = (form: Pick<ServiceForm, 'fields'>): FieldSpec[] =>
  form.fields.flatMap((field) => (field.kind === 'repeat' ? [...entriesOf(field, field.most), field] : [field]))

/** What changes when an entry is taken out: those behind it move up, and the last one is empty. */
export function withoutEntry(repeat: RepeatSpec, entry: number, values: Values): Record<string, FieldValue> {
  const count = entriesIn(repeat, values[repeat.id])
  if (entry < 1 || entry > count || count <= repeat.least) return {}
  const moved = repeat.fields.flatMap(({ id }) =>
    Array.from({ length: count - entry + 1 }, (_, at): [string, FieldValue] => {
      const to = entry + at
      return [entryField(repeat.id, to, id), to < count ? (values[entryField(repeat.id, to + 1, id)] ?? '') : '']
    }),
  )
  return { ...Object.fromEntries(moved), [repeat.id]: String(count - 1) }
}

const entriesOf = (repeat: RepeatSpec, count: number): FieldSpec[] =>
  Array.from({ length: count }, (_, at) =>
    repeat.fields.map((field, place) => ({
      ...inEntry(repeat, field, at + 1),
      ...(place === 0 ? { begins: true as const } : {}),
    })),
  ).flat()

/** A question as it is asked in one entry; what it refers to there is meant, where the entry has it. */
function inEntry({ id: repeat, fields }: RepeatSpec, field: SingleSpec, entry: number): FieldSpec {
  const own = (id: string) => (fields.some((each) => each.id === id) ? entryField(repeat, entry, id) : id)
  const met = (condition: Condition): Condition => {
    if ('field' in condition) return { ...condition, field: own(condition.field) }
    if ('youngerThan' in condition) return { ...condition, born: condition.born.map(own) }
    if ('every' in condition) return { every: condition.every.map(met) }
    return 'some' in condition ? { some: condition.some.map(met) } : { not: met(condition.not) }
  }
  const { when, sameAs } = field
  const named = {
    id: entryField(repeat, entry, field.id),
    label: { zh: `${field.label.zh}（${entry}）`, en: `${field.label.en} (${entry})` },
    ...(when ? { when: met(when) } : {}),
    ...(sameAs === undefined ? {} : { sameAs: own(sameAs) }),
  }
  switch (field.kind) {
    case 'identity-number':
      return { ...field, ...named, document: own(field.document) }
    case 'auth-code':
      return { ...field, ...named, received: own(field.received) }
    case 'amount': {
      const { of, paidBy } = field
      return {
        ...{ ...field, ...named },
        ...(of === undefined ? {} : { of: own(of) }),
        ...(paidBy === undefined ? {} : { paidBy: own(paidBy) }),
      }
    }
    default:
      return { ...field, ...named }
  }
}
