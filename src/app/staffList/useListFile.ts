import { ref, shallowRef } from 'vue'

/** A list that is chosen as a file: read at once, and its rows taken out and in again, by their number, until it is taken. */
export function useListFile<Row, Fault extends string>(read: (file: File) => Promise<readonly Row[] | Fault>) {
  const reading = ref(false)
  const fault = shallowRef<Fault | null>(null)
  const rows = shallowRef<readonly Row[]>([])
  const out = shallowRef<ReadonlySet<number>>(new Set())

  async function choose(file: File): Promise<void> {
    reading.value = true
    const found = await read(file)
    reading.value = false
    fault.value = typeof found === 'string' ? found : null
    rows.value = typeof found === 'string' ? [] : found
    out.value = new Set()
  }

  function turn(row: number): void {
    const next = new Set(out.value)
    if (!next.delete(row)) next.add(row)
    out.value = next
  }

  return { reading, fault, rows, out, choose, turn }
}
