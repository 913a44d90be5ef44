import { expect, test } from 'vitest'
import { expectAccessible, expectNoSidewaysScrolling, phone, somebody, withBrowser } from './people.ts'

withBrowser()

test('A mass evaluator gives the opinion asked of them on a phone, sees nothing else of the unit, and changes it later', async () => {
  const evaluator = await somebody('群众评估组成员', phone)
  const refused: string[] = []
  evaluator.on('response', (answer) => { if (answer.status() >= 400) refused.push(answer.url()) })
  await evaluator.getByRole('heading', { level: 1, name: '评估意见' }).waitFor()
  await expectNoSidewaysScrolling(evaluator)
  await expectAccessible(evaluator)
  const unit = await evaluator.locator('.tasks .task-title').first().innerText()

  await evaluator.locator('.tasks a').first().click()
  await evaluator.getByRole('heading', { level: 1, name: unit }).waitFor()
  await evaluator.getByText('已听取群众评估组意见').waitFor()
  await evaluator.getByRole('button', { name: '提交意见' }).click()
  await evaluator.getByText('请填写“意见内容”').waitFor()
  await expectNoSidewaysScrolling(evaluator)
  await expectAccessible(evaluator)

  await evaluator.getByText('同意', { exact: true }).click()
  await evaluator.getByLabel('意见内容').fill('学习认真，群众反映的两件事已有着落。')
  await evaluator.getByRole('button', { name: '提交意见' }).click()
  await evaluator.getByText('群众评估组的意见已经提出').waitFor()
  await expectAccessible(evaluator)

  await evaluator.getByRole('button', { name: '更改意见' }).click()
  const change = evaluator.getByRole('dialog')
  await change.getByText('不同意', { exact: true }).click()
  await change.getByLabel('更改原因').fill('复核时发现一件事没有办完。')
  await change.getByRole('button', { name: '提交更改' }).click()
  await evaluator.getByText('更改原因：复核时发现一件事没有办完。').waitFor()

  await evaluator.goto('/opinions')
  await evaluator.getByRole('link', { name: unit }).waitFor()
  expect(await evaluator.locator('.tasks .task-title').allInnerTexts()).not.toContain(unit)
  expect(refused).toEqual([])
})

test('The message that asks for an opinion leads to where it is given', async () => {
  const evaluator = await somebody('群众评估组成员')
  await evaluator.goto('/inbox')

  await evaluator.getByRole('link', { name: /群众评估组意见/ }).first().click()

  await evaluator.getByRole('heading', { level: 1, name: /的评估意见$/ }).waitFor()
  await expectAccessible(evaluator)
})
