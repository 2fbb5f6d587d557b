import type { InjectionKey, ShallowRef } from 'vue'

/** The foot of the sheet over the whole screen in which a part stands, once it is there. */
export const sheetFootKey: InjectionKey<Readonly<ShallowRef<HTMLElement | null>>> = Symbol('sheetFoot')
