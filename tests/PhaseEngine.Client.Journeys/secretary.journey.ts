import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, phone, somebody, withBrowser } from './people.ts'

withBrowser()

test('A branch secretary sees what is to be done, records it, and finds it on record', async () => {
  const page = await somebody('书记')

  await page.getByRole('link', { name: '边学边改台账' }).first().click()
  await page.getByLabel('问题表述').fill('会议室照明不足，影响集中学习')
  await page.getByLabel('问题来源').click()
  await page.locator('.ant-select-item-option').first().click()
  await page.getByText('一般问题').click()
  await page.getByLabel('分类').click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').first().click()
  await page.getByLabel('责任人').fill('廖立新')
  await page.getByRole('button', { name: '提交记录' }).click()

  await page.getByText('已记入，无须重复填报').waitFor()
  const metric = page.locator('.metrics div', { hasText: '问题总数' })
  await expect.poll(() => metric.innerText()).toContain('4')
})

test('What was typed is still there when the page is opened again', async () => {
  const page = await somebody('书记')
  await page.getByRole('link', { name: '边学边改台账' }).first().click()
  await page.getByLabel('问题表述').fill('写到一半')
  await page.reload()

  expect(await page.getByLabel('问题表述').inputValue()).toBe('写到一半')
})

test('A refusal stands beside what was asked, in the reader’s language', async () => {
  const page = await somebody('书记')
  await page.getByRole('link', { name: '边学边改台账' }).first().click()
  await page.getByRole('button', { name: '提交记录' }).click()

  await page.getByText('请填写“问题表述”').waitFor()
})

test('The desk, the run and the gate can be read by everybody, on a phone as well', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await somebody('书记', viewport)
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)

    await page.locator('.runs .run').first().click()
    await page.getByText('各阶段要求').waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)

    await page.getByRole('link', { name: '转入分析评议阶段' }).last().click()
    await page.getByRole('heading', { name: '审批' }).waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)
  }
})
