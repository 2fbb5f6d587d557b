import { stampTime } from '#log/stamp.ts'
import { slice } from '../daily.ts'
import type { Folding, FoldOf } from '../slice.ts'
import { settingsKinds } from './events.ts'
import { type SettingsPart, startSettings } from './settings.ts'

const folds: FoldOf<typeof settingsKinds, Folding<SettingsPart>> = {
  HallConfigured(hall, { body, stamp }) {
    if (body.skills) hall.skillsSetAt = stampTime(stamp)
    const { rules = {}, wall = {}, parameters = {}, planVariables = {}, ...parts } = body
    hall.settings = {
      ...hall.settings,
      ...present(parts),
      planVariables: { ...hall.settings.planVariables, ...planVariables },
      wall: { ...hall.settings.wall, ...present(wall) },
      parameters: { ...hall.settings.parameters, ...parameters },
      rules: { ...hall.settings.rules, ...present(rules) },
    }
  },
  DesksConfigured(hall, { body: { planVariables = {}, ...parts } }) {
    hall.settings = {
      ...hall.settings,
      ...present(parts),
      planVariables: { ...hall.settings.planVariables, ...planVariables },
    }
  },
  RecoverySheetKept(hall) {
    hall.isSheetKept = true
  },
}

/** Only the fields that are there, so that a change never erases what it leaves out. */
const present = <T extends object>(fields: T): { [K in keyof T]?: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>
  }

export const settingsSlice = slice<SettingsPart>()('settings', {
  start: { settings: startSettings, isSheetKept: false, skillsSetAt: null },
  needs: [],
  kinds: settingsKinds,
  folds,
  forgets: {
    settings: 'the newest counts, and nothing else is remembered',
    skillsSetAt: 'one time',
    isSheetKept: 'a sheet is for as long as the hall is',
  },
})
