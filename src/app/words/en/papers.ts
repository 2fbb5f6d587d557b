import type { papers as zh } from '../zh/papers.ts'
import { vaultShut } from './vaultShut.ts'

export const papers: typeof zh = {
  shut: { 'sign-in': 'Sign in to read the papers.', locked: vaultShut.locked, 'no-key': vaultShut.noKey },
  locked: vaultShut.locked,
  'not-allowed': 'Not opened: your role may not read these papers, or it could not be noted that you do.',
  missing: 'The papers are still on the tablet they were made on.',
  shredded: 'A manager had these papers destroyed; they open no more.',
  damaged: 'The papers do not open. Tell a manager.',
  'key-unknown': 'This tablet has no key for these papers.',
}
