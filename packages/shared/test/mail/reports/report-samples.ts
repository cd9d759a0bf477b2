import type { ReportKind } from '../../../src/domain/mailings/mail-report.ts';

/** The mail that all samples speak of. */
export const SAMPLE_MAIL = '0199a1b2-3c4d-7e5f-8a9b-0c1d2e3f4a5b';
const VERP = `bounce+${SAMPLE_MAIL}@po.example`;
const RETURNED = `Return-Path: <${VERP}>
From: Guichet PO <guichet@po.example>
To: <colette@membres.example>
Subject: =?utf-8?q?Votre_acc=C3=A8s?=
Message-ID: <${SAMPLE_MAIL}@guichet-po.invalid>`;

type Sample = { text: string; says: { kind: ReportKind; status: string | null; words: RegExp } | { because: string } };

type Parts = { head: string; human: string; status: string; returned?: string; type?: string; charset?: string };

/** A delivery report as servers write it: words for people, fields for programs, and what is given back. */
function dsn({
  head,
  human,
  status,
  returned = RETURNED,
  type = 'message/delivery-status',
  charset = 'utf-8',
}: Parts): string {
  return `${head}
MIME-Version: 1.0
Auto-Submitted: auto-replied
Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"

This is a MIME-encapsulated message.

--=_b
Content-Type: text/plain; charset=${charset}
Content-Transfer-Encoding: 8bit

${human}

--=_b
Content-Type: ${type}

${status}

--=_b
Content-Type: text/rfc822-headers

${returned}

--=_b--
`;
}

const daemon = (host: string, to = VERP, subject = 'Undelivered Mail Returned to Sender') =>
  `Return-Path: <>
From: MAILER-DAEMON@${host} (Mail Delivery System)
To: ${to}
Subject: ${subject}
Message-ID: <report.1@${host}>
Date: Sat, 28 Nov 2026 09:00:00 +0100`;

