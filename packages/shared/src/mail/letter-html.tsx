import type { CSSProperties } from 'react';
import type { Letter } from './letter.ts';
import { font, light, MailFoot, mailHtml, small, text } from './mail-frame.tsx';

/**
 * The letter as HTML for mail programs: tables and inline styles for the old ones, and a style sheet for the dark mode
 * of those that have one. No picture, nothing loaded from anywhere.
 */
export function letterHtml(letter: Letter): string {
  return mailHtml(
    letter.subject,
    <>
      <main>
        <Body letter={letter} />
      </main>
      <MailFoot sender={letter.sender} />
    </>,
  );
}

function Body({ letter }: { letter: Letter }) {
  return (
    <>
      <h1
        className="ink"
        style={{ ...text, fontSize: '23px', lineHeight: '30px', fontWeight: 700, margin: '0 0 18px' }}
      >
        {letter.title}
      </h1>
      {letter.greeting && (
        <p className="ink" style={text}>
          {letter.greeting}
        </p>
      )}
      {letter.paragraphs.map((paragraph) => (
        <p key={paragraph} className="ink" style={text}>
          {paragraph}
        </p>
      ))}
      {letter.facts && <Facts facts={letter.facts} />}
      {letter.action && <Action action={letter.action} />}
      {letter.notes?.map((note) => (
        <p key={note} className="ink-2" style={small}>
          {note}
        </p>
      ))}
    </>
  );
}

function Facts({ facts }: { facts: NonNullable<Letter['facts']> }) {
  const cell: CSSProperties = { ...text, margin: 0, padding: '10px 14px', verticalAlign: 'top' };
  return (
    <table
      role="presentation"
      width="100%"
      cellPadding={0}
      cellSpacing={0}
      className="sunk"
      style={{ background: light.sunk, margin: '4px 0 20px' }}
    >
      <tbody>
        {facts.map(({ label, value }, index) => (
          // Two refusals of one envoi may bear the same reason.
          <tr key={index}>
            <td className="label ink-2" style={{ ...cell, fontSize: '14px', color: light.ink2, width: '34%' }}>
              {label}
            </td>
            <td className="value ink" style={{ ...cell, fontWeight: value.length < 40 ? 700 : 400 }}>
              {value}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Action({ action }: { action: NonNullable<Letter['action']> }) {
  return (
    <>
      <table role="presentation" cellPadding={0} cellSpacing={0} style={{ margin: '8px 0 20px' }}>
        <tbody>
          <tr>
            <td className="button" style={{ background: light.accent, borderRadius: '6px' }}>
              <a
                href={action.href}
                style={{
                  display: 'inline-block',
                  padding: '14px 24px',
                  fontFamily: font,
                  fontSize: '17px',
                  lineHeight: '22px',
                  fontWeight: 700,
                  color: '#ffffff',
                  textDecoration: 'none',
                }}
              >
                {action.label}
              </a>
            </td>
          </tr>
        </tbody>
      </table>
      <p className="ink-2" style={small}>
        Si le bouton ne réagit pas, copiez cette adresse dans votre navigateur :
        <br />
        <span className="link" style={{ color: light.accent, wordBreak: 'break-all', overflowWrap: 'anywhere' }}>
          {action.href}
        </span>
      </p>
    </>
  );
}
