import { describe, expect, it } from 'vitest'
import { openVoice } from '#app/wall/lateVoice.ts'
import { until } from '#support/until.ts'

/** A browser that has a voice of its own and no clips, and what it was told to say. */
function browser() {
  const said: string[] = []
  class SpeechSynthesisUtterance {
    onend = () => {}
    readonly text: string
    constructor(text: string) {
      this.text = text
    }
  }
  const speechSynthesis = {
    speak(utterance: SpeechSynthesisUtterance) {
      said.push(utterance.text)
      utterance.onend()
    },
  }
  const window = { AudioContext: undefined, fetch, speechSynthesis, SpeechSynthesisUtterance }
  return { said, window: window as unknown as NonNullable<Parameters<typeof openVoice>[0]['window']> }
}

const ports = (window: ReturnType<typeof browser>['window']) => ({
  languages: ['zh-CN'] as const,
  sentence: () => '请 A001 号',
  loudness: () => 1,
  window,
})

describe('the voice, which comes behind the first picture', () => {
  it('says what was to be said before it was there, and tells when it is', async () => {
    const { said, window } = browser()
    const voice = openVoice(ports(window))
    const states = [voice.state]
    voice.onState(() => states.push(voice.state))
    expect(await voice.play({ kind: 'test' }, 'zh-CN', {})).toBe('played')
    expect(said).toEqual(['请 A001 号'])
    await until(() => states.includes('ready'))
    expect(states[0]).toBe('loading')
    voice.close()
  })

  it('says the hall’s own words itself where nobody has recorded them (Q42)', async () => {
    const { said, window } = browser()
    const voice = openVoice(ports(window))
    const call = { kind: 'call', label: 'A012', counter: '3' } as const
    await voice.play(call, 'zh-CN', { words: '贵宾{号码}请移步{窗口}号台' })
    await voice.play(call, 'zh-CN', { words: '' })
    expect(said).toEqual(['贵宾A012请移步3号台', '请 A001 号'])
    voice.close()
  })

  it('says nothing once its screen has gone, although it comes afterwards', async () => {
    const { said, window } = browser()
    const voice = openVoice(ports(window))
    voice.close()
    await voice.play({ kind: 'test' }, 'zh-CN', {})
    expect(said).toEqual([])
  })
})
