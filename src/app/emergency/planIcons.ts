import {
  Activity,
  Bomb,
  CircleQuestionMark,
  CloudRainWind,
  FileWarning,
  Flame,
  HeartPulse,
  PlugZap,
  ServerOff,
  ShieldAlert,
  Users,
  UsersRound,
  WifiOff,
  Wrench,
} from '@lucide/vue'
import type { Component } from 'vue'

/** The picture of each plan, by the name that its content gives. */
export const planIcons: Readonly<Record<string, Component>> = {
  flame: Flame,
  'shield-alert': ShieldAlert,
  'heart-pulse': HeartPulse,
  activity: Activity,
  bomb: Bomb,
  'server-off': ServerOff,
  'wifi-off': WifiOff,
  'plug-zap': PlugZap,
  'users-round': UsersRound,
  users: Users,
  'cloud-rain-wind': CloudRainWind,
  'file-warning': FileWarning,
  wrench: Wrench,
  'circle-question-mark': CircleQuestionMark,
}
