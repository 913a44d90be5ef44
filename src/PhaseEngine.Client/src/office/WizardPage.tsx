import { useMutation, useQuery } from '@tanstack/react-query'
import { App, Button, Flex, Steps } from 'antd'
import dayjs from 'dayjs'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useParams } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { queries } from '../api/queries'
import { dropDraft, keepDraft, readDraft } from '../forms/draft'
import { Answer, Failed } from '../shell/states'
import { Title } from '../shell/Title'
import { useMe } from '../shell/useMe'
import { BatchStep } from './BatchStep'
import { LaunchStep } from './LaunchStep'
import type { Named } from './Picker'
import { ifMatch } from './plain'
import { ScopeStep } from './ScopeStep'
import { TemplateStep } from './TemplateStep'
import { bodyOf, firstWish, rest, saysWho, wishOf, type Wish } from './wish'
import './office.css'

const kept = 'campaign'
const steps = ['template', 'scope', 'batches', 'launch'] as const

/** A campaign from its template to its launch. A wish stays on this device until it is stored as a draft. */
export function WizardPage() {
  const campaignId = useParams().campaignId
  const me = useMe()
  const draft = useQuery({
    queryKey: ['campaigns', campaignId, 'draft'],
    queryFn: () => take(api.GET('/api/v1/campaigns/{campaignId}/draft', { params: { path: { campaignId: campaignId ?? '' } } })),
    enabled: campaignId !== undefined,
  })

  return (
    <Answer of={me}>
      {(found) => {
        const offices = found.posts.filter((post) => post.unitId !== null && post.acts.includes('campaigns.run')).map((post) => ({ id: post.unitId ?? '', name: post.unitName ?? '' }))
        if (campaignId === undefined) return <Wizard key="new" offices={offices} draft={null} />
        return <Answer of={draft}>{(read) => <Wizard key={`${read.id}.${read.status}`} offices={offices} draft={read} />}</Answer>
      }}
    </Answer>
  )
}

/** The next Monday: time enough to look at everything once more. */
const nextMonday = () => dayjs().add(((7 - dayjs().day()) % 7) + 1, 'day').format('YYYY-MM-DD')

function wishToBeginWith(offices: Named[]): Wish {
  const remembered = readDraft(kept, []) as Wish | undefined
  const wish = remembered ?? firstWish(nextMonday())
  return { ...wish, unit: wish.unit ?? offices[0] ?? null }
}

function Wizard({ offices, draft }: { offices: Named[]; draft: Schemas['GetDraftView'] | null }) {
  const { t } = useTranslation('office')
  const { message } = App.useApp()
  const navigate = useNavigate()
  const begun = draft !== null && draft.status !== 'draft'
  const [wish, setWish] = useState(() => (draft ? wishOf(draft) : wishToBeginWith(offices)))
  const [step, setStep] = useState(draft ? steps.length - 1 : 0)
  const [changed, setChanged] = useState(false)
  // Of the draft the wish began with: what somebody else stored meanwhile is not overwritten unseen.
  const [version, setVersion] = useState(draft?.version ?? 0)
  const change = (next: Wish) => {
    setWish(next)
    setChanged(true)
    if (draft === null) keepDraft(kept, next as never)
  }

  const store = useMutation({
    mutationFn: () => draft === null
      ? take(api.POST('/api/v1/units/{unitId}/campaigns', { params: { path: { unitId: wish.unit?.id ?? '' } }, body: bodyOf(wish) }))
      : take(api.PUT('/api/v1/campaigns/{campaignId}/draft', { params: { path: { campaignId: draft.id }, header: ifMatch(version) }, body: bodyOf(wish) })),
    onSuccess: async (campaign) => {
      message.success(t('wizard.stored'))
      dropDraft(kept)
      setChanged(false)
      setVersion(campaign.version)
      await queries.invalidateQueries({ queryKey: ['campaigns'] })
      if (draft === null) await navigate(`/campaigns/${campaign.id}/draft`, { replace: true })
      setStep(steps.length - 1)
    },
  })

  const missing = missingAt(steps[step] ?? 'template', wish)
  const next = () => (step === steps.length - 2 && (changed || draft === null) ? store.mutate() : setStep(step + 1))

  return (
    <>
      <Title text={wish.title || t('wizard.title')} above={<Link to="/campaigns">{t('wizard.campaigns')}</Link>} />
      <Steps
        size="small"
        current={step}
        items={steps.map((name) => ({ title: t(`wizard.step.${name}`) }))}
        className="wizard-steps"
        responsive
        {...(begun ? {} : { onChange: (to: number) => to < step && setStep(to) })}
      />
      {steps[step] === 'template' && <TemplateStep wish={wish} change={change} offices={offices} stored={draft !== null} />}
      {steps[step] === 'scope' && <ScopeStep wish={wish} change={change} />}
      {steps[step] === 'batches' && <BatchStep wish={wish} change={change} />}
      {steps[step] === 'launch' && draft !== null && <LaunchStep draft={draft} />}
      {store.error && <Failed error={store.error} />}
      {!begun && (
        <Flex gap="small" className="wizard-foot">
          {step > 0 && <Button onClick={() => setStep(step - 1)}>{t('wizard.back')}</Button>}
          {step < steps.length - 1 && (
            <Button type="primary" disabled={missing !== null} loading={store.isPending} onClick={next}>
              {t(step === steps.length - 2 ? 'wizard.store' : 'wizard.next')}
            </Button>
          )}
          {missing !== null && <span className="quiet">{t(`wizard.missing.${missing}`)}</span>}
        </Flex>
      )}
    </>
  )
}

/** What a step cannot do without, as the name of its sentence. */
function missingAt(step: (typeof steps)[number], wish: Wish) {
  if (step === 'template') return wish.unit === null ? 'unit' : wish.template === null ? 'template' : null
  if (step === 'scope') return wish.exempt.some((one) => one.reason.trim() === '') ? 'reason' : null
  if (step === 'batches') return rest(wish).start === '' ? 'start' : wish.batches.slice(0, -1).every(saysWho) ? null : 'who'
  return null
}
