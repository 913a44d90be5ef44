import { Button, type ButtonProps } from 'antd'
import { useHref, useLinkClickHandler } from 'react-router'

/** A link that looks like a button: it leads to another page, and can be opened in a new tab. */
export function LinkButton({ to, ...look }: Omit<ButtonProps, 'href' | 'onClick'> & { to: string }) {
  const href = useHref(to)
  const go = useLinkClickHandler<HTMLElement>(to)
  return <Button {...look} href={href} onClick={go} />
}
