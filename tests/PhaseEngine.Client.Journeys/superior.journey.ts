import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, phone, somebody, withBrowser } from './people.ts'

withBrowser()

test('A supervision group returns a gate with its reason, and the branch is told', async () => {
  const group = await somebody('督导组')
  await group.getByRole('link', { name: '待我办理' }).click()
  const first = group.locator('.tasks li a').first()
  await first.waitFor()
  const address = await first.getAttribute('href')
  await first.click()

  await group.getByRole('button', { name: '退回' }).click()
  await group.getByText('请写明退回的原因').waitFor()
  await group.getByLabel('意见').fill('缺席同志尚未补课，请补课后再报。')
  await group.getByRole('button', { name: '退回' }).click()
  await group.getByText('已记录').waitFor()

  await group.goto(address ?? '')
  await group.getByText('已退回').waitFor()
})

test('A superior sees where every branch stands, and finds those that are late', async () => {
  const office = await somebody('活动办公室')
  await office.getByRole('link', { name: '活动进展' }).click()
  await office.locator('.campaigns a').first().click()
  await office.getByText('各单位进展').waitFor()
  await expectAccessible(office)

  const all = await office.locator('.units li').count()
  await office.getByLabel('只看逾期').check()
  await expect.poll(() => office.locator('.units li').count()).toBeLessThan(all)
  expect(await office.locator('.units li:not(.late)').count()).toBe(0)
})

test('The map leads down to the units below', async () => {
  const office = await somebody('活动办公室')
  await office.getByRole('link', { name: '活动进展' }).click()
  await office.locator('.campaigns a').first().click()
  const below = office.locator('.board tbody a').first()
  const name = await below.innerText()
  await below.click()

  await office.locator('.board h2', { hasText: name }).waitFor()
})

test('The campaign’s page fits a phone', async () => {
  const office = await somebody('活动办公室', phone)
  await office.goto('/campaigns')
  await office.locator('.campaigns a').first().click()
  await office.getByText('各单位进展').waitFor()

  await expectNoSidewaysScrolling(office)
  await expectAccessible(office)
})
