import { useSyncExternalStore } from 'react';

/** `unsupported`: this browser, or an address without TLS, has no notices. */
export type NoticePermission = NotificationPermission | 'unsupported';

const listeners = new Set<() => void>();

function read(): NoticePermission {
  return 'Notification' in window && window.isSecureContext ? Notification.permission : 'unsupported';
}

export function useNoticePermission(): NoticePermission {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

/** Only ever on a button: a browser that is asked without reason is refused for good. */
export async function askPermission(): Promise<NoticePermission> {
  await Notification.requestPermission();
  for (const listener of listeners) listener();
  return read();
}
