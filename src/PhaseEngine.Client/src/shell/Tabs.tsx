import { EllipsisOutlined } from '@ant-design/icons'
import { Tabs as AntTabs, type TabsProps } from 'antd'
import { useTranslation } from 'react-i18next'

/**
 * Tabs that speak the reader's language to whoever listens. Left alone they call what has no room "ellipsis" and "expanded dropdown"
 * whatever the locale; that they count in English besides ("Tab 1 of 3") is taken away in main.css.
 */
export function Tabs(props: TabsProps) {
  const { t } = useTranslation()
  const others = t('tabs.others')
  return <AntTabs {...props} more={{ icon: <EllipsisOutlined aria-label={others} /> }} locale={{ dropdownAriaLabel: others }} />
}
