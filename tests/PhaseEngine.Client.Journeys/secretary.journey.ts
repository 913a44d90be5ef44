import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, follow, phone, somebody, withBrowser } from './people.ts'

withBrowser()

/** By way of the run: whether the register is among what the desk asks for depends on the day of the week. */
async function openRegister(page: Page) {
  await page.locator('.runs .run').first().click()
  await follow(page, '边学边改台账')
}

/** A problem, ready to be recorded. */
async function fillIn(page: Page, problem: string) {
  await page.getByRole('button', { name: '登记问题' }).click()
  const form = page.getByRole('dialog')
  await form.getByLabel('问题表述').fill(problem)
  await form.getByLabel('问题来源').press('ArrowDown')
  await form.getByLabel('问题来源').press('Enter')
  await form.getByText('一般问题').click()
  await form.getByLabel('分类').press('ArrowDown')
  await form.getByLabel('分类').press('Enter')
  await form.getByLabel('责任人').fill('廖立新')
  return form
}

test('A branch secretary sees what is to be done, records it, and finds it on record', async () => {
  const page = await somebody('书记')
  await openRegister(page)
  const problem = `会议室照明不足，影响集中学习（${Date.now()}）`

  const form = await fillIn(page, problem)
  await form.getByRole('button', { name: '提交记录' }).click()
  await page.getByText('已记入，无须重复填报').waitFor()

  await page.getByRole('button', { name: problem }).click()
  await page.getByRole('button', { name: '已解决', exact: true }).click()
  await page.getByLabel('整改结果').fill('已更换灯具')
  await page.getByRole('dialog').getByRole('button', { name: '提交' }).click()
  await page.getByText('已更换灯具').first().waitFor()
  await page.getByRole('dialog').getByText('登记问题').waitFor()
})

test('A record whose answer is lost is recorded once', async () => {
  const page = await somebody('书记')
  await openRegister(page)
  const problem = `学习资料发放不及时（${Date.now()}）`
  const keys: (string | undefined)[] = []
  // The line breaks after the server has done its work: the first time, and again when the page asks by itself.
  await page.route('**/requirements/*/evidence', async (route) => {
    if (route.request().method() !== 'POST') return route.fallback()
    keys.push(route.request().headers()['idempotency-key'])
    const answer = await route.fetch()
    expect(answer.status()).toBe(201)
    return keys.length > 2 ? route.fulfill({ response: answer }) : route.abort('connectionreset')
  })

  const form = await fillIn(page, problem)
  await form.getByRole('button', { name: '提交记录' }).click()
  await form.getByText('网络不通，未收到答复').waitFor()
  await form.getByRole('button', { name: '提交记录' }).click()
  await page.getByText('已记入，无须重复填报').waitFor()

  expect(keys.length).toBe(3)
  expect(new Set(keys).size).toBe(1)
  await page.reload()
  await page.getByRole('button', { name: problem }).first().waitFor()
  expect(await page.getByRole('button', { name: problem }).count()).toBe(1)
})

test('A record is corrected, with its reason, and the wrong one stays to be seen', async () => {
  const page = await somebody('书记')
  await page.locator('.runs .run').first().click()
  await follow(page, '动员大会')
  await page.getByRole('button', { name: /会议情况 · / }).first().click()
  await page.getByRole('button', { name: '更正', exact: true }).click()

  const form = page.getByRole('dialog')
  await form.getByRole('button', { name: '保存更正' }).click()
  await form.getByText('请写明更正原因').waitFor()
  await form.getByLabel('更正原因').fill('主持人姓名漏填')
  await form.getByLabel('主持人姓名').fill('廖立新')
  await form.getByRole('button', { name: '保存更正' }).click()

  await page.getByText('更正后的记录').first().waitFor()
  await page.locator('.record-line.struck').first().waitFor()
})

test('What was typed is still there when the page is opened again', async () => {
  const page = await somebody('书记')
  await openRegister(page)
  await page.getByRole('button', { name: '登记问题' }).click()
  await page.getByLabel('问题表述').fill('写到一半')
  await page.reload()
  await page.getByRole('button', { name: '登记问题' }).click()

  expect(await page.getByLabel('问题表述').inputValue()).toBe('写到一半')
})

test('What is missing in a form is said where it is missing, in the reader’s language', async () => {
  const page = await somebody('书记')
  await openRegister(page)
  await page.getByRole('button', { name: '登记问题' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '提交记录' }).click()

  await page.getByText('请填写“责任人”').waitFor()
})

test('An address that leads nowhere says so, and leads home', async () => {
  const page = await somebody('书记')
  await page.goto('/nonsense')
  await page.getByRole('heading', { level: 1, name: '没有这个页面' }).waitFor()
  await page.getByRole('link', { name: '回到首页' }).click()
  await page.getByRole('link', { name: '支部工作' }).waitFor()
})

test('The request to move on comes as a Word document', async () => {
  const page = await somebody('书记')
  await follow(page, '转入分析评议阶段')
  const [file] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: '起草转段申请（Word）' }).click()])

  expect(file.suggestedFilename()).toMatch(/关于转入分析评议阶段的请示\.docx$/)
})

test('The desk, its calendar, the run, its requirements, the gate and one’s own page can be read by everybody, on a phone as well', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await somebody('书记', viewport)
    const desk = page.url()
    await page.locator('.runs .run').first().click()
    await page.getByText('各阶段要求').waitFor()
    const run = page.url()

    for (const address of [desk, `${desk}?show=calendar`, run, ...['study', 'essay', 'checks', 'problems', 'plan', 'mobilise', 'gate'].map((key) => `${run}/${key}`), '/me', '/inbox']) {
      await page.goto(address)
      await page.waitForLoadState('networkidle')
      expect(await page.getByText('页面出了问题').count(), address).toBe(0)
      await expectAccessible(page)
      await expectNoSidewaysScrolling(page)
    }
  }
}, 240_000)
