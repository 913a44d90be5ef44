import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, phone, somebody, withBrowser } from './people.ts'

withBrowser()

test('An administrator designs a two-phase template with a gate, mends what the check finds, and it is saved', async () => {
  const page = await begun('2026年专题学习')

  await page.getByRole('button', { name: /^新阶段/ }).click()
  await name(page, '学习动员')
  await add(page, '学习动员', '学习', '专题学习')
  await add(page, '学习动员', '党员任务', '心得体会')

  await page.getByRole('button', { name: '转入下一阶段', exact: true }).click()
  await page.getByRole('button', { name: '加上本阶段其余 2 项“已完成”' }).click()
  await page.getByRole('region', { name: '关口：转入下一阶段' }).getByText('“心得体会”状态：已完成或已免予').waitFor()

  await page.getByRole('button', { name: '添加阶段或关口' }).click()
  await page.getByRole('menuitem', { name: '添加下一阶段' }).click()
  await page.getByRole('region', { name: '设置：新阶段' }).waitFor()
  await name(page, '整改提高')
  await page.getByText('“学习动员”结束后').waitFor()
  await add(page, '整改提高', '整改台账', '整改台账')

  // The last word at a gate has to be a decision.
  await page.getByRole('button', { name: '转入下一阶段', exact: true }).click()
  await choose(page, '做什么', '审核')
  await page.getByRole('region', { name: '关口：转入下一阶段' }).getByRole('img', { name: '1处须改正' }).waitFor()
  await page.getByRole('button', { name: '关闭设置' }).click()
  await page.getByRole('button', { name: '1处须改正' }).click()
  await page.locator('.findings li button').first().click()
  await choose(page, '做什么', '审批')
  await page.getByRole('button', { name: '检查无问题' }).waitFor()

  await page.getByText(/\d 已保存/).waitFor()
  await expectAccessible(page)
  await page.reload()
  expect(await namesIn(page, '学习动员')).toEqual(['专题学习', '心得体会'])
  expect(await namesIn(page, '整改提高')).toEqual(['整改台账'])
})

test('Requirements are moved, copied and taken back by keyboard alone', async () => {
  const page = await begun('键盘操作')
  await add(page, '新阶段', '文件材料', '计划')
  await add(page, '新阶段', '会议', '动员会')

  await page.locator('.row .open', { hasText: '动员会' }).focus()
  await page.keyboard.press('Alt+ArrowUp')
  await expect.poll(() => namesIn(page, '新阶段')).toEqual(['动员会', '计划'])
  await page.keyboard.press('Control+d')
  await expect.poll(() => namesIn(page, '新阶段')).toEqual(['动员会', '动员会（副本）', '计划'])
  await page.keyboard.press('Control+z')
  await page.keyboard.press('Control+z')
  await expect.poll(() => namesIn(page, '新阶段')).toEqual(['计划', '动员会'])
  await page.keyboard.press('Control+y')
  await expect.poll(() => namesIn(page, '新阶段')).toEqual(['动员会', '计划'])
})

test('Phases are put in another order by pointer, by the keys of the handle, and by those of the card', async () => {
  const page = await begun('调整阶段先后')
  // All of them in sight: what is dragged over the edge scrolls.
  await page.setViewportSize({ width: 1900, height: 900 })
  await name(page, '甲阶段', /^新阶段/)
  for (const title of ['乙阶段', '丙阶段']) {
    await page.getByRole('button', { name: '添加阶段或关口' }).click()
    await page.getByRole('menuitem', { name: '添加下一阶段' }).click()
    await page.getByRole('region', { name: '设置：新阶段' }).waitFor()
    await name(page, title)
    await page.getByRole('region', { name: `阶段：${title}` }).waitFor()
  }
  await page.getByRole('button', { name: '关闭设置' }).click()

  await drag(page, '拖动“甲阶段”', '阶段：丙阶段')
  await expect.poll(() => phasesOf(page)).toEqual(['乙阶段', '丙阶段', '甲阶段'])

  await page.getByRole('button', { name: '拖动“甲阶段”' }).focus()
  for (const key of ['Space', 'ArrowLeft', 'Space']) {
    await page.keyboard.press(key)
    await page.waitForTimeout(300)
  }
  await expect.poll(() => phasesOf(page)).toEqual(['乙阶段', '甲阶段', '丙阶段'])

  await page.locator('.phase-card .open', { hasText: '丙阶段' }).focus()
  await page.keyboard.press('Alt+ArrowLeft')
  await expect.poll(() => phasesOf(page)).toEqual(['乙阶段', '丙阶段', '甲阶段'])
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain('丙阶段')
})

