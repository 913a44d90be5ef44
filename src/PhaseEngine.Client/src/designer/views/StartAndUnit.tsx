import { DatePicker, Flex, Select } from 'antd'
import type { Dayjs } from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { UnitLike } from './useStart'

interface StartAndUnitProps {
  start: Dayjs
  setStart: (day: Dayjs) => void
  unit: UnitLike
  setUnit: (unit: UnitLike) => void
}

const sectors = ['organ', 'urban', 'rural', 'enterprise', 'institution'] as const

/** From which day, and for what sort of unit: both change the dates and what is asked. */
export function StartAndUnit({ start, setStart, unit, setUnit }: StartAndUnitProps) {
  const { t } = useTranslation('templates')
  return (
    <Flex wrap gap="small" align="center" className="view-form">
      <label>{t('views.start')} <DatePicker aria-label={t('views.start')} value={start} onChange={(day: Dayjs | null) => day !== null && setStart(day)} allowClear={false} /></label>
      <label>
        {t('views.unit')}{' '}
        <Select
          aria-label={t('views.unit')}
          value={unit.sector ?? ''}
          options={[{ value: '', label: t('views.anySector') }, ...sectors.map((sector) => ({ value: sector, label: t(`views.sectors.${sector}`) }))]}
          onChange={(sector) => setUnit({ ...unit, sector: sector || undefined })}
          style={{ minWidth: 120 }}
        />
      </label>
      <Select
        aria-label={t('views.pilot')}
        value={unit.pilot ?? false}
        options={[{ value: false, label: t('views.noPilot') }, { value: true, label: t('views.wasPilot') }]}
        onChange={(pilot) => setUnit({ ...unit, pilot })}
        style={{ minWidth: 130 }}
      />
    </Flex>
  )
}
