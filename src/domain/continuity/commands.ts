import * as v from 'valibot'
import { commandsOf } from '../command.ts'
import { ofIncident } from '../incidents/commands.ts'
import { incidentBy } from '../incidents/queries.ts'
import { needLeave } from '../permissions.ts'
import { backupKinds } from './backupEvents.ts'
import type { BackupKind, Item } from './continuity.ts'
import type { moveKinds } from './events.ts'
import { continuitySlice } from './fold.ts'
import { moveOf } from './queries.ts'

/** Why a command of this subject may refuse, besides what any command may. */
export const refusals = [
  'backup-does-not-fit',
  'backup-unknown',
  'incident-is-over',
  'incident-unknown',
  'reason-is-missing',
  'business-has-not-moved',
  'trial-has-not-passed',
] as const
type Why = (typeof refusals)[number]

const { command, accept, refuse } = commandsOf<typeof backupKinds & typeof moveKinds, Why>()(continuitySlice)

interface Listed {
  readonly backup: BackupKind
  readonly name: string
  readonly where: string
  readonly keeper: string
  readonly phone: string
}

/** Puts a backup on the list, or writes it anew (`id`). */
export const listBackup = command<Listed & { readonly id: string | null }>(
  'listBackup',
  (hall, { id, ...ask }, situation) => {
    const refusal = needLeave(hall, situation, 'keep-backups')
    if (refusal) return refusal
    if (id !== null && !hall.continuity.backups.has(id)) return refuse('backup-unknown')
    if (!v.is(backupKinds.BackupListed.body, ask)) return refuse('backup-does-not-fit')
    const body = { ...ask, name: ask.name.trim(), where: ask.where.trim(), keeper: ask.keeper.trim() }
    return accept({ kind: 'BackupListed', subject: id ?? situation.newId('b'), body })
  },
)

/** Takes a backup off the list. */
export const dropBackup = command<{ backup: string }>('dropBackup', (hall, { backup }, situation) => {
  const refusal = needLeave(hall, situation, 'keep-backups')
  if (refusal) return refusal
  if (!hall.continuity.backups.has(backup)) return refuse('backup-unknown')
  return accept({ kind: 'BackupDropped', subject: backup, body: {} })
})

/** Notes a readiness test: whoever tried it. What failed is written down. */
export const testBackup = command<{ backup: string; passed: boolean; note: string }>(
  'testBackup',
  (hall, { backup, passed, note }, situation) => {
    if (situation.by === null) return refuse('sign-in-first')
    if (!hall.continuity.backups.has(backup)) return refuse('backup-unknown')
    if (!passed && note.trim() === '') return refuse('reason-is-missing')
    return accept({ kind: 'BackupTested', subject: backup, body: { passed, note: note.trim() } })
  },
)

/** Business moves to this backup. Nobody has to sign in: it is part of an emergency. */
export const moveBusiness = command<{ incident: string; backup: string }>('moveBusiness', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (found.over) return refuse('incident-is-over')
  const backup = hall.continuity.backups.get(ask.backup)
  if (!backup || backup.dropped) return refuse('backup-unknown')
  if (moveOf(hall, found)?.backup === ask.backup) return accept()
  return accept(ofIncident(found, { kind: 'TransferBegan', body: { backup: ask.backup } }))
})

/** Something was handed over, or not after all. */
export const handItem = command<{ incident: string; item: Item; handed: boolean }>('handItem', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  const move = found && moveOf(hall, found)
  if (!found) return refuse('incident-unknown')
  if (!move) return refuse('business-has-not-moved')
  if (move.items.has(ask.item) === ask.handed) return accept()
  const kind = ask.handed ? 'ItemHandedOver' : 'ItemTakenBack'
  return accept(ofIncident(found, { kind, body: { item: ask.item } }))
})

/** One trial number was issued and served at the new place. */
export const tryMove = command<{ incident: string; passed: boolean }>('tryMove', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  if (!found) return refuse('incident-unknown')
  if (!moveOf(hall, found)) return refuse('business-has-not-moved')
  return accept(ofIncident(found, { kind: 'TransferTried', body: { passed: ask.passed } }))
})

/** Business goes on there, once the trial has worked. */
export const resumeBusiness = command<{ incident: string }>('resumeBusiness', (hall, ask) => {
  const found = incidentBy(hall, ask.incident)
  const move = found && moveOf(hall, found)
  if (!found) return refuse('incident-unknown')
  if (!move) return refuse('business-has-not-moved')
  if (!move.trial?.passed) return refuse('trial-has-not-passed')
  if (move.resumed) return accept()
  return accept(ofIncident(found, { kind: 'BusinessResumed', body: {} }))
})
