import { tellOneDay } from '#support/engines/oneDay.ts'
import { webkit } from '#support/engines/webkit.ts'

tellOneDay(webkit)
