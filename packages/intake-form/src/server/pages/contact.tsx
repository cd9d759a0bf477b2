import type { Secretariat } from '../reads/list-secretariats.ts';

/** The ways to reach a secretariat, within a sentence. */
export function Contact({ name, email, phone }: Secretariat) {
  return (
    <>
      {name}
      {email && (
        <>
          {', '}
          <a href={`mailto:${email}`}>{email}</a>
        </>
      )}
      {phone && (
        <>
          {', '}
          <a href={`tel:${phone.replace(/[^\d+]/g, '')}`} className="nowrap">
            {phone}
          </a>
        </>
      )}
    </>
  );
}
