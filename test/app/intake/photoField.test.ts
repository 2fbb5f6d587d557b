import { afterEach, describe, expect, it, vi } from 'vitest'
import PhotoField from '#app/intake/PhotoField.vue'
import { type Photo, type PhotoFault, takePhoto } from '#app/intake/photo.ts'
import { atRest } from '#support/atRest.ts'
import { createFakeTablet } from '#support/fakeTablet.ts'
import { findByRole } from '#support/mountPart.ts'
import { mountScreen } from '#support/mountScreen.ts'
import { until } from '#support/until.ts'

const good: Photo = { bytes: new Uint8Array([1, 2, 3]), type: 'image/jpeg', width: 2000, height: 1500, doubts: [] }
const mark = '仅用于手机维修业务 2026-11-26'

interface Camera {
  readonly count?: number
  readonly language?: 'zh-CN' | 'en'
  readonly file?: File
  readonly take?: typeof takePhoto
}

/** A field whose camera gives these, one after the other. */
function field(
  gives: readonly (Photo | PhotoFault)[],
  { count = 0, language = 'zh-CN', file = new File(['x'], 'x.jpg'), take: reallyTake }: Camera = {},
) {
  const left = [...gives]
  const marks: string[] = []
  const take = async (_file: Blob, text: string) => {
    marks.push(text)
    return left.shift() ?? 'unreadable'
  }
  const part = mountScreen(PhotoField, {
    tablet: createFakeTablet(),
    language,
    props: { mark, count, most: 2, take: reallyTake ?? take },
  })
  const camera = part.find<HTMLInputElement>('input').element
  const shoot = async () => {
    Object.defineProperty(camera, 'files', { value: [file], configurable: true })
    camera.dispatchEvent(new Event('change'))
    await atRest()
  }
  return { part, camera, shoot, marks }
}

afterEach(() => {
  vi.unstubAllGlobals()
})

describe('taking a photo', () => {
  it('uses the camera at the back, marks the picture, and hands it on once somebody has looked', async () => {
    const { part, camera, shoot, marks } = field([good])
    expect([camera.accept, camera.getAttribute('capture')]).toEqual(['image/*', 'environment'])
    await shoot()
    expect([part.emitted('photo'), marks]).toEqual([undefined, [mark]])
    findByRole('button', '就用这张').click()
    await atRest()
    expect(part.emitted('photo')).toEqual([[good.bytes]])
    expect(part.find('img').exists()).toBe(false)
  })

  it('says everything that is doubtful; it can be taken again, or used all the same', async () => {
    const { part, shoot } = field([
      { ...good, doubts: ['small', 'blurred'] },
      { ...good, doubts: ['blurred'] },
    ])
    await shoot()
    const said = () => part.findAll('[role="alert"]').map((one) => one.text())
    expect(said()).toEqual([
      '这张太小，小字可能看不清。请靠近些重拍，或仍用这张。',
      '这张有些模糊，可能看不清字。请拿稳重拍，或仍用这张。',
    ])
    await shoot()
    expect([said().length, part.emitted('photo')]).toEqual([1, undefined])
    findByRole('button', '就用这张').click()
    expect(part.emitted('photo')).toEqual([[good.bytes]])
  })

  it('says when a file is no picture, and takes the next one', async () => {
    const { part, shoot } = field(['unreadable', good])
    await shoot()
    expect(part.find('[role="alert"]').text()).toBe('这个文件不是照片，或本机打不开。请重新拍照。')
    await shoot()
    expect([part.find('[role="alert"]').exists(), part.find('img').exists()]).toEqual([false, true])
  })

  it.each([
    ['zh-CN', 'IMG_0042.JPG', 'heic', '这张照片是 HEIC 格式，本机打不开。请在相机设置里改成 JPEG'],
    [
      'en',
      'IMG_0042.JPG',
      'mif1',
      'This photo is in HEIC, which this tablet cannot open. In the settings of the camera choose JPEG',
    ],
    ['zh-CN', 'IMG_0042.HEIC', 'text', '这个文件不是照片，或本机打不开。请重新拍照。'],
  ] as const)(
    'says in %s why %s of kind %s cannot be opened, by what is in it, and what to set',
    async (language, name, kind, sentence) => {
      // A browser that opens pictures, and none of these.
      vi.stubGlobal('createImageBitmap', () => Promise.reject(new DOMException('not decoded', 'InvalidStateError')))
      const header = kind === 'text' ? 'no picture' : `\0\0\0\x18ftyp${kind}\0\0\0\0mif1heic`
      const { part, shoot } = field([], { language, take: takePhoto, file: new File([header], name) })
      await shoot()
      await until(() => part.find('[role="alert"]').exists())
      expect(part.find('[role="alert"]').text()).toContain(sentence)
    },
  )

  it('takes no more than the service needs', () => {
    const { part } = field([], { count: 2 })
    expect(part.text()).toContain('已拍 2 张，最多 2 张')
    expect(findByRole('button', '拍照').getAttribute('aria-disabled')).toBe('true')
  })
})
