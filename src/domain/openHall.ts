import type { AuthorityPart } from './authority/fold.ts'
import type { Head } from './fold.ts'
import type { IncidentsPart } from './incidents/incidents.ts'
import type { QueuePart } from './queue/queue.ts'
import type { SettingsPart } from './settings/settings.ts'
import type { StaffPart } from './staff/staff.ts'
import type { TabletsPart } from './tablets/tablets.ts'

/**
 * The hall as every tablet has it from the first moment: what it is, who works there, the queue, and what is burning.
 * Plain data (structured clone keeps it), replaced, never changed: an older hall stays as it was.
 */
export interface OpenHall extends Head, AuthorityPart, SettingsPart, StaffPart, TabletsPart, QueuePart, IncidentsPart {}
