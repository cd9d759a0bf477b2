import { networkOf } from '@guichet/shared/auth/network-of';
import { takeAsLong } from '@guichet/shared/http/take-as-long';
import type { Request } from 'express';
import type { Extranet } from './extranet.ts';

/** Longer than queueing a mail takes, so that doing nothing takes as long. */
const pauseMs = 150;

/**
 * Runs what may or may not queue a mail. The caller waits the same time whatever was done, and learns nothing.
 * @throws GuichetError `too-many-requests`, by place and not by address
 */
export async function requestMail(extranet: Extranet, req: Request, work: () => Promise<void>): Promise<void> {
  await extranet.mailRequests.consume(networkOf(req.ip));
  await takeAsLong(pauseMs, work);
}
