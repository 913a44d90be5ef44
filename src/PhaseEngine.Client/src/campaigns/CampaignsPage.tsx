import { useInfiniteQuery } from '@tanstack/react-query'
import { PlusOutlined } from '@ant-design/icons'
import { Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { api, take, type Schemas } from '../api/api'
import { LinkButton } from '../office/LinkButton'
import { useDays } from '../shell/days'
import { More } from '../shell/More'
import { Answer, Nothing } from '../shell/states'
import { Title } from '../shell/Title'
import { may, useMe } from '../shell/useMe'
import './campaigns.css'

/** The campaigns that concern the reader, the newest first. */
export function CampaignsPage() {
  const { t } = useTranslation()
  const { t: say } = useTranslation('campaigns')
  const days = useDays()
  const me = useMe()
  const campaigns = useInfiniteQuery({
    queryKey: ['campaigns'],
    queryFn: ({ pageParam }) => take(api.GET('/api/v1/campaigns', { params: { query: { after: pageParam } } })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.next ?? undefined,
  })

  return (
    <>
      <Title text={t('campaigns.title')}>
        {me.data && may(me.data, 'campaigns.run') && <LinkButton to="/campaigns/new" type="primary" icon={<PlusOutlined />}>{say('page.new')}</LinkButton>}
      </Title>
      <Answer of={campaigns}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items)
          if (items.length === 0) return <Nothing text={t('campaigns.nothing')} />
          return (
            <ul className="campaigns">
              {items.map((campaign) => (
                <li key={campaign.id}>
                  <Link to={addressOf(campaign)}>
                    <strong>{campaign.title}</strong>
                    <span className={`mark ${campaign.status === 'running' ? 'good' : ''}`}>{t(`campaigns.status.${campaign.status}`)}</span>
                    {campaign.launchedAt !== null && <Typography.Text type="secondary">{t('campaigns.launched', { day: days.moment(campaign.launchedAt) })}</Typography.Text>}
                  </Link>
                </li>
              ))}
            </ul>
          )
        }}
      </Answer>
      <More of={campaigns} />
    </>
  )
}

/** What is not launched yet is gone on with where it was left. */
const addressOf = ({ id, status }: Schemas['CampaignView']) => (status === 'draft' || status === 'launching' ? `/campaigns/${id}/draft` : `/campaigns/${id}`)
