import type { PostalAddress } from '../../domain/postal-address.ts';

/**
 * What a register file says, one entry per PO, school, site and (school, site), each with the line that first names
 * it. An enterprise number that is `undefined` could not be read: the number on record stays.
 */
export type RegisterContent = {
  /** The name without its folder: what the history shows. */
  fileName: string;
  sha256: string;
  pos: Map<number, RegisterPo>;
  schools: Map<number, RegisterSchool>;
  sites: Map<number, RegisterSite>;
  /** By `teachingKey`. */
  teaching: Map<string, RegisterTeaching>;
};

export type RegisterPo = {
  line: number;
  fase: number;
  name: string;
  enterpriseNumber: string | null | undefined;
  address: PostalAddress;
  municipality: string;
};

export type RegisterSchool = {
  line: number;
  fase: number;
  poFase: number;
  name: string;
  enterpriseNumber: string | null | undefined;
  /** "Fondamental", "Secondaire"..., several separated by " / ". */
  level: string;
  network: string;
  address: PostalAddress;
  municipality: string;
  district: string;
  zone: string;
};

export type Coordinates = { latitude: number; longitude: number };

export type RegisterSite = {
  line: number;
  fase: number;
  address: PostalAddress;
  municipality: string;
  coordinates: Coordinates | null;
};

/** The kinds of teaching that a school gives at a site, sorted. */
export type RegisterTeaching = { line: number; schoolFase: number; siteFase: number; kinds: string[] };

export function teachingKey(schoolFase: number, siteFase: number): string {
  return `${schoolFase}/${siteFase}`;
}

/** The part of the register that an import speaks about: names as the register writes them, null for all of them. */
export type RegisterScope = { networks: string[] | null; districts: string[] | null };
