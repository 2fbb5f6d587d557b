import { firefox } from '#support/engines/firefox.ts'
import { tellOneDay } from '#support/engines/oneDay.ts'

tellOneDay(firefox)
