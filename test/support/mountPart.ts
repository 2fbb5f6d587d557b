import { mount, type VueWrapper } from '@vue/test-utils'
import { createPinia } from 'pinia'
import type { Component } from 'vue'
import { createLibrary, type Library, libraryKey } from '#app/words/words.ts'
import { zh } from './books.ts'

interface Part {
  readonly props?: Record<string, unknown>
  readonly slots?: Record<string, string>
  readonly library?: Library
}

/** Mounts one part as a screen would, attached to the page and speaking Chinese. */
export function mountPart(
  part: Component,
  { props = {}, slots = {}, library = createLibrary('zh-CN', zh) }: Part = {},
): VueWrapper {
  return mount(part, {
    attachTo: document.body,
    props,
    slots,
    global: { plugins: [createPinia()], provide: { [libraryKey]: library } },
  })
}

/** The one element with this role whose visible words or label are exactly these. */
export function findByRole(role: 'button' | 'switch' | 'radio' | 'dialog' | 'alert' | 'status', name: string) {
  const tags = role === 'button' ? 'button:not([role]), [role="button"]' : `[role="${role}"], [role="alert${role}"]`
  const found = [...document.querySelectorAll<HTMLElement>(tags)].filter((one) => nameOf(one) === name)
  const [only] = found
  if (!only || found.length > 1) throw new Error(`${found.length} elements with role ${role} are named ${name}`)
  return only
}

function nameOf(element: HTMLElement): string {
  const labelled = element.getAttribute('aria-labelledby')
  const text = labelled ? document.getElementById(labelled)?.textContent : element.textContent
  return (element.getAttribute('aria-label') ?? text ?? '').replace(/\s+/g, ' ').trim()
}

/** The field whose label reads exactly this. */
export function findField(label: string): HTMLInputElement {
  const found = [...document.querySelectorAll('label')].find((one) => one.textContent.trim() === label)
  const field = document.getElementById(found?.htmlFor ?? '') ?? found?.querySelector('input')
  if (!(field instanceof HTMLInputElement)) throw new Error(`no field is labelled ${label}`)
  return field
}
