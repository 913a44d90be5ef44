/** What every editor of a value is given. Undefined: the template does not state it. */
export interface Editing<T> {
  label: string
  value: T | undefined
  onChange: (value: T | undefined) => void
  disabled?: boolean | undefined
}
