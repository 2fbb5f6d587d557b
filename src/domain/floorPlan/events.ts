import * as v from 'valibot'
import { casePlaces, kind, MANAGER, PLACES } from '../kind.ts'
import { Count, HallId, Id, IncidentId, ShownText, TabletId } from '../shapes.ts'

/** The longest side of the grid, in cells. */
export const MOST_CELLS = 80
/** A drawing beside the grid: what is left of a line of 64 KiB after base64 and the envelope. */
export const MOST_DRAWING_BYTES = 40 * 1024

/** A place on the grid, in cells from the top left corner; halves are fine. */
const Place = v.pipe(v.number(), v.minValue(0), v.maxValue(MOST_CELLS), v.multipleOf(0.5))
const Side = v.pipe(v.number(), v.minValue(0.5), v.maxValue(MOST_CELLS), v.multipleOf(0.5))
const Name = v.pipe(ShownText, v.minLength(1), v.maxLength(20))

/** What is drawn where somebody has to find it: extinguisher, hydrant, call point, AED, first-aid box, stairs, main switch. */
export const SYMBOLS = ['extinguisher', 'hydrant', 'call-point', 'aed', 'first-aid', 'stairs', 'switch'] as const
/** Where one turns on stepping out of an exit. */
export const TURNS = ['ahead', 'left', 'right', 'back'] as const
/** To which side of the plan a screen shows its face. */
export const SIDES = ['up', 'right', 'down', 'left'] as const

/** A zone of one or several rectangles that touch: an L is two of them. */
const Zone = v.object({
  id: Id,
  name: Name,
  areas: v.pipe(v.array(v.object({ x: Place, y: Place, w: Side, h: Side })), v.minLength(1), v.maxLength(6)),
})

export const FloorPlanBody = v.object({
  width: v.pipe(Count, v.minValue(4), v.maxValue(MOST_CELLS)),
  height: v.pipe(Count, v.minValue(4), v.maxValue(MOST_CELLS)),
  metresPerCell: v.pipe(v.number(), v.minValue(0.1), v.maxValue(20)),
  zones: v.pipe(v.array(Zone), v.maxLength(40)),
  /** Where one walks from one zone into another, on or beside their common edge. */
  doors: v.pipe(v.array(v.object({ id: Id, between: v.tuple([Id, Id]), x: Place, y: Place })), v.maxLength(60)),
  exits: v.pipe(
    v.array(
      v.object({
        id: Id,
        name: Name,
        /** The hall variable that has its name in plans and announcements. */
        variable: v.nullable(v.picklist(['出口1', '出口2'])),
        zone: Id,
        x: Place,
        y: Place,
        /** From the exit to the assembly point. */
        turn: v.picklist(TURNS),
        metres: v.pipe(Count, v.maxValue(2000)),
      }),
    ),
    v.maxLength(20),
  ),
  symbols: v.pipe(v.array(v.object({ kind: v.picklist(SYMBOLS), x: Place, y: Place })), v.maxLength(120)),
  /** Where everybody meets outside; the hall variable 集合点 goes before this name. */
  assembly: Name,
})

const Drawing = v.object({
  type: v.picklist(['image/webp', 'image/jpeg', 'image/png']),
  base64: v.pipe(
    v.string(),
    v.minLength(1),
    v.maxLength(Math.ceil(MOST_DRAWING_BYTES / 3) * 4),
    v.regex(/^[A-Za-z0-9+/]+=*$/),
  ),
})

const ofFloorPlan = { subject: HallId, keeps: 'lasting', readers: PLACES } as const

/** The hall's floor plan and where its tablets stand. Everybody reads the grid; a manager draws it (1.1.27). */
export const floorPlanKinds = {
  /** The whole plan; the newest replaces what was before. The subject is the hall. */
  FloorPlanDrawn: kind({ body: FloorPlanBody, ...ofFloorPlan, needs: MANAGER }),
  /** A picture under the grid, or none. The subject is the hall. */
  FloorDrawingSet: kind({
    body: v.object({ drawing: v.nullable(Drawing) }),
    ...ofFloorPlan,
    readers: casePlaces,
    needs: MANAGER,
  }),
  /** In which zone a tablet stands and, for a wall, to which side of the plan it looks. The subject is the tablet. */
  TabletStands: kind({
    body: v.object({ zone: v.nullable(Id), faces: v.picklist(SIDES) }),
    ...ofFloorPlan,
    subject: TabletId,
    needs: MANAGER,
  }),
}

/** Nobody has to sign in to say that a way is blocked. */
const ofWays = { subject: IncidentId, keeps: 'lasting', exercised: true, readers: PLACES } as const

/** Ways in an incident or a drill, whose id is the subject (1.1.32). */
export const wayKinds = {
  /** An exit, a door or a zone cannot be passed: fire, smoke, a locked door. `name`: what people read at that time. */
  WayBlocked: kind({ body: v.object({ way: Id, name: ShownText }), ...ofWays }),
  WayFree: kind({ body: v.object({ way: Id, name: ShownText }), ...ofWays }),
  /** A zone was ticked by mistake: it has to be searched. */
  SweepTakenBack: kind({ body: v.object({ zone: ShownText }), ...ofWays, readers: casePlaces }),
}

export type FloorPlan = Readonly<v.InferOutput<typeof FloorPlanBody>>
export type Drawing = Readonly<v.InferOutput<typeof Drawing>>
