import { AlarmSmoke, ChevronsDown, Cross, Droplets, FireExtinguisher, HeartPulse, Power } from '@lucide/vue'
import type { Component } from 'vue'
import type { FloorPlan } from '#domain/floorPlan/events.ts'

/** The picture of what has to be found; beside it always stand a letter and, in the legend, a word. */
export const floorSymbols: Readonly<Record<FloorPlan['symbols'][number]['kind'], Component>> = {
  extinguisher: FireExtinguisher,
  hydrant: Droplets,
  'call-point': AlarmSmoke,
  aed: HeartPulse,
  'first-aid': Cross,
  stairs: ChevronsDown,
  switch: Power,
}
