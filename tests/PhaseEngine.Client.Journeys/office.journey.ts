import type { Page } from 'playwright-core'
import { expect, inject, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, openRunningCampaign, phone, somebody, withBrowser } from './people.ts'

withBrowser()

const office = '活动办公室'
const administrator = '管理员'

/** Chooses something by what is typed, from a list the server finds it in. */
async function pick(page: Page, label: string, text: string) {
  await page.getByLabel(label, { exact: true }).fill(text)
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: text }).first().click()
}

test('The office launches a campaign from a published template over part of the district', async () => {
  const page = await somebody(office)
  await page.goto('/campaigns')
  await page.getByRole('link', { name: '启动活动' }).click()

  await page.getByRole('radio').first().check()
  await page.getByLabel('活动名称').fill('东街街道学习活动')
  await page.getByRole('button', { name: '下一步' }).click()

  await page.getByText(/^\d+个单位参加/).waitFor()
  const whole = await page.locator('.count').innerText()
  await pick(page, '哪些组织及其所属', '云川区东街街道')
  await expect.poll(() => page.locator('.count').innerText()).not.toBe(whole)
  const part = /\d+/.exec(await page.locator('.count').innerText())?.[0]
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: '下一步' }).click()

  await page.getByRole('columnheader', { name: '计划开始' }).waitFor()
  await expectAccessible(page)
  await page.getByRole('button', { name: '保存草稿并预览' }).click()

  await page.getByRole('heading', { name: `将有${part}个单位参加` }).waitFor()
  await page.getByRole('button', { name: '启动活动' }).click()
  await page.locator('.ant-popconfirm').getByRole('button', { name: '启动活动' }).click()
  await page.getByText(`活动已启动，${part}个单位参加`).waitFor({ timeout: 45_000 })

  await page.getByRole('link', { name: '查看进展' }).click()
  await page.getByRole('heading', { name: '各阶段进度' }).waitFor()
})

test('A draft is gone on with where it was left', async () => {
  const page = await somebody(office)
  await page.goto('/campaigns/new')
  await page.getByRole('radio').first().check()
  await page.getByLabel('活动名称').fill('写到一半的活动')
  await page.reload()
  expect(await page.getByLabel('活动名称').inputValue()).toBe('写到一半的活动')

  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '下一步' }).click()
  await page.getByRole('button', { name: '保存草稿并预览' }).click()
  await page.getByRole('heading', { name: /将有\d+个单位参加/ }).waitFor()

  await page.goto('/campaigns')
  await page.getByRole('link', { name: '写到一半的活动' }).click()
  await page.getByRole('heading', { name: /将有\d+个单位参加/ }).waitFor()
})

test('The office moves a deadline, sees who is affected, and undoes it', async () => {
  const page = await somebody(office)
  await openRunningCampaign(page)
  await page.getByRole('link', { name: '调整期限' }).click()

  await page.getByLabel('调整哪一项').fill('学习测试')
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option').filter({ hasText: /^学习测试$/ }).click()
  // Enter in the last field asks for the preview.
  const day = page.getByLabel('新的期限')
  await day.fill('2027-03-01')
  await day.press('Enter')
  await page.getByRole('heading', { name: '影响范围' }).waitFor()
  await expectAccessible(page)
  await page.getByLabel('理由').fill('年底工作集中，顺延')
  await page.getByRole('button', { name: /调整\d+个单位的期限/ }).click()

  const move = page.locator('.moves li', { hasText: '年底工作集中，顺延' })
  await move.waitFor()
  await move.getByRole('button', { name: '撤销' }).click()
  await page.getByRole('dialog').getByLabel('理由').fill('不再顺延')
  await page.getByRole('dialog').getByRole('button', { name: '撤销' }).click()
  await page.getByText(/\d+个单位恢复了原来的期限/).waitFor()
})

test('The campaign’s page shows what holds units up, on a phone as well', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await somebody(office, viewport)
    await openRunningCampaign(page)
    await page.getByRole('heading', { name: '卡在哪里' }).waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)
  }
})

test('An administrator imports a list with errors and reads them in the table', async () => {
  const page = await somebody(administrator)
  await page.goto('/organisation/import')
  const list = '组织代码,组织名称,组织类别,上级组织\nYC-90,云川区新港街道工作委员会,党工委,中共云川区委员会\nYC-90-01,新港街道海棠社区党支部,俱乐部,YC-90\n'
  await page.locator('input[type=file]').setInputFiles({ name: '组织名册.csv', mimeType: 'text/csv', buffer: Buffer.from(list) })

  await page.getByText('有错误的行不导入，其余可以导入').waitFor()
  const row = page.locator('tbody tr', { hasText: '俱乐部' })
  expect(await row.innerText()).toContain('C3')
  await expectAccessible(page)

  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载标出错误的表' }).click()
  expect((await download).suggestedFilename()).toMatch(/^组织名册.*\.xlsx$/)

  await page.getByRole('button', { name: '导入1行' }).click()
  await page.getByText('已导入').waitFor()
  await page.goto('/organisation')
  await page.getByLabel('按名称或代码查找组织').fill('新港街道')
  await page.getByRole('link', { name: '云川区新港街道工作委员会' }).waitFor()
})

