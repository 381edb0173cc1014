/** What a test knows of the data that a release wrote. */
export type ReleaseFacts = {
  /** Of the ticket that a guest sent through the form. */
  lastNumber: number
  formId: string
  websiteId: string
  websiteSecret: string
}
