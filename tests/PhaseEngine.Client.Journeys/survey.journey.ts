import { expect, test } from 'vitest'
import type { Page } from 'playwright-core'
import { expectAccessible, expectNoSidewaysScrolling, phone, pureHtml, somebody, withBrowser } from './people.ts'

withBrowser()

test('A survey is opened, answered anonymously by telephone, closed, and shows no more than it may', async () => {
  const office = await somebody('活动办公室')
  const run = await launchOver(await unitOf('书记'), office)
  await declareComplete(run)
  await office.goto(`/runs/${run}/satisfaction`)
  await office.getByLabel('参加测评的群体').fill('职工群众')
  await office.getByLabel('人数').fill('12')
  await office.getByRole('button', { name: '开始测评' }).click()
  await office.getByRole('button', { name: '生成答卷条' }).click()
  await office.locator('.ant-popconfirm').getByRole('button', { name: /确\s*定/ }).click()
  await office.getByText('只在此显示一次').waitFor()
  const links = await office.locator('.slips.printed .slip-link').allInnerTexts()
  expect(links).toHaveLength(12)

  for (const link of links.slice(0, 10)) await answer(link)
  // A link works once.
  const again = await pureHtml(phone)
  expect((await again.goto(pathOf(links[0] ?? '')))?.status()).toBe(404)

  await office.reload()
  await office.getByText('已收回10份').waitFor()
  await office.getByRole('button', { name: '结束测评' }).click()
  await office.locator('.ant-popconfirm').getByRole('button', { name: /确\s*定/ }).click()
  await office.getByText('10份有效答卷中10份满意或基本满意').first().waitFor()
  await expectAccessible(office)
}, 180_000)

/** What is put right comes first, and then what people say about it. */
async function declareComplete(run: string) {
  const branch = await somebody('书记')
  await branch.goto(`/runs/${run}/problems`)
  await branch.getByRole('button', { name: '确认登记齐全' }).click()
  await branch.getByRole('dialog').getByRole('button', { name: '提交记录' }).click()
  await branch.getByText('已记入，无须重复填报').waitFor()
}

/** Answers a sheet as somebody with an old telephone does: no script runs, nothing comes from elsewhere. */
async function answer(link: string) {
  const person = await pureHtml(phone)
  const bytes: Promise<number>[] = []
  person.on('response', (response) => void bytes.push(response.body().then((body) => body.length)))
  await person.goto(pathOf(link))
  await expectNoSidewaysScrolling(person)
  for (const question of await person.locator('fieldset').all()) await question.getByText('满意', { exact: true }).click()
  expect((await Promise.all(bytes)).reduce((sum, one) => sum + one, 0)).toBeLessThan(50_000)
  await person.locator('form button').click()
  await person.getByRole('heading', { level: 1 }).waitFor()
  await person.context().close()
}

/** Where the link leads on this server, whatever it calls itself. */
const pathOf = (link: string) => new URL(link).pathname

async function unitOf(role: string) {
  const person = await somebody(role)
  const me = await (await person.request.get('/api/v1/me')).json() as { posts: { unitId: string }[] }
  return me.posts[0]?.unitId ?? ''
}

/** One of the library, which the demo has published. */
const template = 'theme-education-parallel'

/** A campaign with a survey in it, over one unit; its run. */
async function launchOver(unit: string, office: Page) {
  const me = await (await office.request.get('/api/v1/me')).json() as { posts: { unitId: string }[] }
  const campaign = await send(office, `/api/v1/units/${me.posts[0]?.unitId}/campaigns`, {
    templateId: template, batches: [{ start: new Date().toISOString().slice(0, 10), scope: { under: [unit] } }],
  })
  await send(office, `/api/v1/campaigns/${campaign['id']}/launch`, undefined, { 'If-Match': '"1"' })
  let run = ''
  await expect.poll(async () => {
    const desk = await (await office.request.get(`/api/v1/campaigns/${campaign['id']}/runs`)).json() as { items?: { id: string }[] }
    return (run = desk.items?.[0]?.id ?? '')
  }, { timeout: 30_000 }).not.toBe('')
  return run
}

async function send(page: Page, path: string, data?: unknown, headers: Record<string, string> = {}) {
  const answer = await page.request.post(path, { headers: { 'X-PhaseEngine': 'client', ...headers }, ...(data === undefined ? {} : { data }) })
  const body = await answer.text()
  expect([answer.status(), body.slice(0, 400)]).toEqual([expect.toSatisfy((status: number) => status < 300), expect.anything()])
  return JSON.parse(body || '{}') as Record<string, string>
}
