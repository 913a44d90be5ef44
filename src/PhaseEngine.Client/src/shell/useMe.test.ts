import { expect, test } from 'vitest'
import { mayOn, type Me } from './useMe'

const post = (unitId: string | null, subtree: boolean) => ({ posts: [{ unitId, subtree, acts: ['members.see'] }] }) as unknown as Me
const above = [{ id: 'district' }, { id: 'street' }]

test('A post allows what it allows on its own unit, and below where it reaches', () => {
  expect(mayOn(post('branch', false), 'members.see', 'branch', above)).toBe(true)
  expect(mayOn(post('street', true), 'members.see', 'branch', above)).toBe(true)
  expect(mayOn(post(null, true), 'members.see', 'branch', above)).toBe(true)
})

test('A post elsewhere, or above without reaching below, does not', () => {
  expect(mayOn(post('street', false), 'members.see', 'branch', above)).toBe(false)
  expect(mayOn(post('other', true), 'members.see', 'branch', above)).toBe(false)
  expect(mayOn(post('branch', false), 'people.see', 'branch', above)).toBe(false)
})
