import { CheckCircleFilled, CloseCircleFilled, ExclamationCircleFilled, LoadingOutlined, WarningOutlined } from '@ant-design/icons'
import { Button, Popover } from 'antd'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useDesigner } from './DesignerContext'
import type { Finding } from './useCheck'

/** What the check says about all of it; each leads to the card concerned. */
export function FindingsButton({ open, setOpen }: { open: boolean; setOpen: (open: boolean) => void }) {
  const { t } = useTranslation('designer')
  const { findings, template, select } = useDesigner()
  const listRef = useRef<HTMLDivElement>(null)
  const errors = findings.all.filter((finding) => finding.severity === 'error')
  const warnings = findings.all.filter((finding) => finding.severity !== 'error')
  const go = (finding: Finding) => {
    setOpen(false)
    const id = finding.activityId !== null && template.byId.has(finding.activityId) ? finding.activityId : null
    select(id)
  }
  const list = (
    <div ref={listRef} className="findings" onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}>
      {errors.length > 0 && <p>{t('publish.errors', { count: errors.length })}</p>}
      {findings.all.length === 0 && <p>{t('findings.none')}</p>}
      {findings.untranslated > 0 && <p className="quiet">{t('findings.untranslated', { count: findings.untranslated })}</p>}
      <ul>
        {[...errors, ...warnings].map((finding) => (
          <li key={finding.code + finding.pointer}>
            <button type="button" onClick={() => go(finding)}>
              {finding.severity === 'error' ? <CloseCircleFilled className="icon-late" aria-label={t('findings.error')} /> : <ExclamationCircleFilled className="icon-open" aria-label={t('findings.warning')} />}
              <span>
                {finding.title !== null && <b>{finding.title}</b>} {finding.reason}
                <small>{finding.remedy} <span className="code">{finding.code}</span></small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  )
  return (
    <Popover open={open} onOpenChange={setOpen} afterOpenChange={(shown) => { if (shown) listRef.current?.querySelector('button')?.focus() }} trigger="click" placement="bottomRight" content={list} title={t('findings.title')}>
      <Button icon={iconOf()}>{label()}</Button>
    </Popover>
  )

  function iconOf() {
    if (findings.failed !== null) return <WarningOutlined />
    if (!findings.isFresh) return <LoadingOutlined />
    if (errors.length > 0) return <CloseCircleFilled className="icon-late" />
    return warnings.length > 0 ? <ExclamationCircleFilled className="icon-open" /> : <CheckCircleFilled className="icon-done" />
  }

  function label() {
    if (findings.failed !== null) return t('findings.failed')
    if (findings.all.length === 0) return findings.isFresh ? t('findings.fine') : t('findings.checking')
    return [errors.length > 0 && t('findings.errors', { count: errors.length }), warnings.length > 0 && t('findings.warnings', { count: warnings.length })].filter(Boolean).join(t('words.comma'))
  }
}
