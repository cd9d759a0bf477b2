import { z } from 'zod';
import { remindersComeFirst, serverEnv, settingVariables, singleHolderRoles, withAddresses } from './common-env.ts';
import { secret, secretList, wholeNumber, yesOrNo } from './variables.ts';

export const backofficeEnv = serverEnv({
  ...settingVariables,
  AUTH_SECRET_STAFF: secret(),
  TOKEN_KEYS: secretList(),
  FOUR_EYES: yesOrNo().default(false),
  SINGLE_HOLDER_ROLES: singleHolderRoles(),
  IMPORT_MAX_MB: wholeNumber({
    ...{ from: 1, to: 100, noun: 'a number of megabytes from 1 to 100' },
    advice: 'Write how many megabytes a file of members may have, such as 10.',
  }).default(10),
  RESOURCE_MAX_MB: wholeNumber({
    ...{ from: 1, to: 100, noun: 'a number of megabytes from 1 to 100' },
    advice: 'Write how many megabytes a file of the extranet may have, such as 20.',
  }).default(20),
  MAILING_FILE_MAX_MB: wholeNumber({
    ...{ from: 1, to: 20, noun: 'a number of megabytes from 1 to 20' },
    advice: 'Write how many megabytes an image or an attachment of a mailing may have, such as 5.',
  }).default(5),
  MAILING_MAX_MB: wholeNumber({
    ...{ from: 1, to: 30, noun: 'a number of megabytes from 1 to 30' },
    advice: 'Write how many megabytes all files of one mailing may have together, such as 10.',
  }).default(10),
  LINK_CHECK_HOSTS: z
    .string()
    .default('')
    .transform((text) =>
      text
        .split(',')
        .map((host) => host.trim())
        .filter((host) => host !== ''),
    ),
})
  .superRefine(remindersComeFirst)
  .transform(withAddresses);

export type BackofficeEnv = z.output<typeof backofficeEnv>;
