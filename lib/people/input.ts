import 'server-only';
import { z } from 'zod';
import { cleanLine, cleanText, isBlank, lengthOf } from '@/lib/body/rules';
import { isTimeZone, labels, limits, locales, type TextField } from './rules';

/** Far above every limit: what is longer is no text that someone typed here. */
const LONGEST = 20_000;
const missing = 'This field did not arrive. Reload the page and try again.';

const tooLong = (field: TextField) => `${labels[field]} has at most ${limits[field].toLocaleString('en')} characters.`;

function text(field: TextField, clean: (typed: string) => string = cleanLine) {
  return z
    .string(missing)
    .max(LONGEST, tooLong(field))
    .transform((typed) => (isBlank(typed) ? '' : clean(typed)))
    .refine((value) => lengthOf(value) <= limits[field], tooLong(field));
}

/** `@anna.snelling` as a handle; empty for nobody. */
const handle = z
  .string(missing)
  .max(200, 'That is no handle.')
  .transform((typed) => cleanLine(typed).replace(/^@/, '').toLowerCase());

/** The form of a profile. `manager` comes only from those who may set it. */
export const editProfileInput = z.object({
  id: z.uuid('This person is not here any more.'),
  version: z.coerce.number(missing).int(missing).positive(missing),
  name: text('name').refine((name) => name !== '', 'Enter a name.'),
  title: text('title'),
  department: text('department'),
  office: text('office'),
  about: text('about', cleanText),
  outOfOffice: text('outOfOffice'),
  phone: text('phone'),
  mobile: text('mobile'),
  street: text('street'),
  city: text('city'),
  region: text('region'),
  postalCode: text('postalCode'),
  country: text('country'),
  timeZone: z
    .string(missing)
    .refine((zone) => zone === '' || isTimeZone(zone), 'Choose a time zone from the list.')
    .transform((zone) => zone || null),
  locale: z.enum(locales, 'Choose a language from the list.'),
  shortcuts: z.enum(['on', 'off'], 'Choose on or off.'),
  manager: handle.optional(),
});

export type EditProfileInput = z.output<typeof editProfileInput>;
