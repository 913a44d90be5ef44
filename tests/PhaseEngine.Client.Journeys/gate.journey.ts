import { expect, test } from 'vitest'
import { decide, follow, somebody, withBrowser } from './people.ts'

withBrowser()

test('A branch withdraws its request, is reminded, and asks again', async () => {
  const page = await somebody('书记')
  await page.getByRole('link', { name: '消息' }).click()
  await page.locator('.messages li, .inbox li').first().waitFor()
  await page.goto('/')
  await follow(page, '转入分析评议阶段')

  await page.getByRole('button', { name: '撤回申请' }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: '撤回申请' }).click()
  await page.getByText('申请已撤回').waitFor()
  await page.getByRole('button', { name: '申请转段' }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: /确\s*定/ }).click()
  await page.getByText('申请已送出').waitFor()
  await page.getByText('已申请，待批准').waitFor()
})

test('A gate that was returned says why, and the branch sees what has changed since', async () => {
  const branch = await somebody('书记')
  await follow(branch, '转入分析评议阶段')
  const address = branch.url()

  const group = await somebody('督导组')
  await group.goto(address)
  await decide(group, '退回', '缺席同志尚未补课，请补课后再报。')

  await branch.reload()
  await branch.getByText('缺席同志尚未补课，请补课后再报。').first().waitFor()
  await branch.getByText('退回以来的变化').waitFor()
  await branch.goto('/')
  await branch.getByRole('link', { name: '查看退回意见' }).waitFor()
  expect(await branch.locator('.gate-card.returned').count()).toBe(1)
})
