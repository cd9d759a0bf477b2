import { sha256Hex } from '../domain/hash.ts';

/** Letters that spell a number: a name that nobody would take for another one. */
export function lettersOf(n: number): string {
  return [...sha256Hex(String(n))].map((digit) => 'bdfglmnprstvzaei'[Number.parseInt(digit, 16)]).join('');
}

/** The payload of a new member, as stored; the number makes the person. */
export function inventedMember(n: number) {
  const letters = lettersOf(n);
  return {
    firstName: `A${letters.slice(0, 9)}`,
    lastName: `B${letters.slice(9, 22)}`,
    birthDate: `19${40 + (n % 50)}-0${1 + (n % 9)}-1${n % 9}`,
    email: `membre-${n}@mail.example`,
    phone: '081 22 33 44',
    address: { street: 'Rue de l’Exemple', number: '1', box: '', postcode: '5000', locality: 'Namur', country: 'BE' },
    startDate: '2026-09-01',
    roles: ['administrator'],
    replaces: [],
  };
}
