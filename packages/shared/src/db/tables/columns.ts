import { customType, timestamp, uuid } from 'drizzle-orm/pg-core';
import { type Period, parseDateRange, toDateRange } from '../../domain/periods.ts';

/** A `daterange`, read and written as a period whose first and last day are included. */
export const period = customType<{ data: Period; driverData: string }>({
  dataType: () => 'daterange',
  fromDriver: (value) => parseDateRange(value),
  toDriver: (value) => toDateRange(value),
});

export const bytea = customType<{ data: Uint8Array; driverData: Uint8Array }>({ dataType: () => 'bytea' });

export const id = () => uuid('id').primaryKey();
export const at = (name: string) => timestamp(name, { withTimezone: true, mode: 'date' });
