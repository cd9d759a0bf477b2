import type { CivilDate } from '../../domain/dates.ts';
import { emailProblem, normaliseEmail } from '../../domain/email.ts';
import { type ImportField, type ImportMapping, importFieldLabel } from '../../domain/member-import.ts';
import { parsePhone } from '../../domain/phone.ts';
import type { PostalAddress } from '../../domain/postal-address.ts';
import { readRole, roleKey, splitRoles } from '../../domain/role-words.ts';
import { ROLES, type Role } from '../../domain/roles.ts';
import { normaliseText, textProblem } from '../../domain/text.ts';
import { birthDateRule, mandateDateRule, NAME_LENGTH } from '../../request-types/form-schema.ts';
import type { Finding } from '../../request-types/plan.ts';
import { splitName, tidyName } from './read-names.ts';
import { type AddressCells, cellProblem, readAddress, readDay } from './read-values.ts';

/** A member as a row tells of them. */
export type ImportedMember = {
  lastName: string;
  firstName: string;
  birthDate: CivilDate | null;
  email: string | null;
  phone: string | null;
  address: PostalAddress | null;
  startDate: CivilDate;
  endDate: CivilDate | null;
  roles: Role[];
};

export type ReadRow = {
  /** Null when a finding is blocking. */
  member: ImportedMember | null;
  /** As the row names them, for lists. */
  subject: string;
  po: { fase: string; name: string };
  findings: Finding[];
};

export type RowSettlement = { swapNames?: boolean };

type Cells = Partial<Record<ImportField, string>>;
type Find = (severity: Finding['severity'], code: string, message: string, detail?: string) => void;

/**
 * Reads the cells of a row by what staff said of the columns. Pure. What identifies a member or says when must be right;
 * a contact that cannot be read is left out, and said.
 */
export function readRow(
  cells: readonly string[],
  mapping: ImportMapping,
  today: CivilDate,
  settled: RowSettlement = {},
): ReadRow {
  const findings: Finding[] = [];
  const find: Find = (severity, code, message, detail) => {
    findings.push({ code, severity, message, ...(detail ? { detail } : {}) });
  };
  const given = gather(cells, mapping);
  findBrokenCells(given, find);
  if (cells.slice(mapping.columns.length).some((cell) => cell !== ''))
    find(
      'blocking',
      'too-many-cells',
      'Cette ligne a plus de cellules que la ligne des titres : un séparateur se cache peut-être dans une valeur.',
    );
  const names = readNames(given, mapping, settled, find);
  const birthDate = readDate(given, 'birthDate', today, find);
  const startDate = readDate(given, 'startDate', today, find) ?? mapping.startDate;
  const endDate = readDate(given, 'endDate', today, find);
  if (endDate && endDate < startDate)
    find('blocking', 'end-before-start', 'Le mandat se terminerait avant de commencer.');
  const roles = readRoles(given, mapping, find);
  const contacts = readContacts(given, find);
  const isBlocked = findings.some(({ severity }) => severity === 'blocking');
  return {
    member: isBlocked || !names ? null : { ...names, birthDate, ...contacts, startDate, endDate, roles },
    subject: names ? normaliseText(`${names.firstName} ${names.lastName}`) : (given.fullName ?? given.lastName ?? ''),
    po: { fase: given.poFase ?? '', name: given.poName ?? '' },
    findings,
  };
}

/** What people write where they have nothing to write. */
const NOTHING = /^(?:[-–—/.?]+|néant|n\/a)$/i;

/** The first filled cell of each field; of roles, all of them. */
function gather(cells: readonly string[], { columns }: ImportMapping): Cells {
  const given: Cells = {};
  for (const [index, field] of columns.entries()) {
    const cell = cells[index] ?? '';
    if (field === null || cell === '' || NOTHING.test(cell)) continue;
    if (field === 'roles' && given.roles) given.roles += ` ; ${cell}`;
    else given[field] ??= cell;
  }
  return given;
}

function findBrokenCells(given: Cells, find: Find): void {
  for (const [field, cell] of Object.entries(given) as [ImportField, string][]) {
    // A telephone number may begin with a plus sign, and staff read a cross whatever it is.
    const problem =
      cellProblem(cell) ??
      textProblem(normaliseText(cell)) ??
      (cell.length > 500 ? 'Cette cellule est trop longue.' : null);
    if (problem) find('blocking', `bad-cell:${field}`, `${importFieldLabel(field)} : ${problem}`);
  }
}

