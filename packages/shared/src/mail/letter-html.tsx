import type { CSSProperties, ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Letter } from './letter.ts';

/**
 * The letter as HTML for mail programs: tables and inline styles for the old ones, and a style sheet for the dark mode
 * of those that have one. No picture, nothing loaded from anywhere.
 */
export function letterHtml(letter: Letter): string {
  return `<!doctype html>${renderToStaticMarkup(<Mail letter={letter} />)}`;
}

/* Mail programs know no custom properties: the colours of tokens.css, light here, dark in the style sheet below. */
const light = {
  paper: '#faf8f3',
  surface: '#ffffff',
  ink: '#17211f',
  ink2: '#4c5955',
  line: '#d8d3c6',
  accent: '#0b5c5d',
  sunk: '#f1eee6',
};
const dark = `
@media (prefers-color-scheme: dark) {
  .paper { background: #0f1514 !important; }
  .surface { background: #161e1c !important; border-color: #6fc3bd #2e3936 #2e3936 !important; }
  .ink, .ink a { color: #edf0ea !important; }
  .ink-2, .ink-2 a { color: #b1bbb5 !important; }
  .sunk { background: #1d2624 !important; }
  .line { border-color: #2e3936 !important; }
  .button { background: #6fc3bd !important; }
  .button a { color: #0b1413 !important; }
  .brand { color: #8fd4ce !important; }
  .link { color: #8fd4ce !important; }
}
@media (max-width: 480px) {
  .inside { padding: 20px !important; }
  .outside { padding: 0 !important; }
  .surface { border-left: 0 !important; border-right: 0 !important; }
  .button a { padding: 13px 16px !important; font-size: 16px !important; }
  .label, .value { display: block !important; width: auto !important; }
  .label { padding-bottom: 0 !important; }
  .value { padding-top: 2px !important; }
}`;

const font = "'Atkinson Hyperlegible Next', Verdana, 'DejaVu Sans', Arial, sans-serif";
const text: CSSProperties = {
  margin: '0 0 16px',
  fontFamily: font,
  fontSize: '16px',
  lineHeight: '25px',
  color: light.ink,
};
const small: CSSProperties = { ...text, margin: '0 0 8px', fontSize: '14px', lineHeight: '21px', color: light.ink2 };

function Mail({ letter }: { letter: Letter }) {
  return (
    <html lang="fr-BE">
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{letter.subject}</title>
        <style dangerouslySetInnerHTML={{ __html: dark }} />
      </head>
      <body className="paper" style={{ margin: 0, padding: 0, background: light.paper, WebkitTextSizeAdjust: '100%' }}>
        <Frame className="paper" style={{ background: light.paper }}>
          <td className="outside" align="center" style={{ padding: '24px 12px' }}>
            <Frame className="surface" style={sheet}>
              <td className="inside" style={{ padding: '28px 32px' }}>
                <header>
                  <p className="brand" style={{ ...text, color: light.accent, fontWeight: 700, margin: '0 0 20px' }}>
                    Guichet PO
                  </p>
                </header>
                <main>
                  <Body letter={letter} />
                </main>
                <Foot letter={letter} />
              </td>
            </Frame>
          </td>
        </Frame>
      </body>
    </html>
  );
}

const sheet: CSSProperties = {
  background: light.surface,
  border: `1px solid ${light.line}`,
  borderTop: `4px solid ${light.accent}`,
  maxWidth: '580px',
  textAlign: 'left',
};

function Frame({ className, style, children }: { className: string; style: CSSProperties; children: ReactNode }) {
  return (
    <table role="presentation" width="100%" cellPadding={0} cellSpacing={0} className={className} style={style}>
      <tbody>
        <tr>{children}</tr>
      </tbody>
    </table>
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

function Foot({ letter: { sender } }: { letter: Letter }) {
  return (
    <footer>
      <div className="line" style={{ borderTop: `1px solid ${light.line}`, margin: '24px 0 16px' }} />
      <p className="ink-2" style={{ ...small, margin: '0 0 4px' }}>
        <strong>{sender.name}</strong>
        <br />
        <a className="link" href={`mailto:${sender.email}`} style={{ color: light.accent }}>
          {sender.email}
        </a>
        {sender.phone && (
          <>
            <br />
            {sender.phone}
          </>
        )}
      </p>
      <p className="ink-2" style={{ ...small, margin: 0, whiteSpace: 'pre-line' }}>
        {sender.signature}
      </p>
    </footer>
  );
}
