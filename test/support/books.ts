import { appointments as appointmentsEn } from '#app/words/en/appointments.ts'
import { backoffice as backofficeEn } from '#app/words/en/backoffice.ts'
import { cached as cachedEn } from '#app/words/en/cached.ts'
import { care as careEn } from '#app/words/en/care.ts'
import { carry as carryEn } from '#app/words/en/carry.ts'
import { cases as casesEn } from '#app/words/en/cases.ts'
import { casualties as casualtiesEn } from '#app/words/en/casualties.ts'
import { connection as connectionEn } from '#app/words/en/connection.ts'
import { continuity as continuityEn } from '#app/words/en/continuity.ts'
import { counter as counterEn } from '#app/words/en/counter.ts'
import { counterWall as counterWallEn } from '#app/words/en/counterWall.ts'
import { dayLines as dayLinesEn } from '#app/words/en/dayLines.ts'
import { door as doorEn } from '#app/words/en/door.ts'
import { drills as drillsEn } from '#app/words/en/drills.ts'
import { emergency as emergencyEn } from '#app/words/en/emergency.ts'
import * as everywhereEn from '#app/words/en/everywhere.ts'
import { floor as floorEn } from '#app/words/en/floor.ts'
import { improvements as improvementsEn } from '#app/words/en/improvements.ts'
import { intake as intakeEn } from '#app/words/en/intake.ts'
import { interruption as interruptionEn } from '#app/words/en/interruption.ts'
import { keys as keysEn } from '#app/words/en/keys.ts'
import { locks as locksEn } from '#app/words/en/locks.ts'
import { log as logEn } from '#app/words/en/log.ts'
import { manager as managerEn } from '#app/words/en/manager.ts'
import { marks as marksEn } from '#app/words/en/marks.ts'
import { organisation as organisationEn } from '#app/words/en/organisation.ts'
import { outages as outagesEn } from '#app/words/en/outages.ts'
import { pairing as pairingEn } from '#app/words/en/pairing.ts'
import { papers as papersEn } from '#app/words/en/papers.ts'
import { plans as plansEn } from '#app/words/en/plans.ts'
import { prices as pricesEn } from '#app/words/en/prices.ts'
import { printing as printingEn } from '#app/words/en/printing.ts'
import { procedures as proceduresEn } from '#app/words/en/procedures.ts'
import { quotes as quotesEn } from '#app/words/en/quotes.ts'
import { ready as readyEn } from '#app/words/en/ready.ts'
import { reception as receptionEn } from '#app/words/en/reception.ts'
import { recover as recoverEn } from '#app/words/en/recover.ts'
import { refusals as refusalsEn } from '#app/words/en/refusals.ts'
import { refuses as refusesEn } from '#app/words/en/refuses.ts'
import { reports as reportsEn } from '#app/words/en/reports.ts'
import { routing as routingEn } from '#app/words/en/routing.ts'
import { selfTest as selfTestEn } from '#app/words/en/selfTest.ts'
import { setup as setupEn } from '#app/words/en/setup.ts'
import { staffList as staffListEn } from '#app/words/en/staffList.ts'
import { stock as stockEn } from '#app/words/en/stock.ts'
import { today as todayEn } from '#app/words/en/today.ts'
import { unavailable as unavailableEn } from '#app/words/en/unavailable.ts'
import { wall as wallEn } from '#app/words/en/wall.ts'
import { waysOn as waysOnEn } from '#app/words/en/waysOn.ts'
import type { BookName, Words } from '#app/words/words.ts'
import { appointments as appointmentsZh } from '#app/words/zh/appointments.ts'
import { backoffice as backofficeZh } from '#app/words/zh/backoffice.ts'
import { cached as cachedZh } from '#app/words/zh/cached.ts'
import { care as careZh } from '#app/words/zh/care.ts'
import { carry as carryZh } from '#app/words/zh/carry.ts'
import { cases as casesZh } from '#app/words/zh/cases.ts'
import { casualties as casualtiesZh } from '#app/words/zh/casualties.ts'
import { connection as connectionZh } from '#app/words/zh/connection.ts'
import { continuity as continuityZh } from '#app/words/zh/continuity.ts'
import { counter as counterZh } from '#app/words/zh/counter.ts'
import { counterWall as counterWallZh } from '#app/words/zh/counterWall.ts'
import { dayLines as dayLinesZh } from '#app/words/zh/dayLines.ts'
import { door as doorZh } from '#app/words/zh/door.ts'
import { drills as drillsZh } from '#app/words/zh/drills.ts'
import { emergency as emergencyZh } from '#app/words/zh/emergency.ts'
import * as everywhereZh from '#app/words/zh/everywhere.ts'
import { floor as floorZh } from '#app/words/zh/floor.ts'
import { improvements as improvementsZh } from '#app/words/zh/improvements.ts'
import { intake as intakeZh } from '#app/words/zh/intake.ts'
import { interruption as interruptionZh } from '#app/words/zh/interruption.ts'
import { keys as keysZh } from '#app/words/zh/keys.ts'
import { locks as locksZh } from '#app/words/zh/locks.ts'
import { log as logZh } from '#app/words/zh/log.ts'
import { manager as managerZh } from '#app/words/zh/manager.ts'
import { marks as marksZh } from '#app/words/zh/marks.ts'
import { organisation as organisationZh } from '#app/words/zh/organisation.ts'
import { outages as outagesZh } from '#app/words/zh/outages.ts'
import { pairing as pairingZh } from '#app/words/zh/pairing.ts'
import { papers as papersZh } from '#app/words/zh/papers.ts'
import { plans as plansZh } from '#app/words/zh/plans.ts'
import { prices as pricesZh } from '#app/words/zh/prices.ts'
import { printing as printingZh } from '#app/words/zh/printing.ts'
import { procedures as proceduresZh } from '#app/words/zh/procedures.ts'
import { quotes as quotesZh } from '#app/words/zh/quotes.ts'
import { ready as readyZh } from '#app/words/zh/ready.ts'
import { reception as receptionZh } from '#app/words/zh/reception.ts'
import { recover as recoverZh } from '#app/words/zh/recover.ts'
import { refusals as refusalsZh } from '#app/words/zh/refusals.ts'
import { refuses as refusesZh } from '#app/words/zh/refuses.ts'
import { reports as reportsZh } from '#app/words/zh/reports.ts'
import { routing as routingZh } from '#app/words/zh/routing.ts'
import { selfTest as selfTestZh } from '#app/words/zh/selfTest.ts'
import { setup as setupZh } from '#app/words/zh/setup.ts'
import { staffList as staffListZh } from '#app/words/zh/staffList.ts'
import { stock as stockZh } from '#app/words/zh/stock.ts'
import { today as todayZh } from '#app/words/zh/today.ts'
import { unavailable as unavailableZh } from '#app/words/zh/unavailable.ts'
import { wall as wallZh } from '#app/words/zh/wall.ts'
import { waysOn as waysOnZh } from '#app/words/zh/waysOn.ts'

