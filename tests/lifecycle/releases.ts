/** Facts about the data of a release that a test asks for. */
export type ReleaseFacts = {
  /** Number of the ticket that a guest sent through the form. */
  lastNumber: number
  formId: string
  websiteId: string
  websiteSecret: string
}
