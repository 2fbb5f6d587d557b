import type { OpenHall } from '../openHall.ts'
import { staffUnder } from '../staff/staffUnder.ts'
import { tabletsUnder } from '../tablets/tabletsUnder.ts'
import type { Authority } from './authority.ts'

/** A hall in which people and tablets are what the list says of them. What it calls them it knows from events like any other. */
export const withAuthority = (hall: OpenHall, authority: Authority): OpenHall =>
  authority.root === null
    ? hall
    : { ...hall, authority, staff: staffUnder(authority, hall.staff), tablets: tabletsUnder(authority, hall) }