function readNames(given: Cells, { nameOrder }: ImportMapping, { swapNames }: RowSettlement, find: Find) {
  const whole = given.fullName ? splitName(given.fullName, nameOrder) : null;
  const lastName = whole?.lastName ?? tidyName(given.lastName ?? '');
  const firstName = whole?.firstName ?? tidyName(given.firstName ?? '');
  if (!lastName || !firstName) {
    find(
      'blocking',
      'no-name',
      given.fullName
        ? 'Le nom et le prénom ne sont pas tous les deux dans cette cellule.'
        : `Il manque ${lastName ? 'le prénom' : firstName ? 'le nom' : 'le nom et le prénom'}.`,
    );
    return null;
  }
  if (
    Math.max(lastName.length, firstName.length) > NAME_LENGTH ||
    !/\p{L}/u.test(lastName) ||
    !/\p{L}/u.test(firstName) ||
    /[\d@]/.test(lastName + firstName)
  ) {
    find('blocking', 'bad-name', `« ${firstName} ${lastName} » n’est pas un nom de personne.`);
    return null;
  }
  if (whole && !whole.isCertain && swapNames === undefined)
    find(
      'warning',
      'name-split',
      `Nom : « ${lastName} », prénom : « ${firstName} ».`,
      'Ils étaient dans une seule cellule : vérifiez la coupure.',
    );
  return swapNames ? { lastName: firstName, firstName: lastName } : { lastName, firstName };
}

function readDate(
  given: Cells,
  field: 'birthDate' | 'startDate' | 'endDate',
  today: CivilDate,
  find: Find,
): CivilDate | null {
  const cell = given[field] ?? '';
  const read = readDay(cell, { isBirth: field === 'birthDate', today });
  const problem = read.ok
    ? read.value && (field === 'birthDate' ? birthDateRule : mandateDateRule)(read.value)
    : read.message;
  if (problem) find('blocking', `bad-date:${field}`, `${importFieldLabel(field)} « ${cell} » : ${problem}`);
  return read.ok && !problem ? read.value : null;
}

const CROSS = /^(x|oui|o|1|v|vrai|yes|✓|✔|ok|•|\*)$/i;
const NO_CROSS = /^(non|n|0|faux|no|-|\/)$/i;

function readRoles(given: Cells, { roleWords, defaultRole }: ImportMapping, find: Find): Role[] {
  const roles = new Set<Role>();
  // It says something: that there is no role, or a word that is refused by itself.
  let isSaid = false;
  for (const wording of splitRoles(given.roles ?? '')) {
    const told = roleWords[roleKey(wording)] ?? readRole(wording);
    if (told && told !== 'none') roles.add(told);
    else isSaid = true;
    if (!told)
      find(
        'blocking',
        'unknown-role',
        `Rôle inconnu : « ${wording} ».`,
        'Dites ce que ce mot veut dire, aux colonnes de cette importation.',
      );
  }
  for (const role of ROLES) {
    const cell = normaliseText(given[`role:${role}`] ?? '');
    if (CROSS.test(cell)) roles.add(role);
    else if (cell !== '' && !NO_CROSS.test(cell))
      find(
        'blocking',
        `bad-cross:${role}`,
        `${importFieldLabel(`role:${role}`)} : « ${cell} » n’est ni une croix, ni « oui », ni « non ».`,
      );
  }
  if (roles.size === 0 && defaultRole) roles.add(defaultRole);
  if (roles.size === 0 && !isSaid)
    find(
      'blocking',
      'no-role',
      'Cette ligne ne donne aucun rôle.',
      'Choisissez aux colonnes le rôle à donner quand rien n’est indiqué.',
    );
  return [...roles];
}

function readContacts(given: Cells, find: Find): Pick<ImportedMember, 'email' | 'phone' | 'address'> {
  const leaveOut = (field: ImportField, message: string) =>
    find('warning', `left-out:${field}`, `${importFieldLabel(field)}, non repris : ${message}`);
  const emailCell = (given.email ?? '')
    .replace(/^mailto:/i, '')
    .replace(/^.*<([^<>]+)>$/, '$1')
    .trim();
  const wrongEmail = emailCell === '' ? null : emailProblem(emailCell);
  if (wrongEmail) leaveOut('email', wrongEmail);
  const phoneCell = (given.phone ?? '').replace(/^'/, '');
  const phone = phoneCell === '' ? null : parsePhone(phoneCell);
  if (phone && !phone.ok) leaveOut('phone', phone.message);
  const address = readAddress(given as AddressCells);
  if (!address.ok) leaveOut('address', address.message);
  return {
    email: emailCell === '' || wrongEmail ? null : normaliseEmail(emailCell),
    phone: phone?.ok ? phone.e164 : null,
    address: address.ok ? address.value : null,
  };
}
