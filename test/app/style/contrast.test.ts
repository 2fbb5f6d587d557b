import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'

type Colour = readonly [number, number, number]
type Tokens = ReadonlyMap<string, string>

const css = ['tokens', 'bright'].map((name) => readFileSync(`src/app/style/${name}.css`, 'utf8')).join('\n')

function tokensOf(selector: string): Tokens {
  const found = new Map<string, string>()
  for (const rule of css.replace(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)) {
    const selectors = (rule[1] ?? '').split(',').map((part) => part.trim().replaceAll("'", '"'))
    if (!selectors.includes(selector)) continue
    for (const line of (rule[2] ?? '').matchAll(/(--[\w-]+):\s*([^;]+);/g)) found.set(line[1] ?? '', line[2] ?? '')
  }
  return found
}

function theme(name: 'light' | 'dark' | 'glare'): Tokens {
  return new Map([...tokensOf(':root'), ...tokensOf(`:root[data-theme="${name}"]`)])
}

// OKLCH to linear sRGB, after the definition in CSS Color 4.
function linearOf(tokens: Tokens, name: string): Colour {
  const parts = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)$/.exec(tokens.get(name) ?? '')
  if (!parts) throw new Error(`${name} is not an opaque oklch colour: ${tokens.get(name)}`)
  const [lightness, chroma, hue] = [Number(parts[1]), Number(parts[2]), Number(parts[3])]
  const a = chroma * Math.cos((hue * Math.PI) / 180)
  const b = chroma * Math.sin((hue * Math.PI) / 180)
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ]
}

const within = (part: number) => Math.min(1, Math.max(0, part))
const clip = ([r, g, b]: Colour): Colour => [within(r), within(g), within(b)]

const luminance = ([r, g, b]: Colour) => 0.2126 * r + 0.7152 * g + 0.0722 * b

function contrast(tokens: Tokens, text: string, surface: string): number {
  const one = luminance(clip(linearOf(tokens, text)))
  const other = luminance(clip(linearOf(tokens, surface)))
  return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05)
}

const tones = ['act', 'done', 'look', 'wait']
const surfaces = ['--surface-0', '--surface-1', '--surface-2']
const readable: [string, string][] = [
  ...surfaces.flatMap((surface): [string, string][] => [
    ['--text', surface],
    ['--text-quiet', surface],
    ['--on-act-field', surface],
  ]),
  ...tones.flatMap((tone): [string, string][] => [
    [`--on-${tone}`, `--${tone}`],
    [`--on-${tone}-field`, `--${tone}-field`],
    ['--text', `--${tone}-field`],
  ]),
  ['--on-act', '--act-pressed'],
  ['--on-done', '--done-pressed'],
]
const visible: [string, string][] = surfaces.flatMap((surface): [string, string][] => [
  ['--border-strong', surface],
  ['--focus', surface],
])
const fromAfar: [string, string][] = [
  ...['--wall-surface', '--wall-surface-raised'].flatMap((surface): [string, string][] => [
    ['--wall-text', surface],
    ['--wall-quiet', surface],
    ['--wall-call', surface],
  ]),
  ['--wall-on-amber', '--wall-amber-field'],
  ['--on-emergency', '--emergency'],
  ['--on-emergency', '--emergency-pressed'],
  ['--on-emergency-field', '--emergency-field'],
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((hue): [string, string] => [`--on-queue-hue-${hue}`, `--queue-hue-${hue}`]),
]

describe.each(['light', 'dark', 'glare'] as const)('the %s theme', (name) => {
  const tokens = theme(name)
  const least = name === 'glare' ? 7 : 4.5

  it.each(readable)(`shows %s on %s at ${least}:1 or better`, (text, surface) => {
    expect(contrast(tokens, text, surface)).toBeGreaterThanOrEqual(least)
  })

  it.each(visible)('shows the line %s on %s at 3:1 or better', (line, surface) => {
    expect(contrast(tokens, line, surface)).toBeGreaterThanOrEqual(3)
  })

  it('sets every colour that the light theme sets', () => {
    const light = tokensOf(':root[data-theme="light"]')
    expect(light.size).toBeGreaterThan(20)
    expect([...tokensOf(`:root[data-theme="${name}"]`).keys()]).toEqual([...light.keys()])
  })
})

describe('what is read from across the hall', () => {
  it.each(fromAfar)('shows %s on %s at 7:1 or better', (text, surface) => {
    expect(contrast(theme('light'), text, surface)).toBeGreaterThanOrEqual(7)
  })

  it.each(fromAfar)('shows %s on %s at 7:1 or better on a bright wall too', (text, surface) => {
    const bright = new Map([...theme('light'), ...tokensOf(':root[data-wall="bright"]')])
    expect(bright.get('--wall-surface')).not.toBe(theme('light').get('--wall-surface'))
    expect(contrast(bright, text, surface)).toBeGreaterThanOrEqual(7)
  })
})

// Complete dichromacy after Machado, Oliveira and Fernandes (2009), on linear sRGB.
const sights: Record<string, readonly [Colour, Colour, Colour]> = {
  full: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
}

function labOf([r, g, b]: Colour): Colour {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b)
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b)
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b)
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ]
}

describe('the eight queue hues', () => {
  it.each(Object.entries(sights))('can be told from each other with %s sight', (_, rows) => {
    const tokens = theme('light')
    const seen = [1, 2, 3, 4, 5, 6, 7, 8].map((hue) => {
      const [r, g, b] = clip(linearOf(tokens, `--queue-hue-${hue}`))
      const cone = ([x, y, z]: Colour) => x * r + y * g + z * b
      return labOf(clip([cone(rows[0]), cone(rows[1]), cone(rows[2])]))
    })
    const distances = seen.flatMap((one, i) =>
      seen.slice(i + 1).map((other) => Math.hypot(...one.map((v, k) => v - (other[k] ?? 0)))),
    )
    expect(Math.min(...distances)).toBeGreaterThanOrEqual(0.1)
  })
})
