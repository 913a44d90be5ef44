export const pageOf = (templateId: string) => `/templates/${encodeURIComponent(templateId)}`

/** Where a version is drawn; with an activity chosen, when one is named. */
export function editorOf(templateId: string, version: number, activityId?: string) {
  const address = `${pageOf(templateId)}/versions/${version}/edit`
  return activityId === undefined ? address : `${address}?activity=${encodeURIComponent(activityId)}`
}
