import type { Frame, Page, Response } from 'playwright-core'
import { expect, test } from 'vitest'
import { somebody, withBrowser } from './people.ts'

withBrowser()

const template = 'study-and-mobilisation-2005'
const essay = '心得体会'
const minutes = 60_000

/** The whole flow of a phase on the canvas, at a size that can be read. */
const screen = { width: 1680, height: 1200 }

/** What our API has stored, the newest version. */
async function stored(page: Page) {
  const { items } = await read<{ items: { id: string; versions: { version: number }[] }[] }>(page, `/api/v1/templates?search=${template}`)
  const version = items.find((item) => item.id === template)?.versions[0]?.version ?? 1
  return read<{ hash: string; templateVersion: number; definition: Definition }>(page, `/api/v1/templates/${template}/versions/${version}`)
}

interface Definition {
  root: { activities: { id: string; body?: { activities: Activity[] } }[] }
}

interface Activity {
  id: string
  title: Record<string, string>
  metadata: { displayText: string; designer: { position: { x: number; y: number } } }
}

async function read<T>(page: Page, address: string): Promise<T> {
  return await (await page.request.get(address)).json() as T
}

const essayIn = (definition: Definition) => definition.root.activities.find((one) => one.id === 'stage')?.body?.activities.find((one) => one.id === 'essay') as Activity

/** The same without what the canvas and the store say. */
const meaningOf = (definition: Definition) => JSON.stringify(definition, (name, value: unknown) => (['metadata', 'title', 'version', 'isPublished'].includes(name) ? undefined : value))

/** The template's own page of the Studio, with the stage's flow on the canvas. */
async function studioOf(page: Page): Promise<Frame> {
  await page.goto(`/studio/templates/${template}`)
  const frame = await frameOf(page)
  const flow = frame.getByText('14 项要求')
  // The canvas takes its time to settle: what still lies outside it cannot be pointed at.
  await expect.poll(async () => {
    await showAll(frame)
    return flow.click({ timeout: 3000 }).then(() => true, () => false)
  }, { timeout: minutes }).toBe(true)
  await frame.getByText('动员大会').first().waitFor()
  await showAll(frame)
  return frame
}

async function showAll(frame: Frame) {
  await frame.locator('.mud-toolbar button:visible').first().click()
  await frame.waitForTimeout(1500)
}

async function frameOf(page: Page) {
  const element = await page.waitForSelector('iframe.studio-frame')
  const frame = await element.contentFrame()
  if (frame === null) throw new Error('The frame has no document.')
  await frame.locator('.mud-tab').first().waitFor({ timeout: minutes })
  return frame
}

const isSave = (answer: Response) => answer.request().method() === 'POST' && answer.url().endsWith('/api/studio/workflow-definitions')

function outsiders(page: Page) {
  const addresses: string[] = []
  page.on('request', (request) => {
    const address = new URL(request.url())
    if (address.protocol.startsWith('http') && address.origin !== new URL(page.url()).origin) addresses.push(address.href)
  })
  return addresses
}

test('An administrator opens the template of 2005 in Elsa Studio: Chinese, without what only programmers need, and nothing from elsewhere', async () => {
  const office = await somebody('管理员', screen)
  const elsewhere = outsiders(office)
  const frame = await studioOf(office)

  for (const words of ['步骤', '自动保存', '属性', '基本情况', '总流程']) await frame.getByText(words, { exact: true }).first().waitFor()
  // Hidden by their words: if the Studio says them otherwise, they are seen.
  expect(await frame.locator('.mud-tab:visible').allInnerTexts()).toEqual(expect.not.arrayContaining([expect.stringMatching(/^[A-Z ]+$/i)]))
  expect(await frame.locator('.mud-toolbar button.mud-success-text:visible').count()).toBe(0)
  expect(await frame.getByText('Activation strategy').first().isVisible()).toBe(false)
  expect(elsewhere).toEqual([])
  const { 'content-security-policy': policy, 'x-frame-options': framing } = (await office.request.get(frame.url())).headers()
  expect(policy).toContain("script-src 'self' 'wasm-unsafe-eval';")
  expect(policy).toContain("frame-ancestors 'self'")
  expect(framing).toBe('SAMEORIGIN')
}, 3 * minutes)

test('An activity moved and renamed in Elsa Studio is moved and renamed here, and nothing else; saved again without a change it is the same', async () => {
  const office = await somebody('管理员', screen)
  const before = await stored(office)
  const frame = await studioOf(office)

  const node = await frame.getByText(essay).first().boundingBox()
  if (node === null) throw new Error('The activity is not on the canvas.')
  const saved = office.waitForResponse(isSave)
  await office.mouse.move(node.x + 10, node.y + 5)
  await office.mouse.down()
  await office.mouse.move(node.x + 50, node.y + 45, { steps: 8 })
  await office.mouse.up()
  expect((await saved).status()).toBe(200)
  const moved = await stored(office)
  expect(moved.hash).toBe(before.hash)
  expect(meaningOf(moved.definition)).toBe(meaningOf(before.definition))
  expect(essayIn(moved.definition).metadata.designer.position).not.toEqual(essayIn(before.definition).metadata.designer.position)

  await frame.getByText(essay).first().click()
  const title = frame.locator('.mud-input-control', { hasText: '单位和上级看到的名称' }).locator('input:visible').first()
  await expect.poll(() => title.inputValue()).toBe(essay)
  const renamed = office.waitForResponse(isSave)
  await title.fill('学习心得')
  await title.press('Tab')
  expect((await renamed).status()).toBe(200)
  await office.getByText('已保存').waitFor()

  const after = await stored(office)
  expect(essayIn(after.definition).title).toEqual({ ...essayIn(before.definition).title, 'zh-CN': '学习心得' })
  expect(essayIn(after.definition).metadata.displayText).toBe('学习心得')
  expect(meaningOf(after.definition)).toBe(meaningOf(before.definition))
}, 3 * minutes)

test('What our API saves opens in Elsa Studio, and what is not changed there stays to the letter', async () => {
  const office = await somebody('管理员', screen)
  await studioOf(office)
  const before = await stored(office)
  const answer = await office.evaluate(async (id) => {
    const opened = await fetch(`/api/studio/workflow-definitions/by-definition-id/${id}?versionOptions=Latest`)
    const headers = { 'Content-Type': 'application/json', 'X-PhaseEngine': 'journey', 'If-Match': opened.headers.get('ETag') ?? '' }
    const saved = await fetch('/api/studio/workflow-definitions', { method: 'POST', headers, body: JSON.stringify({ model: await opened.json(), publish: false }) })
    return saved.status
  }, template)

  expect(answer).toBe(200)
  expect(await stored(office)).toEqual(before)
}, 2 * minutes)

test('A run is shown on the canvas of its template, with its record in sentences', async () => {
  const secretary = await somebody('书记')
  const [unit] = (await read<{ posts: { unitId: string }[] }>(secretary, '/api/v1/me')).posts
  const desk = await read<{ runs: { id: string }[] }>(secretary, `/api/v1/units/${unit?.unitId ?? ''}/desk`)
  await secretary.goto(`/studio/runs/${desk.runs[0]?.id ?? ''}`)

  const frame = await frameOf(secretary)
  await frame.getByText('进入“学习动员阶段”。').first().waitFor()
  await frame.getByText('14 项要求').waitFor()
  expect(await frame.getByText('记录', { exact: true }).first().isVisible()).toBe(true)
}, 3 * minutes)
