/**
 * The provinces of Belgium, and Brussels, by the first and the last postcode of each stretch that bpost gives them. In the
 * order in which screens list them: those with French-speaking schools first.
 */
export const PROVINCES = {
  brussels: { label: 'Bruxelles-Capitale', postcodes: [['1000', '1299']] },
  'walloon-brabant': { label: 'Brabant wallon', postcodes: [['1300', '1499']] },
  hainaut: {
    label: 'Hainaut',
    postcodes: [
      ['6000', '6599'],
      ['7000', '7999'],
    ],
  },
  liege: { label: 'Liège', postcodes: [['4000', '4999']] },
  luxembourg: { label: 'Luxembourg', postcodes: [['6600', '6999']] },
  namur: { label: 'Namur', postcodes: [['5000', '5999']] },
  antwerp: { label: 'Anvers', postcodes: [['2000', '2999']] },
  'flemish-brabant': {
    label: 'Brabant flamand',
    postcodes: [
      ['1500', '1999'],
      ['3000', '3499'],
    ],
  },
  'west-flanders': { label: 'Flandre occidentale', postcodes: [['8000', '8999']] },
  'east-flanders': { label: 'Flandre orientale', postcodes: [['9000', '9999']] },
  limburg: { label: 'Limbourg', postcodes: [['3500', '3999']] },
} as const satisfies Record<string, { label: string; postcodes: readonly (readonly [string, string])[] }>;

export type Province = keyof typeof PROVINCES;
export const PROVINCE_NAMES = Object.keys(PROVINCES) as Province[];

/** Whether `value` is the code of a province. */
export function isProvince(value: string): value is Province {
  return Object.hasOwn(PROVINCES, value);
}

/** The province of a Belgian postcode of four digits; null for anything else. */
export function provinceOf(postcode: string): Province | null {
  if (!/^[1-9]\d{3}$/.test(postcode)) return null;
  const isOf = (name: Province) =>
    PROVINCES[name].postcodes.some(([first, last]) => first <= postcode && postcode <= last);
  return PROVINCE_NAMES.find(isOf) ?? null;
}
