import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { decide, expectAccessible, expectNoSidewaysScrolling, openRunningCampaign, phone, somebody, withBrowser } from './people.ts'

withBrowser()

test('A supervision group looks behind a condition and returns the gate with its reason', async () => {
  const group = await somebody('督导组')
  await group.getByRole('link', { name: '待我办理' }).click()
  await group.getByText(/个单位等您答复/).waitFor()
  await expectAccessible(group)
  await (await ofOthers(group)).getByRole('link').first().click()

  await group.getByRole('button', { name: /集中学习人人有着落/ }).click()
  await group.getByRole('heading', { name: /佐证材料/ }).waitFor()
  await group.locator('.records .ant-collapse-header').first().click()
  await expectAccessible(group)
  const address = group.url()

  await decide(group, '退回', '缺席同志尚未补课，请补课后再报。')

  await group.goto(address.replace('/waiting/', '/runs/'))
  await group.getByText('已退回').first().waitFor()
})

test('Several gates are passed on together after those that chance picks were opened', async () => {
  const group = await somebody('督导组')
  await group.goto('/waiting')
  const choices = (await ofOthers(group)).locator('.waits-choice')
  await choices.nth(0).click()
  await choices.nth(1).click()
  await group.getByRole('button', { name: '一并批准' }).click()
  const sample = group.locator('.sample a')
  await sample.first().waitFor()
  // Nobody is asked to confirm what may not be done yet.
  expect(await group.locator('.ant-popconfirm').count()).toBe(0)
  for (const link of await sample.all()) {
    const opened = await group.context().newPage()
    await opened.goto((await link.getAttribute('href')) ?? '')
    await opened.getByRole('heading', { name: '关口条件' }).waitFor()
    await opened.locator('.review-lines li').first().waitFor()
  }

  await together(group)
  await group.getByText('已批准2个').waitFor()
})

test('A superior sees where every branch stands, and finds those that are late', async () => {
  const office = await somebody('活动办公室')
  await openRunningCampaign(office)
  await expectAccessible(office)

  const all = await office.locator('.units li').count()
  await office.getByLabel('只看逾期').check()
  await expect.poll(() => office.locator('.units li').count()).toBeLessThan(all)
  expect(await office.locator('.units li:not(.late)').count()).toBe(0)
})

test('The map leads down to the units below', async () => {
  const office = await somebody('活动办公室')
  await openRunningCampaign(office)
  const below = office.locator('.board tbody a').first()
  const name = await below.innerText()
  await below.click()

  await office.locator('.board h2', { hasText: name }).waitFor()
})

test('The campaign’s page fits a phone', async () => {
  const office = await somebody('活动办公室', phone)
  await openRunningCampaign(office)

  await expectNoSidewaysScrolling(office)
  await expectAccessible(office)
})

test('A superior who is away lets a colleague decide, and takes it back', async () => {
  const superior = await somebody('上级党组织负责人')
  await superior.getByText(/个单位等您答复/).waitFor()
  await superior.goto('/me')
  await superior.getByRole('button', { name: '外出委托' }).click()
  const dialog = superior.getByRole('dialog')
  await dialog.getByLabel('交给谁').fill('黄浩')
  await superior.locator('.ant-select-item-option', { hasText: '黄浩然' }).first().click()
  await expectAccessible(superior)
  await dialog.getByPlaceholder('开始日期').click()
  await superior.keyboard.type(day(1))
  await superior.keyboard.press('Enter')
  await superior.keyboard.type(day(3))
  // Everything is said: this sends it.
  await superior.keyboard.press('Enter')
  await superior.getByText(/由黄浩然代为审批/).waitFor()
  await expectAccessible(superior)

  await superior.getByRole('button', { name: '收回委托' }).click()
  await superior.getByRole('dialog').getByRole('button', { name: '收回委托' }).click()
  await superior.getByText('已收回委托').waitFor()
  await expect.poll(() => superior.getByText(/由黄浩然代为审批/).count()).toBe(0)
})

const day = (after: number) => new Date(Date.now() + after * 86_400_000).toISOString().slice(0, 10)

/** What waits, but for the branch whose secretary has journeys of his own: its gate is his. */
async function ofOthers(page: Page) {
  const secretary = await somebody('书记')
  const branch = await secretary.getByRole('heading', { level: 1 }).innerText()
  await secretary.context().close()
  return page.locator('.tasks li').filter({ hasNotText: branch })
}

async function together(page: Page) {
  await page.getByRole('button', { name: '一并批准' }).click()
  await page.getByRole('button', { name: '确定' }).click()
}