test('An administrator invites a secretary, who signs in by the slip’s link', async () => {
  const page = await somebody(administrator)
  await page.goto('/organisation')
  await page.getByLabel('按名称或代码查找组织').fill('朝阳社区')
  await page.getByRole('link', { name: '东街街道朝阳社区党支部' }).click()
  await page.getByRole('link', { name: '任职' }).click()
  await page.getByRole('button', { name: '邀请人员' }).click()
  await page.getByLabel('姓名').fill('苏晓梅')
  await page.getByRole('dialog').getByRole('button', { name: '邀请人员' }).click()
  const link = await page.locator('.slip a').getAttribute('href')
  await page.getByAltText('二维码，内容与下面的链接相同').waitFor()
  await expectAccessible(page)

  const hers = await page.context().browser()?.newContext({ locale: 'zh-CN', baseURL: inject('base') })
  const slip = await hers?.newPage()
  if (slip === undefined) throw new Error('There is no browser.')
  await slip.goto(link ?? '')
  await slip.getByText('苏晓梅').first().waitFor()
  await slip.locator('input[name=userName]').fill(`su.xiaomei.${Date.now()}`)
  await slip.locator('input[name=password]').first().fill('yunchuan-2026-branch')
  await slip.locator('form button').click()
  await slip.getByRole('link', { name: '支部工作' }).waitFor()
})

test('An administrator invites a member to sign in, who then sees what is asked of themselves', async () => {
  const page = await somebody(administrator)
  await page.goto('/organisation')
  await page.getByLabel('按名称或代码查找组织').fill('朝阳社区')
  await page.getByRole('link', { name: '东街街道朝阳社区党支部' }).click()
  await page.getByRole('link', { name: '党员', exact: true }).click()
  await page.locator('.found .with-act', { hasNotText: '领导干部' }).getByRole('button').first().click()
  await page.getByRole('menuitem', { name: '邀请登录' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '生成邀请函' }).click()
  const link = await page.locator('.slip a').getAttribute('href')
  await expectAccessible(page)

  const member = await (await page.context().browser()?.newContext({ locale: 'zh-CN', baseURL: inject('base') }))?.newPage()
  if (member === undefined) throw new Error('There is no browser.')
  await member.goto(link ?? '')
  await member.locator('input[name=userName]').fill(`member.${Date.now()}`)
  await member.locator('input[name=password]').first().fill('yunchuan-2026-member')
  await member.locator('form button').click()
  await member.getByRole('heading', { level: 1, name: '我的' }).waitFor()
  await member.getByText('组织关系所在党组织').waitFor()
})

test('What somebody wrote with an act is erased from the record, and the record says so', async () => {
  const page = await somebody(administrator)
  const run = await runWithWords(page)
  await page.goto(`/record/runs/${run}`)
  const erase = page.getByRole('button', { name: '删除所写内容' })
  const more = page.getByRole('button', { name: '显示更多' })
  await page.locator('.acts li').first().waitFor()
  while (await erase.count() === 0) await more.click()
  await erase.first().click()
  const dialog = page.getByRole('dialog')
  await dialog.getByLabel('删除原因').fill('涉及个人病情，本人要求删除')
  await expectAccessible(page)
  await dialog.getByRole('button', { name: '删除', exact: true }).click()
  await page.getByText('（内容已删除）').first().waitFor()
})

test('Lists are imported by an administrator; the office is told so instead of being refused', async () => {
  const page = await somebody(office)
  await page.goto('/organisation')
  await page.getByRole('link', { name: '所在单位' }).waitFor()
  expect(await page.getByRole('link', { name: '导入名册' }).count()).toBe(0)
  await page.goto('/organisation/import')
  await page.getByText('导入名册由管理员办理').waitFor()
})

test('Every page of the office can be read by everybody, on a phone as well', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await somebody(administrator, viewport)
    for (const address of ['/organisation', '/organisation/hosts', '/organisation/import', '/people', '/record', '/me']) {
      await page.goto(address)
      await page.waitForLoadState('networkidle')
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
    }
  }
})

/** A unit that was given more time, with the reason; its run. */
async function runWithWords(page: Page) {
  const get = async <T>(path: string) => (await (await page.request.get(`/api/v1/${path}`)).json()) as T
  const { items: campaigns } = await get<{ items: { id: string; status: string }[] }>('campaigns')
  const running = campaigns.filter((one) => one.status === 'running').at(-1)
  const { items: runs } = await get<{ items: { id: string }[] }>(`campaigns/${running?.id}/runs?limit=1`)
  const run = runs[0]?.id ?? ''
  const { next } = await get<{ next: { key: string; kind: string }[] }>(`runs/${run}`)
  const key = next.find((task) => task.kind !== 'Gate')?.key
  const due = new Date(Date.now() + 20 * 86_400_000).toISOString().slice(0, 10)
  const answer = await page.request.put(`/api/v1/runs/${run}/activities/${key}/due`, { headers: { 'X-PhaseEngine': 'client' }, data: { due, reason: '书记住院手术' } })
  expect([answer.status(), await answer.text()]).toEqual([200, expect.anything()])
  return run
}
