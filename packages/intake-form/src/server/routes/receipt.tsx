import type { Express } from 'express';
import type { Intake } from '../intake.ts';
import { sendPage } from '../pages/frame.tsx';
import { ReceiptPage } from '../pages/receipt-page.tsx';
import { readReceipt } from '../reads/read-receipt.ts';
import { keyOf } from './envoi.ts';

/** The page after sending: safe to reload and to bookmark. */
export function receiptRoutes(app: Express, intake: Intake): void {
  app.get('/merci/:key', async (req, res) => {
    const receipt = await readReceipt(intake.submit.db, keyOf(req));
    if (!receipt) return res.redirect(303, '/?perdu');
    sendPage(res, 200, {
      title: 'C’est envoyé',
      script: 'src/client/print.ts',
      children: <ReceiptPage {...receipt} />,
    });
  });
}
