import type { Page } from 'playwright-core'

/**
 * The receipt as a customer sees it: how many points high its number is set, in how many rows, and which of what stands on it
 * lies below what the sheet shows without being moved.
 */
export const receiptOn = (page: Page) =>
  page.locator('.receiptView').evaluate((view) => {
    const number = view.querySelector('.number')
    const foot = document.querySelector('.intakePage > .foot')?.getBoundingClientRect().top ?? window.innerHeight
    const rows = new Set([...(number?.children ?? [])].map((half) => Math.round(half.getBoundingClientRect().top)))
    return {
      // A CSS pixel is three quarters of a point.
      points: number ? Number.parseFloat(getComputedStyle(number).fontSize) * 0.75 : 0,
      rows: rows.size,
      below: [...view.querySelectorAll('.paper dd, .paper li, .code')]
        .filter((each) => each.getBoundingClientRect().bottom > foot + 1)
        .map((each) => each.textContent?.trim() || each.className),
    }
  })
