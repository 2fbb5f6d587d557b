/**
 * The plan's five categories of business (1.1.11), apart from the forms: whoever gives numbers sees them without having
 * loaded what a service asks for.
 */
import type { Category } from '#domain/catalogue/form.ts'
import type { Bilingual } from '#domain/shapes.ts'

interface CategoryOfBusiness {
  readonly id: Category
  readonly name: Bilingual
  readonly services: readonly string[]
}

/** In the plan's order, each with its services by id. */
export const categories: readonly CategoryOfBusiness[] = [
  { id: 'entry', name: { zh: '入网类', en: 'New numbers' }, services: ['SV01', 'SV02', 'SV03', 'SV04'] },
  { id: 'change', name: { zh: '变更类', en: 'Changes' }, services: ['SV05', 'SV06', 'SV07'] },
  { id: 'payment', name: { zh: '缴费类', en: 'Payments' }, services: ['SV08', 'SV09', 'SV10'] },
  { id: 'consulting', name: { zh: '咨询类', en: 'Questions and complaints' }, services: ['SV11', 'SV12', 'SV13'] },
  {
    id: 'other',
    name: { zh: '其他类', en: 'Everything else' },
    services: ['SV14', 'SV15', 'SV16', 'SV17', 'SV18', 'SV19', 'SV20', 'SV21', 'SV22'],
  },
]

/** The category of a service; what a hall offers besides the catalogue is of the last one. */
export const categoryOf = (service: string): Category =>
  categories.find(({ services }) => services.includes(service))?.id ?? 'other'
