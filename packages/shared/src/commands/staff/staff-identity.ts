import { z } from 'zod';
import { emailKey, emailProblem } from '../../domain/email.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';

/** Name and address of a member of staff, as an administrator or the operator writes them. */
export const staffIdentity = {
  name: z
    .string()
    .transform(normaliseText)
    .refine((name) => name !== '' && name.length <= 120 && textProblem(name) === null, {
      error: 'Indiquez le prénom et le nom.',
    }),
  email: z
    .string()
    .superRefine((email, context) => {
      const message = emailProblem(email);
      if (message !== null) context.addIssue({ code: 'custom', message });
    })
    .transform(emailKey),
};
