import { PaperClipOutlined } from '@ant-design/icons'
import { Button, Form, Upload } from 'antd'
import { useTranslation } from 'react-i18next'

interface FilesInputProps {
  files: readonly File[]
  change: (files: File[]) => void
}

/** Files that go with a record; they are sent after it. */
export function FilesInput({ files, change }: FilesInputProps) {
  const { t } = useTranslation()
  return (
    <Form.Item extra={t('record.filesHint')}>
      <Upload
        multiple
        fileList={files.map((file) => ({ uid: `${file.name}${file.size}`, name: file.name }))}
        beforeUpload={(file, all) => {
          if (file === all[0]) change([...files, ...all])
          return false
        }}
        onRemove={(gone) => change(files.filter((file) => `${file.name}${file.size}` !== gone.uid))}
      >
        <Button icon={<PaperClipOutlined />}>{t('record.files')}</Button>
      </Upload>
    </Form.Item>
  )
}
