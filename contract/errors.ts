import { z } from 'zod'

/** Every error of the API with its HTTP status. Pages word them by code. */
export const errorStatus = {
  invalid: 400,
  unauthenticated: 401,
  wrong_credentials: 401,
  second_factor_required: 401,
  enrolment_required: 401,
  wrong_code: 401,
  second_step_expired: 401,
  passkey_refused: 401,
  site_token_refused: 401,
  forbidden: 403,
  confirmation_required: 403,
  beyond_own_rights: 403,
  foreign_origin: 403,
  set_up_link_refused: 403,
  link_spent: 403,
  opened_elsewhere: 403,
  code_refused: 403,
  link_expired: 403,
  link_refused: 403,
  proof_refused: 403,
  not_found: 404,
  conflict: 409,
  undo_refused: 409,
  ticket_closed: 409,
  already_claimed: 409,
  email_taken: 409,
  last_administrator: 409,
  role_in_use: 409,
  name_taken: 409,
  sight_grows: 409,
  team_needed: 409,
  team_in_use: 409,
  too_many_files: 409,
  quarantine_first: 409,
  quarantine_full: 409,
  submission_waits: 409,
  set_up_done: 409,
  desk_not_empty: 409,
  samples_in_use: 409,
  payload_too_large: 413,
  uploads_waiting: 413,
  unsupported_media_type: 415,
  password_common: 422,
  password_personal: 422,
  solution_required: 422,
  reason_required: 422,
  no_preview: 422,
  not_seen_by: 422,
  cannot_lead: 422,
  spreadsheet_unreadable: 422,
  row_refused: 422,
  not_rateable: 422,
  transition_refused: 422,
  idempotency_mismatch: 422,
  too_many_requests: 429,
  limit_reached: 429,
  internal: 500,
  unavailable: 503,
  storage_full: 507,
  uploads_full: 507,
} as const

export type ErrorCode = keyof typeof errorStatus
const errorCodes = Object.keys(errorStatus) as [ErrorCode, ...ErrorCode[]]

/**
 * Body of every error. `message` is in the caller's language, for a person to read. `details` by code: invalid →
 * {fields: [{path, problem}]}; already_claimed → {lead: AgentRef | null}; conflict → {fields: string[], by: string |
 * null}; ticket_closed → {number}; not_seen_by and cannot_lead → {name}, an agent’s; transition_refused → {from, to:
 * Status}; opened_elsewhere → {code}, eight digits to type in the browser that requested the link;
 * second_factor_required → {methods: ('totp' | 'passkey')[]}; sight_grows → {gained}, as MergePreview tells;
 * role_in_use → {agents}, their count; team_needed → {count}, of open tickets; team_in_use → {names}, of the forms and
 * spreadsheets that use it; samples_in_use → {tickets}, the numbers of real tickets on sample records; quarantine_first
 * → {count}, of submissions; submission_waits → {number}; spreadsheet_unreadable → {why: SpreadsheetAlert, detail};
 * row_refused → {why: RowProblem}; payload_too_large → {limit}, in bytes, of a file; too_many_files → {limit};
 * idempotency_mismatch → {first}, the first response to the key; too_many_requests and limit_reached → {seconds}, how
 * long to wait.
 */
export const ErrorReply = z
  .object({
    code: z.enum(errorCodes),
    message: z.string(),
    details: z.record(z.string(), z.unknown()).optional(),
  })
  .meta({ id: 'Error' })
export type ErrorReply = z.infer<typeof ErrorReply>
