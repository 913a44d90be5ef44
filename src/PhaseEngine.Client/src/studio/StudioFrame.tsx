import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { isNews, type News } from './frame/news'

/** Where the build put the Studio's files; see build/elsaStudio.ts. */
declare const __ELSA_STUDIO__: string

/** Elsa Studio in a frame of its own: neither its styles nor its scripts meet ours, and leaving the page ends it. */
export function StudioFrame({ show, title, onNews }: { show: { template: string } | { run: string }; title: string; onNews: (news: News) => void }) {
  const { i18n } = useTranslation('studio')
  const frame = useRef<HTMLIFrameElement>(null)

  useEffect(() => {
    const listen = (message: MessageEvent) => {
      if (message.source === frame.current?.contentWindow && message.origin === location.origin && isNews(message.data)) onNews(message.data)
    }
    window.addEventListener('message', listen)
    return () => window.removeEventListener('message', listen)
  }, [onNews])

  return <iframe ref={frame} className="studio-frame" title={title} src={`${__ELSA_STUDIO__}frame?${new URLSearchParams({ ...show, lang: i18n.language }).toString()}`} />
}
