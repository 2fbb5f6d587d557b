import type { notNow as zh } from '../zh/notNow.ts'
import { list } from './list.ts'

export const notNow: typeof zh = ({ services }) => `System down. Not to be had at the counter now: ${list(services)}`
