import { AxeBuilder } from '@axe-core/playwright'
import { chromium, type Browser, type Page } from 'playwright-core'
import { afterAll, beforeAll, expect, inject } from 'vitest'

const executablePath = process.env['PHASEENGINE_CHROMIUM'] ?? '/usr/bin/chromium'
const flags = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-first-run']

export const wide = { width: 1440, height: 900 }
export const phone = { width: 390, height: 844 }

let browser: Browser

export function withBrowser() {
  beforeAll(async () => void (browser = await chromium.launch({ executablePath, args: flags })))
  afterAll(() => browser.close())
}

/** Somebody with a browser of their own, signed in by their link of the demo. */
export async function somebody(role: string, viewport = wide): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport, baseURL: inject('base') })
  const page = await context.newPage()
  page.on('pageerror', (error) => { throw error })
  const link = inject('links')[role]
  if (link === undefined) throw new Error(`The demo has no link for ${role}: ${Object.keys(inject('links')).join(', ')}`)
  await page.goto(link)
  await page.waitForLoadState('networkidle')
  return page
}

/** A browser in which no script runs, and in which nobody is signed in. */
export async function pureHtml(viewport = phone): Promise<Page> {
  const context = await browser.newContext({ locale: 'zh-CN', viewport, baseURL: inject('base'), javaScriptEnabled: false })
  return context.newPage()
}

/** Opens what a link of that name leads to, and waits until it is there. */
export async function follow(page: Page, name: string) {
  await page.getByRole('link', { name }).first().click()
  await page.getByRole('heading', { level: 1, name }).waitFor()
  await page.waitForLoadState('networkidle')
}

/** Opens the demo's own campaign; others may be drafts of other journeys. */
export async function openRunningCampaign(page: Page) {
  await page.goto('/campaigns')
  await page.locator('.campaigns li', { hasText: '进行中' }).last().getByRole('link').click()
  await page.getByRole('heading', { name: '各单位进展' }).waitFor()
}

/** No serious fault that an automatic check can find. */
export async function expectAccessible(page: Page) {
  // A message that is fading has hardly any contrast, and goes by itself.
  await expect.poll(() => page.locator('.ant-message-notice').count(), { timeout: 15_000 }).toBe(0)
  // Nor does what is still opening or closing.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getComputedTiming().iterations === Infinity))
  const { violations } = await new AxeBuilder({ page }).analyze()
  const serious = violations.filter((one) => one.impact === 'serious' || one.impact === 'critical')
  expect(serious.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(' | ')}`)).toEqual([])
}

/** Nothing sticks out to the side. */
export async function expectNoSidewaysScrolling(page: Page) {
  expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)).toBeLessThanOrEqual(0)
}

/** Says something other than a plain yes where one decides: its word first, then the button of the same name. */
export async function decide(page: Page, word: string, reason: string) {
  await page.locator('.decision .ant-segmented').getByText(word, { exact: true }).click()
  await page.getByRole('button', { name: word, exact: true }).click()
  await page.getByText('请写明原因').waitFor()
  await page.getByLabel('意见', { exact: true }).fill(reason)
  await page.getByRole('button', { name: word, exact: true }).click()
  await page.getByText('已记录').waitFor()
}
