import { defineStore } from 'pinia'
import * as v from 'valibot'
import { ref, watch } from 'vue'
import { kept } from './kept.ts'
import { type Language, type Library, languages } from './words/words.ts'

export const themes = ['light', 'dark', 'glare', 'auto'] as const
export type Theme = (typeof themes)[number]
export const slipPapers = ['usb', 'bluetooth', '80', '58', 'none'] as const
/**
 * Where this tablet prints slips: on a printer of its own by USB or Bluetooth, on a printer of the hall (its id), by its
 * system on a roll of so many mm, or nowhere when numbers are only told.
 */
export type SlipPaper = string

const keptLanguage = kept('language', v.picklist(languages))
const keptTheme = kept('theme', v.picklist(themes))
const keptSlipPaper = kept('slipPaper', v.string())

/** The first that its people read of what this browser asks for, in whatever variant; else what the hall speaks. */
function spokenHere(asked: readonly string[]): Language {
  const bare = asked.map((tag) => tag.split('-')[0]?.toLowerCase())
  return bare.find((each) => each === 'zh' || each === 'en') === 'en' ? 'en' : 'zh-CN'
}

/** What this screen looks like and speaks. Kept per device, beside the log and never in it. */
export const usePreferences = defineStore('preferences', () => {
  const language = ref<Language>(keptLanguage.read() ?? spokenHere(navigator.languages))
  const theme = ref<Theme>(keptTheme.read() ?? 'light')
  const slipPaper = ref<SlipPaper>(keptSlipPaper.read() ?? '80')

  function chooseLanguage(next: Language): void {
    language.value = next
    keptLanguage.keep(next)
  }

  function chooseTheme(next: Theme): void {
    theme.value = next
    keptTheme.keep(next)
  }

  function chooseSlipPaper(next: SlipPaper): void {
    slipPaper.value = next
    keptSlipPaper.keep(next)
  }

  return { language, theme, slipPaper, chooseLanguage, chooseTheme, chooseSlipPaper }
})

interface Followed {
  readonly preferences: ReturnType<typeof usePreferences>
  readonly library: Library
  readonly root: HTMLElement
}

/** Lets the page follow the preferences: its language, its words and its theme. Returns what stops it. */
export function followPreferences({ preferences, library, root }: Followed): () => void {
  const night = window.matchMedia('(prefers-color-scheme: dark)')
  const dress = () => {
    const chosen = preferences.theme
    root.dataset.theme = chosen === 'auto' ? (night.matches ? 'dark' : 'light') : chosen
  }
  const speak = async (language: Language) => {
    await library.change(language)
    root.lang = preferences.language
  }
  root.lang = preferences.language
  dress()
  const stopDress = watch(() => preferences.theme, dress)
  const stopSpeak = watch(
    () => preferences.language,
    // A language that does not load (first switch, server dead, not precached) leaves the present one standing.
    (language) => void speak(language).catch(() => undefined),
  )
  night.addEventListener('change', dress)
  return () => {
    stopDress()
    stopSpeak()
    night.removeEventListener('change', dress)
  }
}
