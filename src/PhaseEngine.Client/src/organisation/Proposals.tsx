import { useQuery } from '@tanstack/react-query'
import { Button, Checkbox, Flex, Form, Input, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { useWords } from '../office/useWords'
import { Answer, Nothing } from '../shell/states'

type Proposal = Schemas['ListProposalsView']

/** Temporary organisations proposed for members who are new since the pilot (S.6). The engine proposes, a person founds or refuses. */
export function Proposals({ unitId }: { unitId: string }) {
  const { t } = useTranslation('organisation')
  const [andRefused, setAndRefused] = useState(false)
  const [chosen, setChosen] = useState<{ proposal: Proposal; act: 'found' | 'refuse' } | null>(null)
  const proposals = useQuery({
    queryKey: ['units', unitId, 'proposals', andRefused],
    queryFn: () => take(api.GET('/api/v1/units/{unitId}/temporary-unit-proposals', { params: { path: { unitId }, query: { andRefused } } })),
  })

  return (
    <section className="card">
      <Typography.Paragraph>{t('temporary.means')}</Typography.Paragraph>
      <Checkbox checked={andRefused} onChange={(event) => setAndRefused(event.target.checked)}>{t('temporary.andRefused')}</Checkbox>
      <Answer of={proposals}>
        {(found) => found.length === 0 ? <Nothing text={t('temporary.nothing')} /> : (
          <ul className="found">
            {found.map((proposal) => (
              <Line key={proposal.hosts.map((host) => host.id).join()} proposal={proposal} choose={(act) => setChosen({ proposal, act })} />
            ))}
          </ul>
        )}
      </Answer>
      {chosen?.act === 'found' && <Found proposal={chosen.proposal} close={() => setChosen(null)} />}
      {chosen?.act === 'refuse' && <Refuse proposal={chosen.proposal} close={() => setChosen(null)} />}
    </section>
  )
}

function Line({ proposal, choose }: { proposal: Proposal; choose: (act: 'found' | 'refuse') => void }) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const hosts = proposal.hosts.map((host) => host.name).join('、')
  return (
    <li className="with-act">
      <span>
        <strong>{hosts}</strong> {proposal.refused && <Tag>{t('temporary.refused')}</Tag>}
        <br />
        {proposal.type === null
          ? t('temporary.along', { count: proposal.members.length, founder: proposal.founder.name })
          : t('temporary.propose', { count: proposal.members.length, founder: proposal.founder.name, type: words.say('unitType', proposal.type) })}
        <br />
        <small className="quiet">{proposal.members.map((member) => member.name).join('、')}</small>
      </span>
      {proposal.type !== null && !proposal.refused && (
        <Flex gap="small">
          <Button type="primary" size="small" onClick={() => choose('found')}>{t('temporary.found')}</Button>
          <Button size="small" onClick={() => choose('refuse')}>{t('temporary.refuse')}</Button>
        </Flex>
      )}
    </li>
  )
}

interface ChosenProps {
  proposal: Proposal
  close: () => void
}

function Found({ proposal, close }: ChosenProps) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  return (
    <ActDialog<{ code: string; name: string }>
      open
      close={close}
      title={t('temporary.found')}
      done={t('temporary.founded')}
      first={{ name: `${proposal.hosts[0]?.name ?? ''}${words.say('unitType', proposal.type ?? 'temporaryBranch')}` }}
      act={({ code, name }) => take(api.POST('/api/v1/units/{unitId}/temporary-units', {
        params: { path: { unitId: proposal.founder.id } }, body: { hostIds: proposal.hosts.map((host) => host.id), code: code.trim(), name: name.trim() },
      }))}
    >
      <p>{t('temporary.foundMeans', { founder: proposal.founder.name })}</p>
      <Form.Item name="name" label={t('unit.name')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('unit.name') }) }]}><Input maxLength={200} /></Form.Item>
      <Form.Item name="code" label={t('unit.code')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('unit.code') }) }]}><Input maxLength={60} /></Form.Item>
    </ActDialog>
  )
}

function Refuse({ proposal, close }: ChosenProps) {
  const { t } = useTranslation('organisation')
  return (
    <ActDialog<{ reason: string }>
      open
      close={close}
      title={t('temporary.refuse')}
      done={t('temporary.wasRefused')}
      act={({ reason }) => take(api.POST('/api/v1/units/{unitId}/temporary-unit-refusals', {
        params: { path: { unitId: proposal.founder.id } }, body: { hostIds: proposal.hosts.map((host) => host.id), reason },
      }))}
    >
      <p>{t('temporary.refuseMeans')}</p>
      <Form.Item name="reason" label={t('temporary.reason')} rules={[{ required: true, whitespace: true, message: t('missing', { field: t('temporary.reason') }) }]}><Input.TextArea autoSize={{ minRows: 2 }} maxLength={500} /></Form.Item>
    </ActDialog>
  )
}
