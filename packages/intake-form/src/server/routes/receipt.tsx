import { followSecret } from '@guichet/shared/auth/follow-link';
import { withoutReferrer } from '@guichet/shared/http/security-headers';
import type { Express } from 'express';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ReceiptPage } from '../pages/receipt-page.tsx';
import { createDelayMeasure } from '../reads/measure-delay.ts';
import { readReceipt } from '../reads/read-receipt.ts';
import { keyOf } from './envoi.ts';

/** The page after sending: safe to reload and to bookmark. */
export function receiptRoutes(app: Express, intake: Intake): void {
  const { db, tokenKeys } = intake.submit;
  const measureDelay = createDelayMeasure(db);

  app.get('/merci/:key', withoutReferrer, async (req, res) => {
    const receipt = await readReceipt(db, keyOf(req));
    if (!receipt) return res.redirect(303, '/?perdu');
    const secret = followSecret(tokenKeys, receipt.id, receipt.followSha256);
    sendPage(res, 200, {
      title: 'C’est envoyé',
      script: 'src/client/print.ts',
      children: (
        <ReceiptPage
          {...receipt}
          trackingHref={secret && `/suivi/${secret}`}
          delay={await measureDelay(receipt.region.id)}
        />
      ),
    });
  });
}