export const SAMPLES: Record<string, Sample> = {
  'Postfix, nobody there': {
    text: dsn({
      head: daemon('mx.membres.example'),
      human: 'I’m sorry to have to inform you that your message could not be delivered.',
      status: `Reporting-MTA: dns; mx.membres.example
Arrival-Date: Sat, 28 Nov 2026 08:59:58 +0100 (CET)

Final-Recipient: rfc822; colette@membres.example
Original-Recipient: rfc822;colette@membres.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; imap.membres.example
Diagnostic-Code: smtp; 550 5.1.1 <colette@membres.example>: Recipient address
    rejected: User unknown in virtual mailbox table`,
    }),
    says: { kind: 'bounced', status: '5.1.1', words: /^550 5\.1\.1 <colette.*virtual mailbox table$/ },
  },
  'Postfix, delayed': {
    text: dsn({
      head: daemon('mx.relais.example', VERP, 'Delayed Mail (still being retried)'),
      human: 'THIS IS A WARNING ONLY. YOU DO NOT NEED TO RESEND YOUR MESSAGE.',
      status: `Reporting-MTA: dns; mx.relais.example

Final-Recipient: rfc822; colette@membres.example
Action: delayed
Status: 4.4.1
Diagnostic-Code: X-Postfix; connect to mx.membres.example[192.0.2.7]:25: Connection timed out
Will-Retry-Until: Thu, 3 Dec 2026 09:00:00 +0100 (CET)`,
    }),
    says: { kind: 'delayed', status: '4.4.1', words: /^connect to mx\.membres/ },
  },
  'Postfix, relayed to a server without reports': {
    text: dsn({
      head: daemon('mx.relais.example', VERP, 'Successful Mail Delivery Report'),
      human: 'Your message was successfully delivered to the destination(s) listed below.',
      status: `Reporting-MTA: dns; mx.relais.example

Final-Recipient: rfc822; colette@membres.example
Action: relayed
Status: 2.0.0
Diagnostic-Code: smtp; 250 2.0.0 Ok: queued as 4XyZ`,
    }),
    says: { kind: 'delivered', status: '2.0.0', words: /queued as/ },
  },
  'Exim, with a status of no use and better words': {
    text: dsn({
      head: `${daemon('mail.ecole.example', 'bounces@po.example', 'Mail delivery failed: returning message to sender')}
X-Failed-Recipients: colette@membres.example`,
      human: 'This message was created automatically by mail delivery software.',
      status: `Reporting-MTA: dns; mail.ecole.example

Action: failed
Final-Recipient: rfc822;colette@membres.example
Status: 5.0.0
Remote-MTA: dns; mx.membres.example
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.
 550 5.1.1 Please try double-checking the address`,
    }),
    says: { kind: 'bounced', status: '5.1.1', words: /does not exist/ },
  },
  'Exim of old, words alone': {
    text: `Return-path: <>
X-Failed-Recipients: colette@membres.example
From: Mail Delivery System <Mailer-Daemon@mail.vieux.example>
To: ${VERP}
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1abc-0001@mail.vieux.example>

This message was created automatically by mail delivery software.

  colette@membres.example
    SMTP error from remote mail server after RCPT TO:<colette@membres.example>:
    550 5.1.1 unknown user

------ This is a copy of the message, including all the headers. ------

${RETURNED}
`,
    says: { kind: 'bounced', status: '5.1.1', words: /550 5\.1\.1 unknown user/ },
  },
  'Exchange Online, in French': {
    text: dsn({
      head: daemon('example.onmicrosoft.example', 'bounces@po.example', 'Non remis : Votre accès'),
      human: 'Votre message pour colette@membres.example n’a pas pu être remis. colette est introuvable.',
      status: `Reporting-MTA: dns;AM0PR01.prod.example
Received-From-MTA: dns;mail.po.example

Final-Recipient: rfc822;colette@membres.example
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup`,
    }),
    says: { kind: 'bounced', status: '5.1.10', words: /RecipientNotFound/ },
  },
  'Exchange, over quota, in German': {
    text: dsn({
      head: daemon('mail.ostkantone.example', VERP, 'Unzustellbar: Ihr Zugang'),
      human: 'Das Postfach des Empfängers ist voll und kann derzeit keine Nachrichten annehmen.',
      status: `Reporting-MTA: dns;mail.ostkantone.example

Final-Recipient: rfc822;colette@membres.example
Action: failed
Status: 5.2.2
Diagnostic-Code: smtp;554 5.2.2 mailbox full; STOREDRV.Deliver; quota exceeded`,
    }),
    says: { kind: 'bounced', status: '5.2.2', words: /mailbox full/ },
  },
  'Gmail-like, nobody there': {
    text: dsn({
      head: daemon('gros-fournisseur.example', 'bounces@po.example', 'Delivery Status Notification (Failure)').replace(
        'MAILER-DAEMON',
        'mailer-daemon',
      ),
      human: '** Address not found **\n\nYour message wasn’t delivered.',
      status: `Reporting-MTA: dns; gros-fournisseur.example
Arrival-Date: Sat, 28 Nov 2026 00:00:10 -0800 (PST)
X-Original-Message-ID: <${SAMPLE_MAIL}@guichet-po.invalid>

Final-Recipient: rfc822; colette@membres.example
Action: failed
Status: 5.1.1
Remote-MTA: dns; gmail-smtp-in.example. (192.0.2.27, the server for the domain.)
Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. NoSuchUser
Last-Attempt-Date: Sat, 28 Nov 2026 00:00:11 -0800 (PST)`,
      returned: 'Subject: perdu',
    }),
    says: { kind: 'bounced', status: '5.1.1', words: /NoSuchUser/ },
  },
  'Gmail-like, still trying': {
    text: dsn({
      head: daemon('gros-fournisseur.example', VERP, 'Delivery Status Notification (Delay)'),
      human: '** Delivery incomplete **',
      status: `Reporting-MTA: dns; gros-fournisseur.example

Final-Recipient: rfc822; colette@membres.example
Action: delayed
Status: 4.2.2
Diagnostic-Code: smtp; 452-4.2.2 The email account that you tried to reach is over quota.
Will-Retry-Until: Tue, 01 Dec 2026 00:00:10 -0800 (PST)`,
    }),
    says: { kind: 'delayed', status: '4.2.2', words: /over quota/ },
  },
  'Dovecot, over quota': {
    text: dsn({
      head: daemon('imap.membres.example', VERP, 'Rejected: Votre accès').replace('MAILER-DAEMON', 'postmaster'),
      human: 'Your message was automatically rejected: Quota exceeded (mailbox for user is full)',
      status: `Reporting-MTA: dns; imap.membres.example
Original-Recipient: rfc822; colette@membres.example
Final-Recipient: rfc822; colette@membres.example
Action: failed
Status: 5.2.2`,
    }),
    says: { kind: 'bounced', status: '5.2.2', words: /Quota exceeded/ },
  },
  'Sendmail, no such host': {
    text: dsn({
      head: daemon('mail.po.example', VERP, 'Returned mail: see transcript for details'),
      human: '----- The following addresses had permanent fatal errors -----',
      status: `Reporting-MTA: dns; mail.po.example
Received-From-MTA: DNS; localhost

Final-Recipient: RFC822; colette@membres.example
Action: failed
Status: 5.1.2
Remote-MTA: DNS; membres.example
Diagnostic-Code: X-Unix; 550 5.1.2 Host unknown (Name server: membres.example.: host not found)`,
    }),
    says: { kind: 'bounced', status: '5.1.2', words: /Host unknown/ },
  },
  'qmail, words alone': {
    text: `Return-Path: <>
From: MAILER-DAEMON@qmail.example
To: ${VERP}
Subject: failure notice
Date: 28 Nov 2026 08:00:00 -0000

Hi. This is the qmail-send program at qmail.example.
I'm afraid I wasn't able to deliver your message to the following addresses.

<colette@membres.example>:
192.0.2.9 does not like recipient.
Remote host said: 550 5.7.1 Relaying denied

--- Below this line is a copy of the message.
`,
    says: { kind: 'bounced', status: '5.7.1', words: /Relaying denied/ },
  },
  'a mailbox in UTF-8': {
    text: dsn({
      head: daemon('mx.école.example'.normalize('NFC'), VERP),
      human: 'L’adresse n’existe pas.',
      type: 'message/global-delivery-status',
      status: `Reporting-MTA: dns; mx.xn--cole-9oa.example

Final-Recipient: utf-8; hélène@membres.example
Action: failed
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 boîte «hélène» inconnue`,
    }),
    says: { kind: 'bounced', status: '5.1.1', words: /boîte «hélène» inconnue/ },
  },
  'words in Latin-1, and no diagnostic': {
    text: dsn({
      head: daemon('mx.ancien.example', VERP, 'Echec de remise'),
      human: 'Boite aux lettres inconnue',
      charset: 'iso-8859-1',
      status: `Reporting-MTA: dns; mx.ancien.example

Final-Recipient: rfc822; colette@membres.example
Action: failed (bad destination)
Status: 5.1.1 (bad destination mailbox address)`,
    }),
    says: { kind: 'bounced', status: '5.1.1', words: /^Boite aux lettres inconnue$/ },
  },
  'two recipients behind an alias, one of them gone': {
    text: dsn({
      head: daemon('mx.membres.example'),
      human: 'Delivery report.',
      status: `Reporting-MTA: dns; mx.membres.example

Final-Recipient: rfc822; un@membres.example
Action: expanded
Status: 2.0.0

Final-Recipient: rfc822; deux@membres.example
Action: failed
Status: 5.2.1
Diagnostic-Code: smtp; 550 5.2.1 mailbox disabled`,
    }),
    says: { kind: 'bounced', status: '5.2.1', words: /disabled/ },
  },
  'refused as spam by a filter': {
    text: dsn({
      head: daemon('filtre.example'),
      human: 'Rejected by policy.',
      status: `Reporting-MTA: dns; filtre.example

Final-Recipient: rfc822; colette@membres.example
Action: failed
Status: 5.7.1
Diagnostic-Code: smtp; 554 5.7.1 Message rejected as spam`,
    }),
    says: { kind: 'bounced', status: '5.7.1', words: /spam/ },
  },
  'a complaint, as RFC 5965 has it': {
    text: arf('abuse', 'SomeGenerator/1.0'),
    says: { kind: 'complained', status: null, words: /^abuse/ },
  },
  'a complaint of a large provider, who hides the recipient': {
    text: arf('abuse', 'Gros-FBL/0.9', 'Original-Rcpt-To: redacted-3f2a@gros.example\nSource-IP: 192.0.2.3'),
    says: { kind: 'complained', status: null, words: /^abuse/ },
  },
  'a complaint that asks to be left alone': {
    text: arf('opt-out', 'Webmail/2', 'Removal-Recipient: colette@membres.example'),
    says: { kind: 'complained', status: null, words: /^opt-out/ },
  },
  'somebody who says that it was not spam': {
    text: arf('not-spam', 'Webmail/2'),
    says: { because: 'not-a-complaint' },
  },
  'a report on DMARC': {
    text: arf('auth-failure', 'Webmail/2', 'Auth-Failure: dmarc'),
    says: { because: 'not-a-complaint' },
  },
  'out of office, in French': {
    text: reply(
      'Absence du bureau : Votre accès',
      'Auto-Submitted: auto-replied',
      'Je suis absente jusqu’au 5 janvier. Code postal 5000.',
    ),
    says: { because: 'auto-reply' },
  },
  'out of office of Exchange': {
    text: reply(
      'Automatic reply: Votre accès',
      'X-Auto-Response-Suppress: All\nX-MS-Exchange-Inbox-Rules-Loop: x@membres.example',
      'I am out. 5.1.1',
    ),
    says: { because: 'auto-reply' },
  },
  'out of office in German, by a program that says nothing else': {
    text: reply('Abwesenheitsnotiz', 'X-Autoreply: yes', 'Ich bin nicht im Büro.'),
    says: { because: 'auto-reply' },
  },
  'a read receipt': {
    text: dsn({
      head: daemon('membres.example', VERP, 'Lu : Votre accès').replace('MAILER-DAEMON', 'colette'),
      human: 'Votre message a été lu.',
      type: 'message/disposition-notification',
      status:
        'Final-Recipient: rfc822;colette@membres.example\nDisposition: automatic-action/MDN-sent-automatically; displayed',
    }),
    says: { because: 'read-receipt' },
  },
  'somebody who answers': {
    text: reply('Re: Votre accès', 'X-Mailer: Courrier', 'Merci, j’ai bien reçu. Mon numéro : 550 12 34.'),
    says: { because: 'not-a-report' },
  },
};

