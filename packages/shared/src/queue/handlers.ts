import { type Application, applyRequests, failApplication } from '../commands/apply-requests.ts';
import { changeNumberIfDue } from '../commands/change-number.ts';
import { closeAccountIfOver } from '../commands/close-account.ts';
import { runCorrectionClock } from '../commands/corrections/correction-clock.ts';
import { runActivationClock } from '../commands/accounts/activation-clock.ts';
import { inviteWhoWaits } from '../commands/accounts/invite-who-waits.ts';
import { runAccountCalendar } from '../commands/accounts/run-account-calendar.ts';
import { giveUpAccountOrder, runAccountOrder } from '../commands/accounts/run-account-order.ts';
import { runOwnAddress } from '../commands/accounts/run-own-address.ts';
import { isSecondLook, lookAgainAtNeighbours } from '../commands/look-again.ts';
import { noticeArrival } from '../commands/notices/notice-arrival.ts';
import { sendMorningNotices } from '../commands/notices/send-morning-notices.ts';
import { processArrival } from '../commands/process-arrival.ts';
import { sendTrackingLink } from '../commands/send-tracking-link.ts';
import { tellWithdrawal } from '../commands/tell-withdrawal.ts';
import { transferSchoolIfDue } from '../commands/transfer-school.ts';
import { runVerification, runVerificationRound } from '../commands/verification/run-verification.ts';
import { keepMailings } from '../mail/mailings/open-mailings.ts';
import { mailingReads } from '../mail/mailings/read-mailing.ts';
import { sendMailingMailsHandler } from '../mail/mailings/send-mailing-mails.ts';
import { mailRenderer } from '../mail/render-mail.ts';
import { sendMailHandler } from '../mail/send-mail.ts';
import type { SettingDefaults } from '../settings/settings.ts';
import { auditCheckHandler } from './audit-check-handler.ts';
import { bulkHandler } from './bulk-handler.ts';
import { duplicatesHandler } from './duplicates-handler.ts';
import { exportHandler } from './export-handler.ts';
import { erasePersonHandler, retentionHandler } from './privacy-handlers.ts';
import { mailingHandler } from './mailing-handler.ts';
import { memberImportHandler } from './member-import-handler.ts';
import { DONE, type Handler, type Handlers, type Outcome } from './work-context.ts';

/** Its predecessor wakes a row that waits; this is for the day when it does not. */
const WAIT_SECONDS = 15;

const arrive: Handler = {
  async run(ctx, entry) {
    const [requestId = ''] = entry.ref.split('/');
    await processArrival(ctx, requestId, ctx);
    await noticeArrival(ctx, entry.ref);
    if (!isSecondLook(entry.ref)) await ctx.db.execute(lookAgainAtNeighbours([requestId]));
    return DONE;
  },
};

const apply: Handler = {
  async run(ctx, entry) {
    const [application] = await applyRequests(ctx, [entry.ref], ctx);
    return afterApplying(application);
  },
  async runTogether(ctx, entries) {
    const applications = await applyRequests(
      ctx,
      entries.map(({ ref }) => ref),
      ctx,
    );
    return applications.map(afterApplying);
  },
  giveUp: (ctx, entry, code) => failApplication(ctx, entry.ref, code),
};

function afterApplying(application: Application | undefined): Outcome {
  return application === 'wait' ? { outcome: 'later', seconds: WAIT_SECONDS, code: 'waiting' } : DONE;
}

const closeAccount: Handler = {
  async run(ctx, entry) {
    const [accountId = ''] = entry.ref.split('/');
    await closeAccountIfOver(ctx, accountId);
    return DONE;
  },
};

const accountOrder: Handler = {
  async run(ctx, entry) {
    await runAccountOrder(ctx, entry.ref, ctx);
    return DONE;
  },
  giveUp: (ctx, entry) => giveUpAccountOrder(ctx, entry.ref),
};

const ownAddress: Handler = {
  async run(ctx, entry) {
    await runOwnAddress(ctx, entry.ref, ctx);
    return DONE;
  },
};

