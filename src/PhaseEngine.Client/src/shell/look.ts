import type { ThemeConfig } from 'antd'

/** Deep red for what leads on, as such offices know it; bad news is orange-red and never told by colour alone. */
export const lookOf: ThemeConfig = {
  token: {
    colorPrimary: '#a8071a',
    colorInfo: '#1d5fa8',
    colorLink: '#8f1220',
    colorError: '#c4320a',
    colorTextSecondary: '#595959',
    colorTextTertiary: '#666',
    colorTextDescription: '#595959',
    colorTextPlaceholder: '#6b6b6b',
    colorBgLayout: '#f6f4f1',
    borderRadius: 6,
    fontFamily: "system-ui, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif",
  },
  components: { Layout: { headerBg: '#a8071a', siderBg: '#fff' } },
}
