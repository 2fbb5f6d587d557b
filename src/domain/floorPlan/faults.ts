import type { FloorPlan } from './events.ts'
import type { Area } from './floorPlan.ts'
import { away, type Point, REACH, seamOf, wayOut } from './ways.ts'

/** Why a floor plan cannot be used, with the thing it is about. */
export interface FloorFault {
  readonly code:
    | 'no-zone'
    | 'no-exit'
    | 'twice'
    | 'outside'
    | 'in-pieces'
    | 'overlap'
    | 'door-beside-no-zone'
    | 'exit-beside-no-zone'
    | 'no-way-out'
  readonly name: string
}

/** What is wrong with a plan, first things first; nothing: every zone has a way out. */
export function floorFaults(plan: FloorPlan): FloorFault[] {
  const { zones, doors, exits, symbols } = plan
  const faults: FloorFault[] = []
  const say = (code: FloorFault['code'], name = '') => faults.push({ code, name })
  if (zones.length === 0) say('no-zone')
  if (exits.length === 0) say('no-exit')
  for (const word of new Set(twice([...zones, ...doors, ...exits].map(({ id }) => id)))) say('twice', word)
  for (const word of new Set(twice(zones.map(({ name }) => name)))) say('twice', word)
  // Two exits of one name: nobody would know which of them is meant.
  const called = exits.flatMap(({ name, variable }) => (variable ? [variable] : [name]))
  for (const word of new Set(twice(called))) say('twice', word)

  const inGrid = ({ x, y, w = 0, h = 0 }: Point & Partial<Area>) => x + w <= plan.width && y + h <= plan.height
  for (const { name, areas } of zones) {
    if (!areas.every(inGrid)) say('outside', name)
    if (!inOnePiece(areas)) say('in-pieces', name)
  }
  for (const [at, one] of zones.entries()) {
    for (const other of zones.slice(at + 1)) {
      if (one.areas.some((a) => other.areas.some((b) => overlap(a, b)))) say('overlap', `${one.name}、${other.name}`)
    }
  }
  const beside = (zone: string, point: Point) =>
    zones.some(({ id, areas }) => id === zone && areas.some((area) => away(area, point) <= REACH))
  const nameOf = (zone: string) => zones.find(({ id }) => id === zone)?.name ?? zone
  for (const door of doors) {
    const name = door.between.map(nameOf).join('–')
    if (!inGrid(door)) say('outside', name)
    const [one, other] = door.between
    if (one === other || !beside(one, door) || !beside(other, door)) say('door-beside-no-zone', name)
  }
  for (const exit of exits) {
    if (!inGrid(exit)) say('outside', exit.name)
    if (!beside(exit.zone, exit)) say('exit-beside-no-zone', exit.name)
  }
  for (const symbol of symbols) if (!inGrid(symbol)) say('outside', symbol.kind)
  if (faults.length > 0) return faults
  for (const { id, name } of zones) if (!wayOut(plan, id, new Set())) say('no-way-out', name)
  return faults
}

const twice = (words: readonly string[]) => words.filter((word, at) => words.indexOf(word) !== at)

const overlap = (a: Area, b: Area) =>
  Math.min(a.x + a.w, b.x + b.w) > Math.max(a.x, b.x) && Math.min(a.y + a.h, b.y + b.h) > Math.max(a.y, b.y)

function inOnePiece(areas: readonly Area[]): boolean {
  const reached = new Set(areas.slice(0, 1))
  for (const area of reached) for (const other of areas) if (seamOf(area, other)) reached.add(other)
  return reached.size === areas.length
}