/** Every book, open: each part that a test mounts finds its words at once. */
export type EveryWord = Words<BookName>

export const zh: EveryWord = {
  ...everywhereZh,
  appointments: appointmentsZh,
  backoffice: backofficeZh,
  cached: cachedZh,
  care: careZh,
  carry: carryZh,
  cases: casesZh,
  casualties: casualtiesZh,
  counter: counterZh,
  door: doorZh,
  drills: drillsZh,
  emergency: emergencyZh,
  floor: floorZh,
  improvements: improvementsZh,
  intake: intakeZh,
  interruption: interruptionZh,
  locks: locksZh,
  keys: keysZh,
  log: logZh,
  manager: managerZh,
  counterWall: counterWallZh,
  dayLines: dayLinesZh,
  marks: marksZh,
  organisation: organisationZh,
  outages: outagesZh,
  pairing: pairingZh,
  papers: papersZh,
  plans: plansZh,
  prices: pricesZh,
  procedures: proceduresZh,
  stock: stockZh,
  printing: printingZh,
  quotes: quotesZh,
  ready: readyZh,
  reception: receptionZh,
  refusals: refusalsZh,
  refuses: refusesZh,
  reports: reportsZh,
  recover: recoverZh,
  routing: routingZh,
  selfTest: selfTestZh,
  setup: setupZh,
  staffList: staffListZh,
  connection: connectionZh,
  continuity: continuityZh,
  today: todayZh,
  unavailable: unavailableZh,
  wall: wallZh,
  waysOn: waysOnZh,
}

export const en: EveryWord = {
  ...everywhereEn,
  appointments: appointmentsEn,
  backoffice: backofficeEn,
  cached: cachedEn,
  care: careEn,
  carry: carryEn,
  cases: casesEn,
  casualties: casualtiesEn,
  counter: counterEn,
  door: doorEn,
  drills: drillsEn,
  emergency: emergencyEn,
  floor: floorEn,
  improvements: improvementsEn,
  intake: intakeEn,
  interruption: interruptionEn,
  locks: locksEn,
  keys: keysEn,
  log: logEn,
  manager: managerEn,
  counterWall: counterWallEn,
  dayLines: dayLinesEn,
  marks: marksEn,
  organisation: organisationEn,
  outages: outagesEn,
  pairing: pairingEn,
  papers: papersEn,
  plans: plansEn,
  prices: pricesEn,
  procedures: proceduresEn,
  stock: stockEn,
  printing: printingEn,
  quotes: quotesEn,
  ready: readyEn,
  reception: receptionEn,
  refusals: refusalsEn,
  refuses: refusesEn,
  reports: reportsEn,
  recover: recoverEn,
  routing: routingEn,
  selfTest: selfTestEn,
  setup: setupEn,
  staffList: staffListEn,
  connection: connectionEn,
  continuity: continuityEn,
  today: todayEn,
  unavailable: unavailableEn,
  wall: wallEn,
  waysOn: waysOnEn,
}
