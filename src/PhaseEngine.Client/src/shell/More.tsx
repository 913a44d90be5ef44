import { Button, Flex } from 'antd'
import { useTranslation } from 'react-i18next'

interface Paged {
  hasNextPage: boolean
  isFetchingNextPage: boolean
  fetchNextPage: () => unknown
}

/** The next page of a list that has one. */
export function More({ of }: { of: Paged }) {
  const { t } = useTranslation()
  if (!of.hasNextPage) return null

  return (
    <Flex justify="center" style={{ marginTop: 16 }}>
      <Button loading={of.isFetchingNextPage} onClick={() => of.fetchNextPage()}>{t('states.more')}</Button>
    </Flex>
  )
}
