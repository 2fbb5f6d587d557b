/**
 * Every subject of the house, one line each: its kinds, its slice of the hall if it has one, its commands with their
 * refusals. A new subject is its folder and a line here. Inside `domain` nothing reads this list: who needs another
 * subject names it. A tablet loads of it what it has opened; the hall server and the tests load it all.
 */

export * as appointments from './appointments/subject.ts'
export * as authority from './authority/subject.ts'
export * as calls from './calls/subject.ts'
export * as cases from './cases/subject.ts'
export * as casualties from './casualties/subject.ts'
export * as continuity from './continuity/subject.ts'
export * as counters from './counters/subject.ts'
export * as day from './day/subject.ts'
export * as door from './door/subject.ts'
export * as drills from './drills/subject.ts'
export * as floorPlan from './floorPlan/subject.ts'
export * as improvements from './improvements/subject.ts'
export * as incidents from './incidents/subject.ts'
export * as interruptions from './interruptions/subject.ts'
export * as keys from './keys/subject.ts'
export * as lateEntry from './lateEntry/subject.ts'
export * as ledger from './ledger/subject.ts'
export * as numbers from './numbers/subject.ts'
export * as papers from './papers/subject.ts'
export * as publishing from './publishing/subject.ts'
export * as reports from './reports/subject.ts'
export * as review from './review/subject.ts'
export * as roster from './roster/subject.ts'
export * as settings from './settings/subject.ts'
export * as staff from './staff/subject.ts'
export * as tablets from './tablets/subject.ts'
export * as takeover from './takeover/subject.ts'
export * as tickets from './tickets/subject.ts'
