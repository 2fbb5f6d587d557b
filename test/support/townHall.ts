import type { SettingsChange } from '#domain/settings/events.ts'

/** A middling hall to tell stories in: three queues, seven services, four counters. */
export const townHall: SettingsChange = {
  name: '城东厅',
  queues: [
    {
      id: 'q-pay',
      prefix: 'A',
      name: { zh: '缴费充值', en: 'Bills and top-ups' },
      hue: 1,
      targetMinutes: 15,
      open: true,
    },
    {
      id: 'q-plan',
      prefix: 'B',
      name: { zh: '变更过户', en: 'Plans and changes' },
      hue: 2,
      targetMinutes: 15,
      open: true,
    },
    { id: 'q-new', prefix: 'C', name: { zh: '新入网', en: 'New lines' }, hue: 3, targetMinutes: 20, open: true },
  ],
  services: [
    service('payment', '缴费充值', 'Pay or top up', 'q-pay', 4, true),
    service('invoice', '打印发票', 'Print an invoice', 'q-pay', 4, false),
    service('plan', '套餐变更', 'Change a plan', 'q-plan', 9, true),
    service('owner', '过户', 'Change of owner', 'q-plan', 15, false),
    service('new-line', '新入网', 'New line', 'q-new', 15, true),
    service('port-in', '携号转网', 'Keep my number', 'q-new', 15, true),
    service('advice', '咨询投诉', 'Advice and complaints', 'q-plan', 7, true),
  ],
  counters: [
    { id: '1', queues: ['q-pay'] },
    { id: '2', queues: ['q-pay', 'q-plan'] },
    { id: '3', queues: ['q-plan', 'q-new'] },
    { id: '5', queues: ['q-new'] },
  ],
  pauseReasons: [
    { code: 'lunch', name: { zh: '午休', en: 'Lunch' } },
    { code: 'errand', name: { zh: '临时离开', en: 'Back soon' } },
  ],
}

function service(id: string, zh: string, en: string, queue: string, standardMinutes: number, frequent: boolean) {
  return { id, name: { zh, en }, queue, standardMinutes, frequent, open: true }
}
