import { checkMailingRoute } from './routes/check-mailing.ts';
import { submitMailingRoute } from './routes/submit-mailing.ts';
import { sendMailingRoute } from './routes/send-mailing.ts';
import { sendBackMailingRoute } from './routes/send-back-mailing.ts';
import { takeBackMailingRoute } from './routes/take-back-mailing.ts';
import { pauseMailingRoute } from './routes/pause-mailing.ts';
import { resumeMailingRoute } from './routes/resume-mailing.ts';
import { stopMailingRoute } from './routes/stop-mailing.ts';
import { readMailingProgressRoute } from './routes/read-mailing-progress.ts';
import { listMailingRecipientsRoute } from './routes/list-mailing-recipients.ts';
import { retryMailingMailsRoute } from './routes/retry-mailing-mails.ts';

/** From the last look at a mailing to what became of it. */
export const SENDING_ROUTES = {
  checkMailing: checkMailingRoute,
  submitMailing: submitMailingRoute,
  sendMailing: sendMailingRoute,
  sendBackMailing: sendBackMailingRoute,
  takeBackMailing: takeBackMailingRoute,
  pauseMailing: pauseMailingRoute,
  resumeMailing: resumeMailingRoute,
  stopMailing: stopMailingRoute,
  readMailingProgress: readMailingProgressRoute,
  listMailingRecipients: listMailingRecipientsRoute,
  retryMailingMails: retryMailingMailsRoute,
};
