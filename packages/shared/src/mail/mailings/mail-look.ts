import { font, light, text } from '../mail-frame.tsx';
import type { MailingLook } from './mailing-body.tsx';

const cell = {
  ...text,
  margin: 0,
  padding: '6px 8px',
  border: `1px solid ${light.line}`,
  textAlign: 'left',
  verticalAlign: 'top',
} as const;

/** How a mailing looks in mail programs; the classes are those that the dark mode of the frame turns. */
export const MAIL_LOOK: MailingLook = {
  p: { className: 'ink', style: { ...text, overflowWrap: 'anywhere' } },
  inside: { className: 'ink', style: { ...text, margin: '0 0 4px', overflowWrap: 'anywhere' } },
  // Words of a narrow column are divided as words are; only what has no syllables, as an address, anywhere.
  cell: { className: 'ink cell', style: { ...text, margin: '0 0 4px', overflowWrap: 'break-word', hyphens: 'auto' } },
  h2: {
    className: 'ink',
    style: { ...text, fontSize: '20px', lineHeight: '27px', fontWeight: 700, margin: '24px 0 10px' },
  },
  h3: {
    className: 'ink',
    style: { ...text, fontSize: '17px', lineHeight: '24px', fontWeight: 700, margin: '20px 0 8px' },
  },
  list: { className: 'ink', style: { ...text, paddingLeft: '24px' } },
  li: { style: { margin: '0 0 6px' } },
  table: { style: { width: '100%', borderCollapse: 'collapse', margin: '0 0 16px', fontFamily: font } },
  th: { className: 'ink line sunk', style: { ...cell, fontWeight: 700, background: light.sunk } },
  td: { className: 'ink line', style: cell },
  img: { style: { display: 'block', maxWidth: '100%', height: 'auto', margin: '0 0 16px', border: 0 } },
  hr: { className: 'line', style: { border: 0, borderTop: `1px solid ${light.line}`, margin: '24px 0' } },
  a: { className: 'link', style: { color: light.accent, overflowWrap: 'anywhere' } },
};
