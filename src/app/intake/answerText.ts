import type { FieldSpec } from '#domain/catalogue/form.ts'
import { yuanOf } from '#domain/catalogue/money.ts'
import type { Bilingual } from '#domain/shapes.ts'
import { grouped } from './readBack.ts'

interface Said {
  named(name: Bilingual | undefined): string
  list(items: readonly string[]): string
}

/** An answer as it is read back: names of choices, sums with their sign, long numbers in groups. */
export function answerText(field: FieldSpec, value: unknown, { named, list }: Said): string {
  const options = 'options' in field ? field.options : []
  const of = (code: string) => named(options.find((option) => option.value === code)?.label) || code
  if (Array.isArray(value)) return list(value.map((each: string) => of(each)))
  if (typeof value !== 'string') return ''
  if (field.kind === 'amount') return `¥${yuanOf(Math.round(Number(value) * 100))}`
  return options.length > 0 ? of(value) : grouped(field, value) || value
}
