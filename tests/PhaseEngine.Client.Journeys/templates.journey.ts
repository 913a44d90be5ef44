import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, phone, somebody, withBrowser } from './people.ts'

withBrowser()

/** Many pages in one go, on a machine that may be busy. */
const longWay = 180_000

const tab = (page: Page, name: string) => page.getByRole('tab', { name, exact: true })

test('An administrator takes a template of the library, looks at it from all sides, publishes it, and reads what the next draft changes', async () => {
  const page = await somebody('管理员')
  await page.getByRole('link', { name: '活动模板' }).click()
  await page.getByRole('button', { name: '新建模板' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('radio', { name: /学习动员阶段/ }).check()
  await dialog.getByLabel('模板名称').fill('云川区学习动员方案')
  await dialog.getByLabel('编号').fill('yunchuan-study')
  await page.getByRole('button', { name: '建立草稿' }).click()
  await page.getByRole('heading', { level: 1, name: '云川区学习动员方案' }).waitFor()

  await tab(page, '时间安排').click()
  await page.getByLabel('启动日').fill('2026-09-21')
  await page.keyboard.press('Enter')
  await page.getByText('动员大会').first().waitFor()
  // The long holiday lies in the phase: it is named above the days, and nothing is due in it.
  await page.getByText('国庆节').first().waitFor()
  await page.getByText('表', { exact: true }).click()
  await page.getByRole('columnheader', { name: '各期截止' }).waitFor()
  await expectAccessible(page)

  await tab(page, '流程图').click()
  await page.getByRole('button', { name: /转入分析评议阶段/ }).waitFor()
  await page.getByText('文字', { exact: true }).click()
  await page.getByText('“动员大会”完成之后').first().waitFor()

  await tab(page, '负担').click()
  await page.getByText(/最忙的是.*这一周/).waitFor()

  await tab(page, '推演').click()
  await page.getByText('这是推演，不是预测').waitFor()
  await page.getByRole('button', { name: '开始推演' }).click()
  await page.getByRole('heading', { name: /第1次推演/ }).waitFor()
  await page.getByRole('button', { name: '更多假设' }).click()
  await page.getByLabel('关口首次退回比例').fill('100')
  await page.getByRole('button', { name: '开始推演' }).click()
  await page.getByRole('heading', { name: /第2次推演/ }).waitFor()
  await page.getByLabel('变为').first().waitFor()
  await expectAccessible(page)

  await tab(page, '版本').click()
  await page.getByRole('button', { name: /^发\s?布$/ }).click()
  await page.getByRole('dialog').getByRole('button', { name: /^发\s?布$/ }).click()
  await page.getByRole('button', { name: '起草下一版' }).click()
  await page.getByText('第2版 草稿').first().waitFor()
  await page.getByText('这两版内容相同').waitFor()
  await changeDraft(page, 'yunchuan-study')
  await page.reload()
  await page.getByText('“动员大会”的完成期限由“阶段开始后6天”改为“阶段开始后10天”。').waitFor()
  await expectAccessible(page)
}, longWay)

/** As the editor saves it: through the same API. */
async function changeDraft(page: Page, template: string) {
  const status = await page.evaluate(async (id) => {
    const address = `/api/v1/templates/${id}/versions/2`
    const found = await fetch(address)
    const { definition } = await found.json() as { definition: { root: { activities: { body?: { activities: { key?: string; due?: string }[] } }[] } } }
    const activities = definition.root.activities.flatMap((activity) => activity.body?.activities ?? [])
    for (const activity of activities) if (activity.key === 'mobilise') activity.due = 'start+10d'
    const saved = await fetch(`${address}/definition`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json', 'X-PhaseEngine': 'client', 'If-Match': found.headers.get('ETag') ?? '' },
      body: JSON.stringify({ definition }),
    })
    return saved.status
  }, template)
  expect(status).toBe(200)
}

test('A file that is no template is told why, before anything is kept', async () => {
  const page = await somebody('管理员')
  await page.goto('/templates')
  await page.getByRole('button', { name: '新建模板' }).click()
  await page.getByText('导入文件', { exact: true }).click()
  await page.locator('input[type=file]').setInputFiles({ name: '会议.json', mimeType: 'application/json', buffer: Buffer.from('{"hello":"world"}') })

  await page.getByRole('dialog').getByText('PE101').first().waitFor()
})

test('Whoever only carries campaigns out is not offered templates', async () => {
  const page = await somebody('书记')
  await page.getByRole('link', { name: '消息' }).waitFor()
  expect(await page.getByRole('link', { name: '活动模板' }).count()).toBe(0)
})

test('The views of a template and the calendar fit a phone', async () => {
  const page = await somebody('管理员', phone)
  await page.goto('/templates')
  await page.locator('.templates a').first().click()
  await page.getByRole('heading', { name: '使用它的活动' }).waitFor()
  for (const view of ['versions', 'time', 'flow', 'burden', 'simulation']) {
    const address = new URL(page.url())
    address.searchParams.set('view', view)
    await page.goto(address.toString())
    await page.waitForLoadState('networkidle')
    await expectNoSidewaysScrolling(page)
    await expectAccessible(page)
  }

  await page.goto('/calendar')
  await page.getByText('国庆节').first().waitFor()
  await expectNoSidewaysScrolling(page)
  await expectAccessible(page)
}, longWay)
