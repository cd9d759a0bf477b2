let pressing = false;
addEventListener('pointerdown', () => void (pressing = true), true);
for (const end of ['pointerup', 'pointercancel'] as const) addEventListener(end, () => void (pressing = false), true);

/**
 * Runs `work` now, or once the pointer that is down has been released and its click is over: a sentence that appears
 * while somebody presses a button would push the button away from under the finger.
 */
export function afterPress(work: () => void): void {
  if (!pressing) return work();
  addEventListener('pointerup', () => setTimeout(work), { once: true });
}
