/** RFC 5321 §4.5.3.1 with erratum 1690: 254 characters in all, 64 before the @. */
const MAX_LENGTH = 254;
const MAX_LOCAL_LENGTH = 64;

/**
 * The address as it is stored and written to: NFC, trimmed, the part before the @ as typed (its case may matter to its
 * server), the domain in lower case and in ASCII (`école.be` gives `xn--cole-9oa.be`). A domain that cannot be
 * converted stays as typed, in lower case, for `emailProblem` to refuse. Idempotent. Never throws.
 */
export function normaliseEmail(text: string): string {
  const address = text.normalize('NFC').trim();
  const at = address.lastIndexOf('@');
  return at < 0 ? address : `${address.slice(0, at + 1)}${asciiDomain(address.slice(at + 1))}`;
}

/**
 * What makes a text no e-mail address that we can write to, as a French sentence that says what to do, or null. Takes
 * the text as typed (white space at the ends is no problem, a line break is). Accepts RFC 5322 dot-atoms in ASCII
 * before the @: quoted parts and accents there are mistypings in practice. Never throws.
 */
export function emailProblem(text: string): string | null {
  if (/[\r\n]/.test(text)) return 'Une adresse e-mail tient sur une ligne. Enlevez le retour à la ligne.';
  const address = normaliseEmail(text);
  if (address === '') return 'Indiquez une adresse e-mail, par exemple prenom.nom@exemple.be.';
  if (/[,;]/.test(address)) {
    return 'Une adresse e-mail ne contient ni virgule ni point-virgule. Indiquez une seule adresse, avec des points.';
  }
  if (/\s/.test(address)) return 'Une adresse e-mail ne contient pas d’espace. Enlevez l’espace.';
  const [local = '', domain, ...more] = address.split('@');
  if (domain === undefined) return 'Il manque le signe @ dans l’adresse e-mail, par exemple prenom.nom@exemple.be.';
  if (more.length > 0) return 'Une adresse e-mail ne contient qu’un seul signe @. Indiquez une seule adresse.';
  if (local === '') return 'Il manque la partie devant le signe @, par exemple prenom.nom@exemple.be.';
  if (domain === '') return 'Il manque la partie après le signe @, par exemple exemple.be.';
  if (address.length > MAX_LENGTH || local.length > MAX_LOCAL_LENGTH) {
    return 'Cette adresse e-mail est trop longue. Vérifiez-la.';
  }
  return localPartProblem(local) ?? domainProblem(domain);
}

/** Whether both texts are the same address, case apart. Two missing addresses are not the same. Never throws. */
export function sameEmail(a: string, b: string): boolean {
  return emailKey(a) !== '' && emailKey(a) === emailKey(b);
}

/** The form under which addresses are compared and looked up: `normaliseEmail` in lower case. Never throws. */
export function emailKey(text: string): string {
  return normaliseEmail(text).toLowerCase();
}

/** `URL` knows the mapping of international domain names (UTS 46) in browsers and in Node alike. */
function asciiDomain(domain: string): string {
  const lower = domain.toLowerCase();
  // ASCII needs no conversion, and `URL` would take "1.2" or "0x7f.1" for an IP address.
  if (/^[\u0021-\u007e]*$/.test(lower) || /[\s/:?#@[\]\\%]/.test(lower)) return lower;
  try {
    return new URL(`http://${lower}`).hostname;
  } catch {
    return lower;
  }
}

function localPartProblem(local: string): string | null {
  if (/[^\u0020-\u007e]/.test(local)) {
    return 'La partie devant le signe @ ne contient ni accent ni signe spécial. Vérifiez l’adresse.';
  }
  if (/^\.|\.$|\.\./.test(local)) {
    return 'Un point est mal placé devant le signe @ : ni au début, ni à la fin, ni deux de suite.';
  }
  if (!/^[a-z0-9.!#$%&'*+/=?^_`{|}~-]+$/i.test(local)) {
    return 'La partie devant le signe @ contient un signe qui n’y a pas sa place. Vérifiez l’adresse.';
  }
  return null;
}

function domainProblem(domain: string): string | null {
  const labels = domain.split('.');
  if (labels.length < 2) return `Après le signe @, il manque un point et la fin, par exemple exemple.be.`;
  if (labels.includes('')) {
    return 'Un point est mal placé après le signe @ : ni au début, ni à la fin, ni deux de suite.';
  }
  const validLabels = labels.every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label));
  const validEnd = /^([a-z]{2,63}|xn--[a-z0-9-]+)$/.test(labels.at(-1) ?? '');
  return validLabels && validEnd ? null : 'La partie après le signe @ n’est pas correcte, par exemple exemple.be.';
}
