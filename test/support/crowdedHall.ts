import { startCounters, startQueues } from '#content/queues.ts'
import { startServices } from '#content/services.ts'
import { configureHall } from '#domain/settings/commands.ts'
import type { Queue } from '#domain/settings/events.ts'
import { addPerson } from './addPerson.ts'
import { FIRST_PIN, type FoundedHall } from './foundHall.ts'

const more: readonly (readonly [prefix: string, zh: string, en: string])[] = [
  ['G', '政企集团客户专席业务', 'Government and enterprise customers'],
  ['H', '宽带固话装机移机维修', 'Broadband and landline installation'],
  ['J', '终端销售与售后维修服务', 'Handset sales, repair and service'],
  ['K', '国际漫游与跨境业务办理', 'International roaming and services'],
]

/** The standard hall with as much of everything as there may be: ten queues, twenty counters, twenty-five staff, long names. */
export async function crowd({ manager }: FoundedHall): Promise<void> {
  const queues: Queue[] = [
    ...startQueues,
    ...more.map(([prefix, zh, en], at) => ({
      ...{ id: prefix, prefix, name: { zh, en }, hue: (at % 8) + 1, targetMinutes: 15, open: true },
    })),
  ]
  const services = startServices.map((service) =>
    service.id === 'SV20'
      ? {
          ...service,
          name: { zh: '宽带、固话新装移机与故障报修', en: 'Broadband and landline: new lines, moves and repairs' },
        }
      : service,
  )
  const configured = await manager.log.perform(configureHall, {
    name: '城东科技产业园区旗舰营业厅',
    queues,
    services,
    counters: startCounters(20, queues),
  })
  if (!configured.ok) throw new Error(`the settings were refused: ${configured.why}`)
  for (let at = manager.log.hall.staff.size; at < 25; at++) {
    const added = await addPerson(manager, {
      workNumber: `20${String(at).padStart(4, '0')}`,
      callName: at % 5 === 0 ? `欧阳司徒明慧${at}` : `员工${at}`,
      roles: ['front'],
      pin: FIRST_PIN,
    })
    if (!added.ok) throw new Error(`staff ${at} was refused: ${added.why}`)
  }
}
