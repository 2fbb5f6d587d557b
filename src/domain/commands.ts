/** Every command by its name, so that one tab can hand a command over to another. */
import {
  callNextTicket,
  callTicket,
  enterPaperCall,
  finishService,
  greetCustomer,
  holdTicket,
  missCustomer,
  recallTicket,
  resumeTicket,
  serveSlip,
  transferTicket,
  undoAct,
} from './calls/commands.ts'
import {
  approveCase,
  confirmCase,
  endCase,
  finishStep,
  giveReceipt,
  handCaseOn,
  keepCasePaper,
  keepForm,
  openCase,
  putCaseOff,
  returnCase,
  revealCase,
  seeDocuments,
  submitCase,
  switchCase,
  takeCaseUp,
} from './cases/commands.ts'
import type { Command } from './command.ts'
import { closeCounter, declareCounterLost, openCounter, pauseCounter, resumeCounter } from './counters/commands.ts'
import { closeDay, markEmergency, reopenDay } from './day/commands.ts'
import { countCash, declareInterruption, endInterruption, reportInterruption } from './interruptions/commands.ts'
import { tellSealKey, turnHallKey } from './keys/commands.ts'
import {
  callBack,
  dropLateEntry,
  enterCase,
  putLateEntryBack,
  returnLateEntry,
  settleLateEntry,
  takeLateEntry,
} from './lateEntry/commands.ts'
import { decideSpecial, noteSpecial, referCustomer } from './ledger/commands.ts'
import { shredPapers } from './papers/commands.ts'
import { configureHall } from './settings/commands.ts'
import { addStaff, changeStaff, removeStaff, setPin } from './staff/commands.ts'
import { revokeTablet } from './tablets/commands.ts'
import {
  cancelTicket,
  correctTriage,
  enterRollTicket,
  issueTicket,
  recordSlip,
  returnTicket,
  serveWalkIn,
} from './tickets/commands.ts'

const all = [
  issueTicket,
  enterRollTicket,
  serveWalkIn,
  recordSlip,
  cancelTicket,
  returnTicket,
  correctTriage,
  callNextTicket,
  callTicket,
  serveSlip,
  recallTicket,
  greetCustomer,
  missCustomer,
  holdTicket,
  resumeTicket,
  transferTicket,
  finishService,
  undoAct,
  enterPaperCall,
  openCounter,
  pauseCounter,
  resumeCounter,
  closeCounter,
  declareCounterLost,
  closeDay,
  reopenDay,
  markEmergency,
  configureHall,
  addStaff,
  changeStaff,
  removeStaff,
  setPin,
  revokeTablet,
  tellSealKey,
  turnHallKey,
  shredPapers,
  openCase,
  switchCase,
  keepForm,
  keepCasePaper,
  seeDocuments,
  finishStep,
  putCaseOff,
  takeCaseUp,
  confirmCase,
  submitCase,
  approveCase,
  returnCase,
  handCaseOn,
  endCase,
  revealCase,
  giveReceipt,
  declareInterruption,
  reportInterruption,
  endInterruption,
  countCash,
  takeLateEntry,
  putLateEntryBack,
  enterCase,
  settleLateEntry,
  returnLateEntry,
  dropLateEntry,
  callBack,
  referCustomer,
  noteSpecial,
  decideSpecial,
]

/** A command whose ask is not known here: the tab that handed it over had it type-checked. */
export type AnyCommand = Command<never>

/** Commands by name. */
export const commandsByName: ReadonlyMap<string, AnyCommand> = new Map<string, AnyCommand>(
  all.map((each) => [each.name, each]),
)