function arf(type: string, agent: string, more = 'Original-Mail-From: <bounces@po.example>'): string {
  return `Return-Path: <>
From: <complaints@fournisseur.example>
To: <abuse@po.example>
Subject: FW: Votre accès
Message-ID: <arf.${type}.${agent.length}@fournisseur.example>
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="part1_b"

--part1_b
Content-Type: text/plain; charset="US-ASCII"

This is an email abuse report for an email message received from IP 192.0.2.1.

--part1_b
Content-Type: message/feedback-report

Feedback-Type: ${type}
User-Agent: ${agent}
Version: 1
${more}

--part1_b
Content-Type: message/rfc822
Content-Disposition: inline

${RETURNED}
MIME-Version: 1.0
Content-Type: text/plain

Bonjour

--part1_b--
`;
}

function reply(subject: string, more: string, text: string): string {
  return `Return-Path: <colette@membres.example>
From: Colette <colette@membres.example>
To: ${VERP}
Subject: ${subject}
In-Reply-To: <${SAMPLE_MAIL}@guichet-po.invalid>
Message-ID: <reply.${subject.length}@membres.example>
${more}
Content-Type: text/plain; charset=utf-8

${text}
`;
}

/** The bytes as they come over the wire. */
export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text.replaceAll(/\r?\n/g, '\r\n'));
}
