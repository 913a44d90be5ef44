import { useMutation } from '@tanstack/react-query'
import { App, Form, Modal, type FormInstance } from 'antd'
import { useId, type ReactNode } from 'react'
import { queries } from '../api/queries'
import { Refusal } from '../api/refusal'
import { Failed } from '../shell/states'

interface ActDialogProps<V extends object, R> {
  title: string
  open: boolean
  close: () => void
  /** What to do; a refusal keeps the dialog open with everything that was typed. */
  act: (values: V) => Promise<R>
  done: string
  after?: (result: R) => void
  first?: Partial<V>
  ok?: string
  danger?: boolean
  children: ReactNode | ((form: FormInstance<V>) => ReactNode)
}

/** One act with what it has to know, in a dialog. */
export function ActDialog<V extends object, R = unknown>({ title, open, close, act, done, after, first, ok, danger, children }: ActDialogProps<V, R>) {
  const { message } = App.useApp()
  const [form] = Form.useForm<V>()
  const id = useId()
  const doing = useMutation({
    mutationFn: act,
    onSuccess: async (result) => {
      message.success(done)
      close()
      after?.(result)
      await queries.invalidateQueries()
    },
    onError: (error) => {
      if (!(error instanceof Refusal)) return
      // Somebody else changed it meanwhile: opened again, the dialog begins with what they made of it.
      if (error.code === 'stale') void queries.invalidateQueries()
      form.setFields(Object.entries(error.fields).map(([name, errors]) => ({ name: name as never, errors: [...errors] })))
    },
  })

  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      afterClose={() => doing.reset()}
      okText={ok ?? title}
      okButtonProps={{ htmlType: 'submit', form: id, loading: doing.isPending, danger: danger ?? false }}
      destroyOnHidden
    >
      <Form id={id} form={form} layout="vertical" initialValues={first} onFinish={(values) => doing.mutate(values)} preserve={false} scrollToFirstError>
        {typeof children === 'function' ? children(form) : children}
        {doing.error && <Failed error={doing.error} />}
      </Form>
    </Modal>
  )
}
