import { Button, Drawer, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Values } from '../forms/document'
import { useDays } from '../shell/days'
import { OpinionForm } from './OpinionForm'
import type { Opinion } from './OpinionPage'

/** What the reader said before; whoever thinks otherwise by now changes it, and the earlier words stay. */
export function Said({ opinion }: { opinion: Opinion }) {
  const { t } = useTranslation('opinions')
  const days = useDays()
  const [changing, setChanging] = useState<Opinion['said'][number]>()
  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('before')}</Typography.Title>
      <ul className="opinion-said">
        {opinion.said.map((said) => {
          const document = said.document as Values | null
          return (
            <li key={said.id} className={said.stands ? '' : 'struck'}>
              <span className="opinion-head">
                {document !== null && <span className={`mark ${document['favourable'] === true ? 'good' : 'bad'}`}>{t(document['favourable'] === true ? 'yes' : 'no')}</span>}
                <Typography.Text type="secondary">{days.full(said.on)}{document !== null && ` · ${String(document['signedBy'])}`}</Typography.Text>
                {!said.stands && <span className="mark">{t('changed')}</span>}
              </span>
              <span className="as-written">{document === null ? t('erased') : String(document['text'])}</span>
              {said.reason !== null && <Typography.Text type="secondary">{t('because', { reason: said.reason })}</Typography.Text>}
              {said.stands && document !== null && <Button size="small" onClick={() => setChanging(said)}>{t('change')}</Button>}
            </li>
          )
        })}
      </ul>
      {changing && (
        <Drawer open onClose={() => setChanging(undefined)} title={t('change')} size={520} destroyOnHidden>
          <p>{t('changeHint')}</p>
          <OpinionForm opinion={opinion} earlier={changing} done={() => setChanging(undefined)} />
        </Drawer>
      )}
    </section>
  )
}
