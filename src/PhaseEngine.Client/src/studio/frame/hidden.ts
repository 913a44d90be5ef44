/** Tabs and sections that are of use to programmers of Elsa only, or to nobody here, by the words on them. */
const parts = ['Code View', 'Output', 'Test', 'Log', 'Commit Strategy', 'Variables', 'Input/Output', 'Input/output', 'Incidents', 'Settings', 'Activity', 'Activity Call Stack', 'Call stack', 'State']

/** Fields that would change how Elsa runs a flow; a template may not (PE104). */
const fields = ['Start of workflow', 'Merge Mode', 'Run asynchronously']

/** Rows of tables that say nothing here. */
const rows = ['Workflow State', 'Structured Logs', 'Definition version ID', 'Incident Strategy', 'Incidents', 'Version ID', 'Readonly']

const mark = 'data-phaseengine'

/** Hides the tab, the section or the field that a text is the name of. */
export function hide(text: Text) {
  const words = text.data.trim()
  const name = text.parentElement
  const part = parts.includes(words) ? name?.closest('.mud-tab') ?? (name?.matches('.mud-typography-overline') ? name.parentElement : null)
    : null
  const row = rows.includes(words) ? name?.closest('tr') : null
  const field = fields.includes(words) ? name?.closest('.mud-select') ?? name?.closest('.mud-input-control')
    : null
  for (const one of [part, row, field]) one?.setAttribute(mark, 'hidden')
}