const addressLeft: Handler = {
  async run(ctx, entry) {
    await inviteWhoWaits(ctx, entry.ref, ctx);
    return DONE;
  },
};

const activationClock: Handler = { run: (ctx, entry) => runActivationClock(ctx, entry.ref) };

const accountCalendar: Handler = {
  async run(ctx) {
    const { more } = await runAccountCalendar(ctx);
    return more ? { outcome: 'later', seconds: 1, code: 'more' } : DONE;
  },
};

const transferSchool: Handler = {
  async run(ctx, entry) {
    const [schoolId = '', causeId = ''] = entry.ref.split('/');
    await transferSchoolIfDue(ctx, schoolId, causeId);
    return DONE;
  },
};

const enterpriseNumber: Handler = {
  async run(ctx, entry) {
    const [poId = '', causeId = ''] = entry.ref.split('/');
    await changeNumberIfDue(ctx, poId, causeId);
    return DONE;
  },
};

const trackingLink: Handler = {
  async run(ctx, entry) {
    await sendTrackingLink(ctx, entry.ref, ctx);
    return DONE;
  },
};

const morningNotices: Handler = {
  async run(ctx, entry) {
    await sendMorningNotices(ctx, entry.ref);
    return DONE;
  },
};

const envoiSettled: Handler = {
  async run(ctx, entry) {
    const [submissionId = '', requestId = ''] = entry.ref.split('/');
    await ctx.db.execute(lookAgainAtNeighbours([requestId]));
    await tellWithdrawal(ctx, submissionId, requestId);
    return DONE;
  },
};

function correctionClock(given: SettingDefaults): Handler {
  return {
    async run(ctx, entry) {
      await runCorrectionClock(ctx, entry.ref, given);
      return DONE;
    },
  };
}

const verificationRound: Handler = {
  async run(ctx, entry) {
    await runVerificationRound(ctx, entry.ref);
    return DONE;
  },
};

function verification(given: SettingDefaults): Handler {
  return {
    async run(ctx, entry) {
      await runVerification(ctx, entry.ref, { tokenKeys: ctx.tokenKeys, given });
      return DONE;
    },
  };
}

export type HandlerSettings = {
  intakeUrl: string;
  extranetUrl: string;
  backofficeUrl: string;
  /** What the environment gives; what a secretariat chose replaces it. */
  settingDefaults?: SettingDefaults | undefined;
  /** The list of who was erased, kept outside; none unless given. */
  erasureList?: string | null | undefined;
  /** Of the sender's address: the lists of mailings are named after it. */
  mailDomain?: string | undefined;
};

/** What is done for each kind of outbox row. The worker refuses to boot when one is missing. */
export function createHandlers({
  settingDefaults: given = {},
  erasureList = null,
  mailDomain = 'guichet-po.invalid',
  ...addresses
}: HandlerSettings): Handlers {
  return {
    arrive,
    apply,
    bulk: bulkHandler,
    'member-import': memberImportHandler,
    mail: sendMailHandler(mailRenderer(addresses)),
    mailing: mailingHandler(given),
    'mailing-mail': sendMailingMailsHandler(keepMailings(mailingReads({ ...addresses, mailDomain, given }))),
    'close-account': closeAccount,
    'account-order': accountOrder,
    'own-address': ownAddress,
    'address-left': addressLeft,
    'activation-clock': activationClock,
    'account-calendar': accountCalendar,
    'transfer-school': transferSchool,
    'enterprise-number': enterpriseNumber,
    'correction-clock': correctionClock(given),
    'envoi-settled': envoiSettled,
    'tracking-link': trackingLink,
    'morning-notices': morningNotices,
    duplicates: duplicatesHandler,
    'erase-person': erasePersonHandler({ erasureList }),
    retention: retentionHandler({ given, erasureList }),
    export: exportHandler,
    'audit-check': auditCheckHandler,
    'verification-round': verificationRound,
    verification: verification(given),
  };
}
