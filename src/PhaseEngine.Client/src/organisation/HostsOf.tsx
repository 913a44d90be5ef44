import { Button, Form, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api, take, type Schemas } from '../api/api'
import { ActDialog } from '../office/ActDialog'
import { PickMany, type Named } from '../office/Picker'
import { useWords } from '../office/useWords'
import { Nothing } from '../shell/states'

interface HostsOfProps {
  unitId: string
  hosts: Schemas['GetUnitHostNamed'][]
  mayChange: boolean
}

/** The enterprises, offices or villages a unit covers; the first one says its sector (S.1). */
export function HostsOf({ unitId, hosts, mayChange }: HostsOfProps) {
  const { t } = useTranslation('organisation')
  const words = useWords()
  const [open, setOpen] = useState(false)

  return (
    <section className="card">
      <Typography.Title level={2} className="part">{t('hosts.of')} {mayChange && <Button size="small" onClick={() => setOpen(true)}>{t('hosts.set')}</Button>}</Typography.Title>
      {hosts.length === 0 && <Nothing text={t('hosts.none')} />}
      <ol className="found">
        {hosts.map((host) => (
          <li key={host.id}>{host.name} <small className="quiet">{[host.sector && words.say('sector', host.sector), host.management && words.say('management', host.management)].filter(Boolean).join(' · ')}</small></li>
        ))}
      </ol>
      <ActDialog<{ hosts: Named[] }>
        open={open}
        close={() => setOpen(false)}
        title={t('hosts.set')}
        ok={t('save')}
        done={t('hosts.wereSet')}
        first={{ hosts }}
        act={(typed) => take(api.PUT('/api/v1/units/{unitId}/hosts', { params: { path: { unitId } }, body: { hostIds: typed.hosts.map((host) => host.id) } }))}
      >
        <Form.Item name="hosts" label={t('hosts.of')} extra={t('hosts.order')}><PickMany of="host" label={t('hosts.of')} /></Form.Item>
      </ActDialog>
    </section>
  )
}
