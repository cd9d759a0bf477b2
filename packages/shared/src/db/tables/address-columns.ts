import { text } from 'drizzle-orm/pg-core';

/** The six columns of a postal address, the same on every table that has one. */
export const addressColumns = () => ({
  street: text('street').notNull().default(''),
  number: text('number').notNull().default(''),
  box: text('box').notNull().default(''),
  postcode: text('postcode').notNull().default(''),
  locality: text('locality').notNull().default(''),
  country: text('country').notNull().default('BE'),
});
