/** What the tests use of it; it brings no types. */
declare module 'hoodiecrow-imap' {
  type Message = { raw: string; flags?: string[] };
  type Server = {
    listen: (port: number, host: string, done: () => void) => void;
    close: (done: () => void) => void;
    appendMessage: (folder: string, flags: string[], date: Date, raw: string) => void;
    getMailbox: (folder: string) => { messages: Message[] };
  };
  export default function hoodiecrow(options: {
    plugins: string[];
    storage: Record<string, { messages: Message[] }>;
  }): Server;
}
