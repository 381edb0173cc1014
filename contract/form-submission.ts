import { z } from 'zod'
import { Id, Text } from './common.ts'
import { Locale } from './enums.ts'

/** Proof of work: find the number between 0 and `maxnumber` whose SHA-256, after the salt, is `challenge` (hexadecimal). */
export const FormChallenge = z
  .object({
    algorithm: z.literal('SHA-256'),
    challenge: z.string().max(64),
    maxnumber: z.int(),
    salt: z.string().max(300),
    signature: z.string().max(64),
  })
  .meta({ id: 'FormChallenge' })
export type FormChallenge = z.infer<typeof FormChallenge>

export const FormProof = FormChallenge.omit({ maxnumber: true })
  .extend({ number: z.int().min(0).max(10_000_000) })
  .meta({ id: 'FormProof' })
export type FormProof = z.infer<typeof FormProof>

export const mostFormFiles = 10

export const NewSubmission = z
  .object({
    answers: z
      .record(z.string().max(40), Text(20_000))
      .refine((answers) => Object.keys(answers).length <= 40, 'too many')
      .describe('By field id; a checked box is `yes`'),
    attachmentIds: z.array(Id).max(mostFormFiles).default([]),
    consent: z.boolean().default(false),
    website: z.string().max(1_000).default('').describe('Honeypot: people do not see this field, robots fill it'),
    locale: Locale.default('fr'),
  })
  .meta({ id: 'NewSubmission' })
export type NewSubmission = z.output<typeof NewSubmission>

export const NewClientSubmission = NewSubmission.omit({ website: true, locale: true })
  .extend({
    equipmentId: Id.nullable()
      .default(null)
      .describe('A machine of the client’s company; without one, their text answer is used'),
    projectId: Id.nullable().default(null).describe('An active project of the client’s company'),
  })
  .meta({ id: 'NewClientSubmission' })
export type NewClientSubmission = z.output<typeof NewClientSubmission>

export const SubmissionReceipt = z
  .object({
    number: z.int().describe('Number of the ticket; in quarantine, of the ticket it may become'),
    path: z.string().nullable().describe('Path of the guest’s secret link, on this server'),
    isAddressAsked: z.boolean().describe('Whether a mail asks them to confirm the address: at most one an hour'),
  })
  .meta({ id: 'SubmissionReceipt' })
export type SubmissionReceipt = z.infer<typeof SubmissionReceipt>
