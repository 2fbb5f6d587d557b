// WebKitGTK has the origin's private file system and no handles that write and flush at once, which Safari on tablets has.
// In front of the script of the worker that asks for them this does what they do: the bytes lie in a database, and what
// was flushed is there after a reload.
const opening = new Promise((resolve, reject) => {
  const asked = indexedDB.open('files-stand-in', 1)
  asked.onupgradeneeded = () => asked.result.createObjectStore('files')
  asked.onsuccess = () => resolve(asked.result)
  asked.onerror = () => reject(asked.error)
})
const answered = (asked) =>
  new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
const viewed = (data) =>
  ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : new Uint8Array(data)

FileSystemFileHandle.prototype.createSyncAccessHandle = async function () {
  const { name } = this
  const files = (mode) => database.transaction('files', mode).objectStore('files')
  const database = await opening
  let bytes = (await answered(files('readonly').get(name))) ?? new Uint8Array()
  const save = () => void files('readwrite').put(bytes, name)
  function reach(size) {
    const longer = new Uint8Array(size)
    longer.set(bytes.subarray(0, size))
    bytes = longer
  }
  return {
    getSize: () => bytes.length,
    truncate: reach,
    write(data, { at = 0 } = {}) {
      const written = viewed(data)
      if (at + written.length > bytes.length) reach(at + written.length)
      bytes.set(written, at)
      return written.length
    },
    read(data, { at = 0 } = {}) {
      const found = bytes.subarray(at, at + data.byteLength)
      viewed(data).set(found)
      return found.length
    },
    flush: save,
    close: save,
  }
}
