/** The name on the page of the field with this id. */
export const fieldElement = (field: string): string => `field-${field}`

/** Brings a field into view and the keyboard to it; in a group to what is chosen, else to the first. */
export function focusField(field: string): void {
  const element = document.getElementById(fieldElement(field))
  if (!element) return
  const target = element.matches('input, select, textarea, button')
    ? element
    : (element.querySelector<HTMLElement>('input:checked, [tabindex="0"]') ??
      element.querySelector<HTMLElement>('input, button'))
  element.scrollIntoView({ block: 'center' })
  target?.focus({ preventScroll: true })
}
