import { type Challenge, solveChallenge } from 'altcha-lib';
import { deriveKey } from 'altcha-lib/algorithms/web/pbkdf2';

/**
 * Answers the proof of work of the page that sends while somebody reads it. Whoever is quicker, or has no script, sends
 * without it: the limits are tighter then, and that is all.
 */
const field = document.querySelector<HTMLInputElement>('[data-challenge]');
if (field) setTimeout(() => void answer(field), 300);

async function answer(field: HTMLInputElement): Promise<void> {
  try {
    const challenge = JSON.parse(field.dataset.challenge ?? '') as Challenge;
    const solution = await solveChallenge({ challenge, deriveKey, timeout: 20_000 });
    if (solution) field.value = JSON.stringify({ challenge, solution });
  } catch {
    // An old browser, or a page without TLS: no harm done.
  }
}