test('A draft is published where it is designed, once nothing stands in the way', async () => {
  const page = await begun('在编辑器里发布')
  await add(page, '新阶段', '群众测评', '整改测评')
  await page.getByRole('button', { name: '关闭设置' }).click()
  await page.getByRole('button', { name: /处须改正/ }).waitFor()
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('没有写明问谁（测评对象），不会有人作答。').waitFor()
  await page.getByText('没有写测评问题，问卷上只会问一个总体评价。').waitFor()

  await page.keyboard.press('Escape')
  await page.locator('.row .open', { hasText: '整改测评' }).focus()
  await page.keyboard.press('Delete')
  await add(page, '新阶段', '文件材料', '学习计划')
  await page.getByText(/\d 已保存/).waitFor()
  await expect.poll(() => page.getByRole('button', { name: '发布', exact: true }).isEnabled()).toBe(true)
  await page.getByRole('button', { name: '发布', exact: true }).click()
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click()
  await page.getByText('这一版已经发布').waitFor()
})

test('What was designed while the network was away is kept and saved when it is back', async () => {
  const page = await begun('网络不通')
  await page.context().setOffline(true)
  await add(page, '新阶段', '文件材料', '离线写下的材料')
  await page.getByText('网络不通，改动留在本机').waitFor()
  await page.context().setOffline(false)

  await page.getByText(/\d 已保存/).waitFor()
  await page.reload()
  expect(await namesIn(page, '新阶段')).toEqual(['离线写下的材料'])
})

test('Whoever saves second is asked, and nothing is lost without a word', async () => {
  const page = await begun('两人同时编辑')
  const other = await page.context().newPage()
  await other.goto(page.url())
  await add(other, '新阶段', '文件材料', '他人写的')
  await other.getByText(/\d 已保存/).waitFor()
  await add(page, '新阶段', '会议', '我写的')

  await page.getByText('您编辑期间，他人保存了这份草稿').waitFor()
  await page.getByRole('button', { name: '用他人保存的' }).click()
  await expect.poll(() => namesIn(page, '新阶段')).toEqual(['他人写的'])
})

test('A published template can be read by everybody on a phone, and begins a new version', async () => {
  for (const viewport of [undefined, phone]) {
    const page = await somebody('管理员', viewport)
    await page.goto('/templates/theme-education-parallel/versions/1/edit')
    await page.getByText('这一版已经发布').waitFor()
    expect(await page.getByRole('button', { name: '添加要求' }).count()).toBe(0)
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)
    await page.getByRole('button', { name: /^理论学习/ }).first().click()
    await page.getByRole('button', { name: '关闭设置' }).waitFor()
    await expectAccessible(page)
    await expectNoSidewaysScrolling(page)
  }
})

/** A new template from blank, open in the designer. */
async function begun(title: string): Promise<Page> {
  const page = await somebody('管理员')
  await page.goto('/templates')
  await page.getByRole('button', { name: '新建模板' }).click()
  await page.getByRole('dialog').getByText('空白', { exact: true }).click()
  await page.getByRole('dialog').getByLabel('模板名称').fill(title)
  await page.getByRole('dialog').getByLabel('编号').fill(`journey-${Date.now()}`)
  await page.getByRole('button', { name: '建立草稿' }).click()
  await page.getByRole('heading', { name: title }).waitFor()
  return page
}

async function add(page: Page, phase: string, kind: string, title: string) {
  await page.getByRole('region', { name: `阶段：${phase}` }).getByRole('button', { name: '添加要求' }).click()
  await page.getByRole('menuitem').filter({ has: page.getByText(kind, { exact: true }) }).click()
  await page.getByRole('region', { name: `设置：${kind}` }).waitFor()
  await name(page, title)
  await page.locator('.row .name', { hasText: title }).waitFor()
}

/** Gives what is selected a name; or what a button with this name selects. */
async function name(page: Page, title: string, of?: RegExp) {
  if (of !== undefined) await page.getByRole('button', { name: of }).click()
  await page.getByRole('textbox', { name: '名称', exact: true }).fill(title)
}

/** Takes something by its handle and lets it go over something else. */
async function drag(page: Page, handle: string, onto: string) {
  const [from, to] = [await page.getByRole('button', { name: handle }).boundingBox(), await page.getByRole('region', { name: onto }).boundingBox()]
  if (from === null || to === null) throw new Error(`${handle} or ${onto} is not to be seen.`)
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2)
  await page.mouse.down()
  await page.mouse.move(to.x + to.width / 2 - 20, to.y + 30, { steps: 8 })
  await page.mouse.move(to.x + to.width / 2, to.y + 30)
  await page.mouse.up()
}

const phasesOf = (page: Page) => page.locator('.phase-card > header .name').allInnerTexts()

async function choose(page: Page, field: string, option: string) {
  await page.getByLabel(field, { exact: true }).click()
  await page.locator('.ant-select-dropdown:visible .ant-select-item-option', { hasText: option }).click()
}

async function namesIn(page: Page, phase: string): Promise<string[]> {
  const card = page.getByRole('region', { name: `阶段：${phase}` })
  await card.waitFor()
  return card.locator('.row .name').allInnerTexts()
}
