/** An element of an XML file, by the part of its names behind the prefix that a program gives them. */
export interface XmlElement {
  readonly name: string
  readonly attributes: ReadonlyMap<string, string>
  readonly children: readonly XmlElement[]
  /** What is written directly in it. */
  readonly text: string
}

/** A comment, text that is taken as it stands, a declaration, a tag, or the text up to the next of them. */
const PIECES =
  /<!--[\s\S]*?-->|<!\[CDATA\[(?<raw>[\s\S]*?)\]\]>|<[?!][^>]*>|<(?<close>\/?)(?<tag>[^\s<>/?!]+)(?<said>(?:[^<>"']|"[^"]*"|'[^']*')*?)(?<alone>\/?)>|(?<text>[^<]+)/g
const ATTRIBUTES = /(?<name>[^\s=]+)\s*=\s*(?:"(?<one>[^"]*)"|'(?<other>[^']*)')/g
const SIGNS: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }

/**
 * Reads the elements of an XML text; null: they do not close as they open. The browser's own reader is refused where a text
 * may not become markup (trusted types), and what is read here becomes none.
 */
export function readXml(text: string): XmlElement | null {
  const top = { name: '', attributes: new Map(), children: [] as XmlElement[], text: '' }
  const open = [top]
  for (const { groups = {} } of text.matchAll(PIECES)) {
    const within = open.at(-1)!
    const { raw, close, tag, said = '', alone, text: written } = groups
    if (raw !== undefined) within.text += raw
    else if (written !== undefined) within.text += plain(written)
    else if (tag === undefined) continue
    else if (close) {
      if (open.length === 1 || within.name !== local(tag)) return null
      open.pop()
    } else {
      const attributes = new Map(
        [...said.matchAll(ATTRIBUTES)].map(({ groups: each = {} }) => [
          local(each.name ?? ''),
          plain(each.one ?? each.other ?? ''),
        ]),
      )
      const element = { name: local(tag), attributes, children: [], text: '' }
      within.children.push(element)
      if (!alone) open.push(element)
    }
  }
  return open.length === 1 && top.children.length === 1 ? top.children[0]! : null
}

/** Every element of this name within another, however deep. */
export const all = ({ children }: XmlElement, name: string): XmlElement[] =>
  children.flatMap((each) => (each.name === name ? [each, ...all(each, name)] : all(each, name)))

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

const plain = (written: string): string =>
  written.replace(/&(#x?)?(\w+);/g, (sign, number: string | undefined, word: string) => {
    if (number === undefined) return SIGNS[word] ?? sign
    const code = Number.parseInt(word, number === '#' ? 10 : 16)
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
