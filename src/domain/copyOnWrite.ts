/**
 * A map while it is being folded: it reads like the one it stands for, which stays as it was, and becomes a copy of its
 * own with the first write. So an event pays for the maps it changes, however many a slice has.
 */
export class CopyOnWrite<K, V> implements Map<K, V> {
  /** What it stands for, or the copy once something was written. */
  map: Map<K, V>
  #own = false

  constructor(map: ReadonlyMap<K, V>) {
    this.map = map as Map<K, V>
  }

  #write(): Map<K, V> {
    if (!this.#own) {
      this.#own = true
      this.map = new Map(this.map)
    }
    return this.map
  }

  get(key: K): V | undefined {
    return this.map.get(key)
  }
  has(key: K): boolean {
    return this.map.has(key)
  }
  get size(): number {
    return this.map.size
  }
  set(key: K, value: V): this {
    this.#write().set(key, value)
    return this
  }
  delete(key: K): boolean {
    return this.map.has(key) && this.#write().delete(key)
  }
  clear(): void {
    this.#write().clear()
  }
  forEach(each: (value: V, key: K, map: Map<K, V>) => void): void {
    this.map.forEach(each)
  }
  keys(): MapIterator<K> {
    return this.map.keys()
  }
  values(): MapIterator<V> {
    return this.map.values()
  }
  entries(): MapIterator<[K, V]> {
    return this.map.entries()
  }
  [Symbol.iterator](): MapIterator<[K, V]> {
    return this.map.entries()
  }
  readonly [Symbol.toStringTag] = 'CopyOnWrite'
}
