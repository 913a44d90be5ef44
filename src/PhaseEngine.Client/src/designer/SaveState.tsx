import { CheckOutlined, CloudSyncOutlined, DisconnectOutlined, EditOutlined, WarningOutlined } from '@ant-design/icons'
import { useTranslation } from 'react-i18next'
import type { Saving } from './saving'

/** Whether what is on the screen is on the server, said plainly. */
export function SaveState({ saving }: { saving: Saving }) {
  const { t, i18n } = useTranslation('designer')
  const text = saving.state === 'saved' && saving.at !== null
    ? t('saving.savedAt', { time: saving.at.toLocaleTimeString(i18n.language, { hour: '2-digit', minute: '2-digit' }) })
    : t(`saving.${saving.state}`)
  return <span className={`save-state ${saving.state}`} role="status">{pictures[saving.state]} {text}</span>
}

const pictures = {
  saved: <CheckOutlined />,
  unsaved: <EditOutlined />,
  saving: <CloudSyncOutlined />,
  offline: <DisconnectOutlined />,
  changed: <WarningOutlined />,
  refused: <WarningOutlined />,
}
