import { chromium } from '#support/engines/chromium.ts'
import { tellOneDay } from '#support/engines/oneDay.ts'

tellOneDay(chromium)
