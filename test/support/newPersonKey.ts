import { makePersonKey, type PersonKey, personKeyOf } from '#device/who/personKey.ts'

/** A key of somebody, as it is in use while they are signed in. */
export async function newPersonKey(staff: string): Promise<PersonKey> {
  const key = await personKeyOf({ staff, ...(await makePersonKey()) })
  if (!key) throw new Error('a new key is its own')
  return key
}
