import { LogoutOutlined, MenuOutlined, SettingOutlined, UserOutlined } from '@ant-design/icons'
import { App, Button, Drawer, Dropdown, Layout, Menu } from 'antd'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, Outlet, useLocation } from 'react-router'
import { api } from '../api/api'
import { Refusal } from '../api/refusal'
import { useUnread } from '../inbox/useUnread'
import { LanguageSwitch } from './LanguageSwitch'
import { dropAll, unsent } from './drafts'
import { placesFor } from './menu'
import { Answer } from './states'
import { useMe, type Me } from './useMe'
import './frame.css'

/** Whoever is not signed in goes to the sign-in page, which works without any of this. */
export function Frame() {
  const me = useMe()
  if (me.error instanceof Refusal && me.error.isSignedOut) {
    location.assign('/sign-in')
    return null
  }

  return <Answer of={me}>{(found) => <FrameOf me={found} />}</Answer>
}

function FrameOf({ me }: { me: Me }) {
  const { t } = useTranslation()
  const [drawn, setDrawn] = useState(false)
  const { pathname } = useLocation()
  const unread = useUnread()
  const places = placesFor(me, t)
  const here = places.filter((place) => pathname.startsWith(place.path)).map((place) => place.path)
  const items = places.map((place) => ({
    key: place.path,
    icon: place.icon,
    label: (
      <Link to={place.path} onClick={() => setDrawn(false)}>
        {place.label}
        {place.path === '/inbox' && unread > 0 && <span className="menu-count">{unread}</span>}
      </Link>
    ),
  }))
  // Its links are stops of the Tab key; the list round them would be one more, at which nothing can be done.
  const menu = <Menu tabIndex={-1} mode="inline" items={items} selectedKeys={here} className="places" />

  return (
    <Layout className="frame">
      <a className="skip" href="#content">{t('shell.skip')}</a>
      <Layout.Header className="top">
        <Button type="text" className="on-brand drawer-button" icon={<MenuOutlined />} aria-label={t('shell.menu')} onClick={() => setDrawn(true)} />
        <Link to="/" className="brand">{t('shell.name')}</Link>
        <LanguageSwitch />
        <UserMenu name={me.name} />
      </Layout.Header>
      <Layout>
        <Layout.Sider width={200} className="side">
          <nav aria-label={t('shell.menu')}>{menu}</nav>
        </Layout.Sider>
        <Drawer open={drawn} onClose={() => setDrawn(false)} placement="left" size={260} title={t('shell.name')}>{menu}</Drawer>
        <Layout.Content className="content" id="content">
          <Suspense><Outlet /></Suspense>
        </Layout.Content>
      </Layout>
    </Layout>
  )
}

function UserMenu({ name }: { name: string }) {
  const { t } = useTranslation()
  const { modal } = App.useApp()
  const end = async () => {
    await api.DELETE('/api/v1/session')
    dropAll()
    location.assign('/sign-in')
  }
  // In an office the next one sits down at the same browser: whoever signs out leaves nothing behind, and half a day's typing does
  // not go unasked.
  const signOut = () => {
    const count = unsent()
    if (count === 0) return end()
    return modal.confirm({ title: t('shell.unsent', { count }), content: t('shell.unsentGoes'), okText: t('shell.signOutAllTheSame'), okButtonProps: { danger: true }, onOk: end })
  }

  return (
    <Dropdown autoFocus
      trigger={['click']}
      menu={{
        items: [
          { key: 'account', icon: <SettingOutlined />, label: <Link to="/me">{t('shell.account')}</Link> },
          { key: 'out', icon: <LogoutOutlined />, label: t('shell.signOut') },
        ],
        onClick: ({ key }) => key === 'out' && void signOut(),
      }}
    >
      <Button type="text" className="on-brand" icon={<UserOutlined />} aria-label={name}><span className="user-name">{name}</span></Button>
    </Dropdown>
  )
}
