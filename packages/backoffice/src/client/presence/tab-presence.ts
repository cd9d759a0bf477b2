import { endPresence, keepPresence } from '@guichet/shared/contracts/presence';
import { type Doing, PRESENCE_BEAT_MS } from '@guichet/shared/domain/presence';
import { call } from '../api.ts';

/** Whoever walks through the list with a key held down is nowhere yet. */
const SETTLE_MS = 250;

/** This tab, for as long as it is open: a copy of the tab draws another. */
const tabId = drawId();
let requestId: string | null = null;
/** What is being written, the last begun first; a text that is open counts even while another window is in front. */
const writings: Doing[] = [];
/** What the server was told last. */
let told: string | null = null;
let settling: ReturnType<typeof setTimeout> | undefined;
let beating: ReturnType<typeof setInterval> | undefined;

/** This tab has that request before it. Answers how to leave it. */
export function enterRequest(id: string): () => void {
  requestId = id;
  listen();
  settle();
  return () => {
    if (requestId === id) requestId = null;
    settle();
  };
}

/** Something is being written about the request before this tab. Answers how to end. */
export function startWriting(doing: Doing): () => void {
  writings.unshift(doing);
  settle();
  return () => {
    writings.splice(writings.indexOf(doing), 1);
    settle();
  };
}

function settle(): void {
  clearTimeout(settling);
  settling = setTimeout(say, SETTLE_MS);
}

/** Tells the server where this tab is now; it must be told again and again, or forgets it. */
function say(): unknown {
  const isHere = requestId !== null && (document.visibilityState === 'visible' || writings.length > 0);
  if (!isHere || requestId === null) return leave();
  told = requestId;
  beating ??= setInterval(say, PRESENCE_BEAT_MS);
  const body = { requestId, doing: writings[0] ?? 'reading' };
  // A beat that is missed is made good by the next.
  call(keepPresence, { params: { id: tabId }, body }).catch(() => {});
}

/** This tab has nothing before it any more. */
export async function leavePresence(): Promise<void> {
  requestId = null;
  await leave();
}

async function leave(): Promise<void> {
  clearInterval(beating);
  beating = undefined;
  if (told === null) return;
  told = null;
  // Also while the page is being closed.
  await call(endPresence, { params: { id: tabId } }, undefined, { keepalive: true }).catch(() => {});
}

let listening = false;
function listen(): void {
  if (listening) return;
  listening = true;
  document.addEventListener('visibilitychange', settle);
  window.addEventListener('pagehide', () => {
    clearTimeout(settling);
    void leave();
  });
  // Back from the browser's memory of pages.
  window.addEventListener('pageshow', settle);
}

/** Works without TLS too, where browsers offer no `randomUUID`. */
function drawId(): string {
  const hex = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0'));
  return hex.join('').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
