/** A hall's own places and numbers, by the names that plans, announcements and telephone lists use. */
import type { Bilingual } from '#domain/shapes.ts'
import { say } from './write.ts'

/** Places and people that plans speak of. */
export const hallVariables: Readonly<Record<string, Bilingual>> = {
  集合点: say('集合点', 'Assembly point'),
  出口1: say('出口 1', 'Exit 1'),
  出口2: say('出口 2', 'Exit 2'),
  路口: say('接车路口', 'Where engines are met'),
  紧急按钮: say('紧急按钮在哪里', 'Where the panic button is'),
  AED位置: say('AED 在哪里', 'Where the AED is'),
  邻厅: say('邻厅和电话', 'Neighbour hall and telephone'),
  发言人: say('对媒体的发言人', 'Who speaks to the press'),
  支撑中心电话: say('支撑中心电话', 'Support centre’s telephone'),
}

/** The hall's own numbers, by the variable that has them; those that are empty are not shown. */
export const hallPhones: Readonly<Record<string, Bilingual>> = {
  公司安全管理部电话: say('公司安全管理部', 'Company’s safety department'),
  支撑中心电话: say('支撑中心', 'Support centre'),
  物业电话: say('物业、中控室', 'Building’s control room'),
  派出所电话: say('派出所', 'Police station'),
  医院电话: say('最近的医院', 'Nearest hospital'),
  供水电话: say('供水', 'Water'),
  燃气电话: say('燃气', 'Gas'),
  邻厅电话: say('邻近营业厅', 'Neighbour hall'),
}

/** What whoever telephones has to say of the hall, by variable. */
export const hallFacts: Readonly<Record<string, Bilingual>> = {
  本厅地址: say('本厅地址：路名、门牌、楼层、标志物', 'This hall’s address: street, number, floor, landmark'),
  本厅电话: say('本厅电话', 'This hall’s telephone'),
}
